package pane

import "github.com/belay-tui/belay/domain"

// Changed are the fields of a form whose values are no longer what they started as.
func Changed[F ~string](fields []F, values map[string]string, was func(F) domain.Untrusted) map[F]domain.Untrusted {
	changed := map[F]domain.Untrusted{}
	for _, f := range fields {
		if v, ok := values[string(f)]; ok && domain.Outside(v) != was(f) {
			changed[f] = domain.Outside(v)
		}
	}
	return changed
}
