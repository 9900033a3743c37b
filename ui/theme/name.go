package theme

import "slices"

// The themes, by the names that a person chooses them by.
const (
	Auto     = "auto"     // light or dark, as the terminal is
	Light    = "light"    // for a light background
	Dark     = "dark"     // for a dark one
	Sixteen  = "16"       // only the terminal's sixteen colors, even for the program's own
	Contrast = "contrast" // every text stands out, nothing is faint
	None     = "none"     // attributes only
)

// Names are the names of all themes, the default first.
func Names() []string { return []string{Auto, Light, Dark, Sixteen, Contrast, None} }

// Known reports whether a theme is called that.
func Known(name string) bool { return slices.Contains(Names(), name) }

// After is the theme that follows one; an unknown one counts as the default.
func After(name string) string {
	names := Names()
	return names[(max(0, slices.Index(names, name))+1)%len(names)]
}

// settled is what a theme's name makes of the options.
func (o Options) settled() Options {
	switch o.Name {
	case Light:
		o.Dark = false
	case Dark:
		o.Dark = true
	case Sixteen:
		o.Accent = ""
	case None:
		o.NoColor = true
	}
	return o
}
