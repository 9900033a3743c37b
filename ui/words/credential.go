package words

import (
	"strings"

	"github.com/belay-tui/belay/domain"
)

// CredentialWorth says how much a credential adds to the score, and where (C2).
func (w *Words) CredentialWorth(c domain.CredentialWorth) string {
	var titles, parts []string
	full := true
	for _, p := range c.Parts {
		titles = append(titles, domain.Clean(p.Title))
		if p.Points > 0 {
			parts = append(parts, w.T("practice.worth_part", "points", p.Points, "attribute", p.Title))
		}
		full = full && p.Full
	}
	in := strings.Join(titles, ", ")
	switch {
	case !c.Holds:
		return w.T("practice.worth_ended")
	case len(c.Parts) == 0:
		return w.T("practice.worth_none")
	case len(parts) > 0:
		return w.N("practice.worth", int(c.Points), "parts", strings.Join(parts, ", "))
	case !c.Scored:
		return w.T("practice.worth_counts", "in", in)
	case full:
		return w.T("practice.worth_full", "in", in)
	}
	return w.T("practice.worth_part_of_point", "in", in)
}
