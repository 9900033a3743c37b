package stats

import (
	"strconv"

	"github.com/belay-tui/belay/ui/text"
)

// planShown is how many steps of the plan the pane lists; belay plan has all.
const planShown = 4

// plan is the cheapest way to the next tier, step by step.
func (s sheet) plan(w int) []string {
	if s.way.By == 0 {
		return nil
	}
	say, th := s.ctx.Words, s.ctx.Theme
	lines := []string{th.Title.Render(say.T("plan.title", "tier", s.way.Tier.Title, "by", s.way.By))}
	for _, line := range text.Wrap(say.PlanHead(s.way), w) {
		lines = append(lines, th.Muted.Render(line))
	}
	steps := s.way.Steps[:min(planShown, len(s.way.Steps))]
	gains, days := 0, 0
	for _, step := range steps {
		gains = max(gains, text.Width(say.PlanGain(step.Gain)))
		days = max(days, text.Width(say.Days(step.Effort)))
	}
	room := min(w-3-gains-days-4, 72)
	for i, step := range steps {
		what := say.PlanStep(step, s.ctx.Program.Currency)
		if step.Before != 0 {
			what += ", " + say.T("plan.before", "day", step.Before)
		}
		lines = append(lines, text.Left(strconv.Itoa(i+1), 3)+text.Left(what, max(0, room))+"  "+
			th.Strong.Render(text.Right(say.PlanGain(step.Gain), gains))+"  "+th.Muted.Render(text.Right(say.Days(step.Effort), days)))
	}
	if more := len(s.way.Steps) - len(steps); more > 0 {
		lines = append(lines, "   "+th.Muted.Render(say.N("plan.more", more)))
	}
	return lines
}
