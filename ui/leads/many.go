package leads

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// doMany carries out an action on all marked leads.
func (p *Pane) doMany(id string, leads []domain.Lead) tea.Cmd {
	switch id {
	case "accept":
		return pane.Send(p.ForEach("leads.accepted_many", func(l domain.Lead) domain.Command { return domain.AcceptLead{ID: l.ID} }))
	case "decline":
		return p.becauseMany(leads, manyReasons{
			"leads.decline_many", "leads.decline_many_note", "leads.declined_many",
			func(r domain.LeadRules) []domain.Titled { return r.DeclineReasons },
			func(l domain.Lead, reason string, remark domain.Untrusted) domain.Command {
				return domain.DeclineLead{ID: l.ID, Reason: reason, Remark: remark}
			},
		})
	case "close":
		return p.becauseMany(leads, manyReasons{
			"leads.close_many", "leads.close_many_note", "leads.closed_many",
			func(r domain.LeadRules) []domain.Titled { return r.CloseReasons },
			func(l domain.Lead, reason string, remark domain.Untrusted) domain.Command {
				return domain.CloseLead{ID: l.ID, Reason: reason, Remark: remark}
			},
		})
	case "withdraw":
		w := p.Ctx.Words
		return pane.Send(pane.Ask{
			Title: w.N("leads.withdraw_many", len(leads)),
			Lines: []string{w.T("leads.withdraw_many_note")},
			Yes:   w.T("leads.withdraw_yes"),
			Do:    p.ForEach("leads.withdrawn_many", func(l domain.Lead) domain.Command { return domain.WithdrawLead{ID: l.ID} }),
		})
	}
	return nil
}

// manyReasons are the words of an action that needs one reason for all leads,
// the reasons that a program knows for it, and its command.
type manyReasons struct {
	title, note, said string
	known             func(domain.LeadRules) []domain.Titled
	command           func(l domain.Lead, reason string, remark domain.Untrusted) domain.Command
}

// becauseMany asks for one reason for all leads: one that all their programs know.
func (p *Pane) becauseMany(leads []domain.Lead, m manyReasons) tea.Cmd {
	w := p.Ctx.Words
	var reasons []domain.Titled
	asked := map[string]bool{}
	for _, l := range leads {
		if asked[l.Program] {
			continue
		}
		known := m.known(p.Ctx.ProgramOf(l.Program).Leads)
		if len(asked) == 0 {
			reasons = slices.Clone(known)
		}
		reasons = slices.DeleteFunc(reasons, func(t domain.Titled) bool {
			return !slices.ContainsFunc(known, func(k domain.Titled) bool { return k.Key == t.Key })
		})
		asked[l.Program] = true
	}
	if len(reasons) == 0 {
		return pane.Send(pane.Tell{Text: w.T("leads.no_common_reason"), Error: true})
	}
	return pane.Send(pane.Fill{
		Title: w.N(m.title, len(leads)),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "reason", Label: w.T("leads.reason"), Kind: form.Choice, Choices: options(reasons), Required: true},
			{Key: "remark", Label: w.T("leads.remark")},
		}}},
		Notes: func(map[string]string) []string { return []string{w.T(m.note)} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			return p.ForEach(m.said, func(l domain.Lead) domain.Command {
				return m.command(l, v["reason"], domain.Outside(v["remark"]))
			}), nil
		},
	})
}
