package leads

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// compared is a draft and what is known already of its customer.
type compared struct {
	lead  domain.Lead
	found []domain.Duplicate
	err   error
}

// submit looks for duplicates before it asks whether a draft is to go to the program.
func (p *Pane) submit(l domain.Lead) tea.Cmd {
	program := p.Ctx.ProgramOf(l.Program)
	if err := l.CheckSubmission(program, p.Ctx.Firm, program.Day(p.Ctx.Now())); err != nil {
		return pane.Send(pane.Tell{Text: p.Ctx.Words.Error(err), Error: true})
	}
	id, book := domain.IdentityOf(l, program), p.book
	*p.Ctx.Busy++
	return func() tea.Msg {
		found, err := book.Duplicates(context.Background(), id)
		return compared{l, found, err}
	}
}

// compared takes what is known already of a draft's customer, and asks.
func (p *Pane) compared(m compared) tea.Cmd {
	*p.Ctx.Busy--
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	return pane.Send(p.askSubmit(m.lead, m.found))
}

// askSubmit asks before a registration goes to the program. What is known
// already is shown, with the choice to go on.
func (p *Pane) askSubmit(l domain.Lead, found []domain.Duplicate) pane.Ask {
	w := p.Ctx.Words
	ask := pane.Ask{
		Title: w.T("leads.submit_title", "company", l.Company.Name),
		Lines: []string{w.T("leads.submit_note", "program", p.Ctx.ProgramOf(l.Program).Title)},
		Yes:   w.T("leads.submit_yes"),
		Do:    pane.Apply{Command: domain.SubmitLead{ID: l.ID, Anyway: len(found) > 0}, Said: p.said("leads.submitted", l)},
	}
	if len(found) > 0 {
		ask.Yes = w.T("leads.submit_anyway")
		ask.Lines = append(ask.Lines, "", w.N("leads.submit_known", len(found)))
		ask.Lines = append(ask.Lines, pane.Known(w, found)...)
	}
	return ask
}
