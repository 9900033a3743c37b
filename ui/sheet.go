package ui

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// sheet is a form over the pane. It stays until its command is done, so that a
// refusal finds all that was typed.
type sheet struct {
	ctx  *pane.Context
	fill pane.Fill
	form *form.Form
	sent bool
}

func newSheet(ctx *pane.Context, fill pane.Fill) *sheet {
	s := &sheet{ctx: ctx, fill: fill, form: form.New(fill.Title, fill.Pages, ctx.Look(), ctx.Words)}
	s.note()
	return s
}

func (s *sheet) resize(w, h int) { s.form.SetSize(w, h) }
func (s *sheet) restyle()        { s.form.SetLook(s.ctx.Look()) }
func (s *sheet) done() bool      { return s.form.State() == form.Canceled }
func (s *sheet) lines() []string { return strings.Split(s.form.View(), "\n") }

func (s *sheet) note() {
	if s.fill.Notes != nil {
		s.form.SetNotes(s.fill.Notes(s.form.Values()))
	}
}

func (s *sheet) update(msg tea.Msg) tea.Cmd {
	if s.sent {
		return nil // the answer to the command is on its way
	}
	cmd := s.form.Update(msg)
	if s.form.State() != form.Done {
		s.note()
		return cmd
	}
	apply, err := s.fill.Submit(s.form.Values())
	if err != nil {
		s.refuse(err)
		return cmd
	}
	s.sent = true
	return tea.Batch(cmd, pane.Send(submit{write{apply, s}}))
}

// submit asks the frame to write what a sheet was filled in with.
type submit struct{ write }

// refuse shows a refusal under the field it is about, and goes on editing.
func (s *sheet) refuse(err error) bool {
	s.sent = false
	var one *domain.RuleError
	var all domain.Refusals
	switch {
	case errors.As(err, &all):
		for i := len(all) - 1; i >= 0; i-- { // the first keeps the focus
			s.form.SetError(all[i].Field, s.ctx.Words.Rule(all[i]))
		}
	case errors.As(err, &one):
		s.form.SetError(one.Field, s.ctx.Words.Rule(one))
	default:
		s.form.SetError("", s.ctx.Words.Error(err))
	}
	return true
}
