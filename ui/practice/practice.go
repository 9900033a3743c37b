// Package practice is the pane of what the firm can show: certifications with the
// people who hold them, partner solutions and navigator levels. It is an inner
// pane, opened from the figures that they add to.
package practice

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// Scope is the scope of the pane's keys.
const Scope = "practice"

// Book is what the pane reads of a book.
type Book interface {
	Credentials(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Credential], error)
	pane.Places
	// Stats are a program's figures, with the score that credentials add to.
	Stats(ctx context.Context, program string) (domain.Stats, error)
}

// Pane is the pane of credentials.
type Pane struct {
	*pane.List[Row]
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane {
	p := &Pane{}
	p.List = pane.NewList(ctx, pane.Spec[Row]{
		Scope: Scope, Kind: domain.KindCredential, Source: source{book, ctx.ProgramOf}, Inner: true,
		ID:         func(r Row) domain.ID { return r.ID },
		Columns:    func(string) []column { return columns(ctx) },
		SortColumn: func(_ string, s domain.Sort) (string, bool) { return string(s), s == domain.SortDate },
		Program:    func(r Row) string { return r.Program },
		Detail:     func(r Row, width int) []pane.Block { return detail(ctx, r, width) },
		Empty:      func(string) []string { return []string{ctx.Words.T("practice.empty")} },
		Clip:       func(r Row) domain.Untrusted { return r.Title },
	})
	return p
}

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := pane.InScope(Scope)
	return append([]keys.Action{
		action("new", "belay practice add --kind certification --title TITLE", "n"),
		action("edit", "belay practice edit CREDENTIAL", "e"),
		action("expire", "belay practice expire CREDENTIAL", "x"),
	}, pane.ListActions(Scope)...)
}

// Can says whether an action can be done now.
func (p *Pane) Can(action string) (why string, ok bool) {
	if id, _ := strings.CutPrefix(action, Scope+"."); id != "expire" && id != "edit" {
		return p.List.Can(action)
	}
	if _, ok := p.Selected(); !ok {
		return p.Ctx.Words.T("pane.nothing_selected"), false
	}
	return "", true
}

// Do carries out an action of the pane.
func (p *Pane) Do(action string) tea.Cmd {
	if cmd, ok := p.List.Do(action); ok {
		return cmd
	}
	id, _ := strings.CutPrefix(action, Scope+".")
	if id == "new" {
		return p.add()
	}
	r, ok := p.Selected()
	switch {
	case ok && id == "edit":
		return p.edit(r.Credential)
	case ok && id == "expire":
		return p.expire(r.Credential)
	}
	return nil
}
