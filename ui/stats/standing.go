package stats

import (
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// standing heads the figures of a program without points: the tier, the days
// that count, and what each alternative of the next tier still lacks.
func (s sheet) standing(w int) []string {
	card, say, th := s.stats.Score, s.ctx.Words, s.ctx.Theme
	tier := say.T("stats.tier_top", "tier", card.Tier.Title)
	if card.Next != nil {
		tier = say.T("stats.tier_then", "tier", card.Tier.Title, "mark", th.Glyphs.Cursor, "next", card.Next.Title)
	}
	lines := ends(th.Title.Render(domain.Clean(s.ctx.Program.Title)), th.Strong.Render(tier), w)
	for _, r := range card.Requirements {
		if card.Next == nil || r.Tier.Key != card.Next.Key {
			continue
		}
		lines = append(lines, say.N("stats.takes", len(r.Alternatives), "tier", r.Tier.Title))
		for i, a := range r.Alternatives {
			line := "  " + s.alternative(a)
			if i == r.Nearest {
				line += "  " + th.Accent.Render(say.T("stats.nearest"))
			}
			lines = append(lines, line)
		}
	}
	return append(lines, s.evaluation(w)...)
}

// alternative is what stands of each need.
func (s sheet) alternative(a domain.AlternativeScore) string {
	needs := make([]string, len(a.Needs))
	for i, n := range a.Needs {
		needs[i] = s.ctx.Words.T("stats.need", "have", n.Have, "need", n.Need, "attribute", n.Attribute.Title)
	}
	return strings.Join(needs, " + ")
}

// evaluation is what the last evaluation gave, and when the next one is.
func (s sheet) evaluation(w int) []string {
	card, say := s.stats.Score, s.ctx.Words
	said := say.T("stats.evaluation", "last", card.Evaluated, "tier", card.EvaluatedTier.Title, "next", card.NextEvaluation, "from", card.CountsFrom)
	return pane.Styled(s.ctx.Theme.Muted, said, w)
}
