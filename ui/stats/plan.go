package stats

import (
	"strconv"
	"strings"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// planShown is how many steps of the plan the pane lists; belay plan has all.
const planShown = 4

// plan is the cheapest way to the next tier, step by step, at most so many.
func (s sheet) plan(w, most int) []string {
	if s.way.By == 0 || s.counting {
		return nil
	}
	say, th := s.ctx.Words, s.ctx.Theme
	title := say.T("plan.title", "tier", s.way.Tier.Title, "by", s.way.By)
	said := say.PlanHead(s.way)
	lines := []string{th.Title.Render(title) + "   " + th.Muted.Render(said)}
	if text.Width(title)+3+text.Width(said) > w {
		lines = []string{th.Title.Render(title)}
		lines = append(lines, pane.Styled(th.Muted, said, w)...)
	}
	steps := s.way.Steps[:min(max(1, most), len(s.way.Steps))]
	whats, wide, gains, days := make([]string, len(steps)), 0, 0, 0
	for i, step := range steps {
		whats[i] = say.PlanStep(step, s.ctx.Program.Currency)
		if step.Before != 0 {
			whats[i] += ", " + say.T("plan.before", "day", step.Before)
		}
		wide = max(wide, text.Width(whats[i]))
		gains = max(gains, text.Width(say.PlanGain(step.Gain)))
		days = max(days, text.Width(say.Days(step.Effort)))
	}
	const number, gap = 3, 3
	wide = max(0, min(wide, w-number-gains-days-2*gap))
	for i, step := range steps {
		lines = append(lines, th.Strong.Render(text.Left(strconv.Itoa(i+1), number))+text.Left(whats[i], wide)+strings.Repeat(" ", gap)+
			th.Strong.Render(text.Right(say.PlanGain(step.Gain), gains))+strings.Repeat(" ", gap)+th.Muted.Render(text.Right(say.Days(step.Effort), days)))
	}
	if more := len(s.way.Steps) - len(steps); more > 0 {
		lines[len(lines)-1] = text.Cut(lines[len(lines)-1]+"   "+th.Muted.Render(say.N("plan.more", more)), w)
	}
	return lines
}
