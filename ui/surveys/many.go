package surveys

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// doMany carries out an action on all marked surveys.
func (p *Pane) doMany(id string, rows []Row) tea.Cmd {
	w := p.Ctx.Words
	switch id {
	case "resend":
		return pane.Send(pane.Ask{
			Title: w.N("surveys.resend_many", len(rows)),
			Lines: []string{w.T("surveys.resend_many_note")},
			Yes:   w.T("surveys.resend_yes"),
			Do:    p.ForEach("surveys.resent_many", func(r Row) domain.Command { return domain.ResendSurvey{ID: r.Survey.ID} }),
		})
	case "sent":
		return pane.Send(pane.Ask{
			Title: w.N("surveys.sent_many", len(rows)),
			Lines: []string{w.T("surveys.sent_many_note")},
			Yes:   w.T("surveys.sent_yes"),
			Do:    p.ForEach("surveys.were_sent", func(r Row) domain.Command { return domain.SendSurvey{ID: r.Survey.ID} }),
		})
	case "fail":
		return pane.Send(pane.Fill{
			Title: w.N("surveys.fail_many", len(rows)),
			Pages: []form.Page{{Fields: []form.Field{{Key: "why", Label: w.T("surveys.why"), Hint: w.T("surveys.why_hint"), Required: true}}}},
			Submit: func(v map[string]string) (pane.Apply, error) {
				return p.ForEach("surveys.were_failed", func(r Row) domain.Command {
					return domain.FailSurvey{ID: r.Survey.ID, Why: domain.Outside(v["why"])}
				}), nil
			},
		})
	}
	return nil
}
