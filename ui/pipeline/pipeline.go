// Package pipeline is the pane of deals: what is open and in which stage, what
// was won and what was lost.
package pipeline

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// Scope is the scope of the pane's keys.
const Scope = "pipeline"

// Book is what the pane reads of a book.
type Book interface {
	Opportunities(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error)
	pane.Places
	// Forecast are a program's open deals by stage and by when they are to close.
	Forecast(ctx context.Context, program string) (domain.Forecast, error)
	pane.Duplicates
	// Stages are the stages that a deal went through, the first one first.
	Stages(ctx context.Context, id domain.ID) ([]domain.StageVisit, error)
	// Lead is a lead without what its program holds back.
	Lead(ctx context.Context, id domain.ID) (domain.Lead, error)
}

// source reads the pane's rows from a book.
type source struct{ Book }

// Rows are rows of a list of opportunities.
func (s source) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Opportunity], error) {
	return s.Opportunities(ctx, q, offset, limit)
}

// Pane is the pane of opportunities.
type Pane struct {
	*pane.List[domain.Opportunity]
	book     Book
	forecast domain.Forecast
	gen      int // of the forecast asked for last
	past     pane.Aside[past]
	board    board
	onBoard  bool // the board shows in place of the list
	w, h     int
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane {
	p := &Pane{book: book, board: board{ctx: ctx}}
	p.List = pane.NewList(ctx, pane.Spec[domain.Opportunity]{
		Scope: Scope, Kind: domain.KindOpportunity, Source: source{book},
		ID:      func(o domain.Opportunity) domain.ID { return o.ID },
		Columns: func(string) []column { return columns(ctx) },
		SortColumn: func(list string, s domain.Sort) (string, bool) {
			return string(s), s == domain.SortDate && list != domain.ListOpen || s == domain.SortValue || s == domain.SortACV || s == domain.SortAge
		},
		Program: func(o domain.Opportunity) string { return o.Program },
		Name:    func(o domain.Opportunity) domain.Untrusted { return o.Name }, Actions: Actions(),
		Detail: p.detail,
		Onward: cameFrom,
		Empty:  func(list string) []string { return []string{ctx.Words.T("pipeline.empty_" + list)} },
		Clip:   func(o domain.Opportunity) domain.Untrusted { return o.Name },
	})
	return p
}

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := pane.InScope(Scope)
	return append([]keys.Action{
		pane.Many(action("stage_next", "belay opportunities stage ID STAGE", ">")),
		pane.Many(action("win", "belay opportunities win ID", "w")),
		pane.Many(action("lose", "belay opportunities lose ID --reason REASON", "x")),
		action("templates", "belay opportunities letter ID", "m"),
		action("edit", "belay opportunities edit ID", "e"),
		action("new", "belay opportunities add --name NAME", "n"),
		pane.Many(action("stage_before", "belay opportunities stage ID STAGE", "<")),
		action("board", "belay opportunities forecast", "v"),
		action("reopen", "belay opportunities reopen ID STAGE", "O"),
		action("to_lead", "belay leads show LEAD", "o"),
	}, pane.ListActions(Scope)...)
}

// does are the commands of the actions that are done to a deal: the rules say
// whether they can be done. A letter can always be written.
var does = map[string]domain.Command{
	"edit": domain.EditOpportunity{}, "stage_next": domain.MoveStage{}, "stage_before": domain.MoveStage{},
	"win": domain.MoveStage{}, "lose": domain.MoveStage{}, "reopen": domain.ReopenOpportunity{}, "templates": nil, "to_lead": nil,
}

// Can says whether an action can be done to the selected deal now.
func (p *Pane) Can(action string) (why string, ok bool) {
	id, _ := strings.CutPrefix(action, Scope+".")
	command, needsDeal := does[id]
	switch {
	case id == "board":
		return "", true
	case p.onBoard && needsDeal:
		o, ok := p.board.selected()
		if !ok {
			return p.Ctx.Words.T("pane.nothing_selected"), false
		}
		return p.may(id, command, o)
	case p.onBoard:
		return p.canOnBoard(id)
	case !needsDeal:
		return p.List.Can(action)
	}
	return p.Each(id, func(o domain.Opportunity) (string, bool) { return p.may(id, command, o) })
}

// may says whether an action can be done to a deal now.
func (p *Pane) may(id string, command domain.Command, o domain.Opportunity) (why string, ok bool) {
	w := p.Ctx.Words
	if id == "to_lead" {
		if o.Lead.IsZero() {
			return w.T("pipeline.no_lead"), false
		}
		return "", true
	}
	if command == nil {
		return "", true
	}
	switch changes, refusal := domain.Allowed(o, command.Name(), p.Ctx.Now()); {
	case refusal != nil:
		return w.Rule(refusal), false
	case !changes:
		return w.T("pipeline.not_closed"), false
	}
	if step := steps[id]; step != 0 {
		if _, ok := p.neighbor(o, step); !ok {
			return w.T("pipeline.no_" + id), false
		}
	}
	return "", true
}

// steps are how far the actions that move a deal move it.
var steps = map[string]int{"stage_next": 1, "stage_before": -1}

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	id, _ := strings.CutPrefix(action, Scope+".")
	switch {
	case id == "new":
		return p.add()
	case id == "board":
		return p.turnBoard()
	case p.onBoard:
		return p.doOnBoard(id)
	}
	if cmd, ok := p.List.Do(action); ok {
		return tea.Batch(cmd, p.look())
	}
	if marked := p.Marked(); len(marked) > 0 {
		return p.doMany(id, marked)
	}
	if o, ok := p.Selected(); ok {
		return p.doOne(id, o)
	}
	return nil
}

// doOne does an action to a deal.
func (p *Pane) doOne(id string, o domain.Opportunity) tea.Cmd {
	switch id {
	case "stage_next", "stage_before":
		return p.move(o, steps[id])
	case "edit":
		return p.edit(o)
	case "win":
		return p.win(o)
	case "lose":
		return p.lose(o)
	case "reopen":
		return p.reopen(o)
	case "templates":
		return p.letters(o)
	case "to_lead":
		return pane.Send(pane.Goto{Ref: cameFrom(o)})
	}
	return nil
}
