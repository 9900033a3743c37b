package pane

import "github.com/belay-tui/belay/ui/form"

// Options are choices of a form with the words for them.
func Options[T ~string](c *Context, values []T) []form.Option {
	out := make([]form.Option, len(values))
	for i, v := range values {
		out[i] = form.Option{Value: string(v), Label: c.Words.Value(string(v))}
	}
	return out
}
