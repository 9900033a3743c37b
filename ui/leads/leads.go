// Package leads is the pane of the lead inbox: what programs offered, what is
// being worked, what the firm registered, and what is closed.
package leads

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// Scope is the scope of the pane's keys.
const Scope = "leads"

// Book is what the pane reads of a book.
type Book interface {
	Leads(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Lead], error)
	pane.Places
	pane.Duplicates
	// Opportunity is a deal, such as one that a lead was converted to.
	Opportunity(ctx context.Context, id domain.ID) (domain.Opportunity, error)
}

// source reads the pane's rows from a book.
type source struct{ Book }

// Rows are rows of a list of leads.
func (s source) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Lead], error) {
	return s.Leads(ctx, q, offset, limit)
}

// Pane is the pane of leads.
type Pane struct {
	*pane.List[domain.Lead]
	book Book
	kin  pane.Aside[kin]
	// unfolded is whether the history of campaigns shows in full.
	unfolded bool
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane {
	p := &Pane{book: book}
	p.List = pane.NewList(ctx, pane.Spec[domain.Lead]{
		Scope: Scope, Kind: domain.KindLead, Source: source{book},
		ID:      func(l domain.Lead) domain.ID { return l.ID },
		Columns: func(list string) []column { return columns(ctx, list) },
		Need:    need,
		SortColumn: func(_ string, s domain.Sort) (string, bool) {
			return string(s), s == domain.SortScore || s == domain.SortValue
		},
		Program: func(l domain.Lead) string { return l.Program },
		Name:    func(l domain.Lead) domain.Untrusted { return l.Company.Name }, Actions: Actions(),
		Detail:  p.detail,
		Buttons: p.buttons,
		Onward:  became,
		Empty:   func(list string) []string { return empty(ctx, list) },
		Clip:    clip,
	})
	return p
}

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := pane.InScope(Scope)
	return append([]keys.Action{
		pane.Many(action("accept", "belay leads accept ID", "a")),
		pane.Many(action("decline", "belay leads decline ID --reason REASON", "d")),
		action("log", "belay leads log ID --kind call TEXT", "i"),
		action("templates", "belay leads letter ID", "m"),
		action("convert", "belay leads convert ID", "c"),
		action("submit", "belay leads submit ID", "b"),
		action("outcome", "belay leads outcome ID approved", "r"),
		action("new", "belay leads register --company NAME", "n"),
		action("edit", "belay leads edit ID", "e"),
		pane.Many(action("close", "belay leads close ID --reason REASON", "x")),
		pane.Many(action("withdraw", "belay leads withdraw ID", "w")),
		action("to_deal", "belay opportunities show DEAL", "o"),
	}, append(pane.ListActions(Scope), action("history", "belay leads show ID", "H"))...)
}

// Can says whether an action can be done to the selected lead now.
func (p *Pane) Can(action string) (why string, ok bool) {
	id, _ := strings.CutPrefix(action, Scope+".")
	if _, needsLead := does[id]; !needsLead {
		return p.List.Can(action)
	}
	return p.Each(id, func(l domain.Lead) (string, bool) { return p.may(id, l) })
}

// may says whether an action can be done to a lead now.
func (p *Pane) may(id string, l domain.Lead) (why string, ok bool) {
	if id == "to_deal" && l.Opportunity.IsZero() {
		return p.Ctx.Words.T("leads.no_deal"), false
	}
	command := does[id]
	if command == nil {
		return "", true
	}
	changes, refusal := domain.Allowed(l, command.Name(), p.Ctx.Now())
	switch {
	case refusal != nil:
		return p.Ctx.Words.Rule(refusal), false
	case !changes:
		return p.Ctx.Words.T("leads.not_now", "status", l.StatusAt(p.Ctx.Now())), false
	}
	return "", true
}

// does are the commands of the actions that are done to a lead: the rules say
// whether they can be done. A letter can always be written.
var does = map[string]domain.Command{
	"accept": domain.AcceptLead{}, "decline": domain.DeclineLead{}, "log": domain.LogActivity{}, "convert": domain.ConvertLead{},
	"submit": domain.SubmitLead{}, "outcome": domain.RecordOutcome{}, "edit": domain.EditLead{}, "close": domain.CloseLead{},
	"withdraw": domain.WithdrawLead{}, "templates": nil, "to_deal": nil,
}

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	if cmd, ok := p.List.Do(action); ok {
		return tea.Batch(cmd, p.look())
	}
	id, _ := strings.CutPrefix(action, Scope+".")
	switch id {
	case "new":
		return p.register()
	case "history":
		p.unfolded = !p.unfolded
		return nil
	}
	if marked := p.Marked(); len(marked) > 0 {
		return p.doMany(id, marked)
	}
	if l, ok := p.Selected(); ok {
		return p.doOne(id, l)
	}
	return nil
}

// doOne does an action to a lead.
func (p *Pane) doOne(id string, l domain.Lead) tea.Cmd {
	switch id {
	case "accept":
		return p.accept(l)
	case "templates":
		about := domain.AboutLead(l, p.Ctx.ProgramOf(l.Program), p.Ctx.Now())
		return p.Ctx.ReadLetters(l.Company.Name, func() (domain.About, error) { return about, nil })
	case "decline":
		return p.decline(l)
	case "log":
		return p.log(l)
	case "convert":
		return p.convert(l)
	case "edit":
		return p.edit(l)
	case "submit":
		return p.submit(l)
	case "outcome":
		return p.outcome(l)
	case "close":
		return p.close(l)
	case "withdraw":
		return p.withdraw(l)
	case "to_deal":
		return pane.Send(pane.Goto{Ref: became(l)})
	}
	return nil
}

// Update takes the answers of the pane's own reads.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.AsideMsg[kin]:
		return tea.Batch(p.kin.Take(p.Ctx, m), p.look())
	case compared:
		return p.compared(m)
	}
	return tea.Batch(p.List.Update(msg), p.look())
}

// Refresh reads anew, what may be known already too.
func (p *Pane) Refresh() tea.Cmd {
	p.kin.Stale()
	return p.List.Refresh()
}

// Click is the mouse at a cell of the pane.
func (p *Pane) Click(x, y int) tea.Cmd { return tea.Batch(p.List.Click(x, y), p.look()) }

// Wheel scrolls what is under the mouse.
func (p *Pane) Wheel(x, y, delta int) tea.Cmd { return tea.Batch(p.List.Wheel(x, y, delta), p.look()) }

// offers are the actions that are offered below the detail, where they can be
// done, the most likely first.
var offers = []string{"accept", "decline", "submit", "outcome", "convert", "log", "templates", "edit", "withdraw", "close"}

// mostOffers is how many of them there is room for.
const mostOffers = 3

// buttons are what can be done about the selected lead.
func (p *Pane) buttons(domain.Lead) []pane.Button {
	var all []pane.Button
	for _, id := range offers {
		if _, ok := p.Can(Scope + "." + id); ok && len(all) < mostOffers {
			all = append(all, pane.Button{Action: Scope + "." + id, Label: p.Ctx.Words.T("leads.button_" + id)})
		}
	}
	return all
}

func clip(l domain.Lead) domain.Untrusted {
	if !l.Contact.Email.IsZero() {
		return l.Contact.Email
	}
	return l.Company.Name
}

func empty(ctx *pane.Context, list string) []string {
	return []string{ctx.Words.T("leads.empty_" + list)}
}
