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
	Place(ctx context.Context, q domain.Query, id domain.ID) (index int, ok bool, err error)
	Counts(ctx context.Context, program string) (map[domain.Kind]map[string]int, error)
}

// source reads the pane's rows from a book.
type source struct{ Book }

// Rows are rows of the list of credentials.
func (s source) Rows(ctx context.Context, q domain.Query, offset, limit int) (domain.Page[domain.Credential], error) {
	return s.Credentials(ctx, q, offset, limit)
}

// Pane is the pane of credentials.
type Pane struct {
	*pane.List[domain.Credential]
}

// New returns the pane over a book.
func New(ctx *pane.Context, book Book) *Pane {
	p := &Pane{}
	p.List = pane.NewList(ctx, pane.Spec[domain.Credential]{
		Scope: Scope, Kind: domain.KindCredential, Source: source{book}, Inner: true,
		ID:         func(c domain.Credential) domain.ID { return c.ID },
		Columns:    func(string) []column { return columns(ctx) },
		SortColumn: func(_ string, s domain.Sort) (string, bool) { return string(s), s == domain.SortDate },
		Detail:     func(c domain.Credential, width int) []pane.Block { return detail(ctx, c, width) },
		Empty:      func(string) []string { return []string{ctx.Words.T("practice.empty")} },
		Clip:       func(c domain.Credential) domain.Untrusted { return c.Title },
	})
	return p
}

// Actions are the pane's actions, the most useful first.
func Actions() []keys.Action {
	action := pane.InScope(Scope)
	return append([]keys.Action{
		action("new", "belay practice add --kind certification --title TITLE", "n"),
		action("expire", "belay practice expire CREDENTIAL", "x"),
	}, pane.ListActions(Scope)...)
}

// Can says whether an action can be done now.
func (p *Pane) Can(action string) (why string, ok bool) {
	if id, _ := strings.CutPrefix(action, Scope+"."); id != "expire" {
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
	switch id, _ := strings.CutPrefix(action, Scope+"."); id {
	case "new":
		return p.add()
	case "expire":
		if c, ok := p.Selected(); ok {
			return p.expire(c)
		}
	}
	return nil
}
