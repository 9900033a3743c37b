package ui

import (
	"errors"
	"maps"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// sheet is a form over the pane. It stays until its command is done, so that a
// refusal finds all that was typed.
type sheet struct {
	ctx  *pane.Context
	fill pane.Fill
	form *form.Form
	w    int
	sent bool
	// start makes what is sent in place of a command, by a form that writes no
	// record; [sheet.resume] takes back that it was sent.
	start func(values map[string]string) tea.Msg
	paper
	// seen are the values that were looked at last, found the remarks on them.
	seen    map[string]string
	found   []string
	looking bool
	// asked is what suggestions were asked for last.
	asked      typing
	suggesting bool
}

func newSheet(ctx *pane.Context, d *drafts, fill pane.Fill) *sheet {
	s := &sheet{ctx: ctx, paper: paper{drafts: d}, fill: fill, form: form.New(fill.Title, fill.Pages, ctx.Look(), ctx.Words)}
	s.form.Keyless()
	s.form.Focus(fill.At)
	s.note()
	return s
}

func (s *sheet) restyle()   { s.form.SetLook(s.ctx.Look()) }
func (s *sheet) done() bool { return s.form.State() == form.Canceled }

func (s *sheet) resize(w, h int) {
	s.w = w
	s.form.SetSize(w, h)
}

// lines fill the width: nothing of the pane shows beside a form, and nothing of
// the form beside the question whether to go on with its draft.
func (s *sheet) lines() []string {
	lines := strings.Split(s.form.View(), "\n")
	for i := range lines {
		if s.offer != nil {
			lines[i] = ""
		}
		lines[i] = text.Left(lines[i], s.w)
	}
	if s.offer != nil {
		lines = over(lines, s.offered(), s.w)
	}
	return lines
}

// cursor is where the next character goes in.
func (s *sheet) cursor() (x, y int, ok bool) {
	if s.offer != nil || s.sent {
		return 0, 0, false
	}
	return s.form.Cursor()
}

func (s *sheet) wheel(int) tea.Cmd { return nil }

func (s *sheet) click(x, y int) tea.Cmd {
	switch {
	case s.sent || s.reading:
	case s.offer != nil:
		return s.clickOffer(s.lines(), x, y)
	default:
		s.form.Click(x, y)
		s.note()
		return tea.Batch(s.look(), s.suggest(), s.keepSoon())
	}
	return nil
}

// note shows the remarks on what is typed.
func (s *sheet) note() {
	values := s.form.Answers()
	s.form.SetWarnings(s.found)
	if s.fill.Notes != nil {
		s.form.SetNotes(s.fill.Notes(values))
	}
	if s.fill.Wanted != nil {
		s.form.SetWanted(s.fill.Wanted(values))
	}
}

// foot are the keys that work now.
func (s *sheet) foot(cells int) string {
	switch {
	case s.offer != nil:
		return s.ctx.Foot(cells, pane.Press("up", "form.draft_choose"), pane.Press("enter", "form.draft_do"), pane.Press("esc", "form.draft_later"))
	case s.sent:
		return ""
	}
	return s.form.Footer(cells)
}

// looked is what reading the book said about the values of a sheet.
type looked struct {
	sheet *sheet
	notes []string
	err   error
}

// look reads the remarks that need the book, once what is typed is not what was
// looked at last. One reading at a time: typing never queues them up.
func (s *sheet) look() tea.Cmd {
	if s.fill.Look == nil || s.looking {
		return nil
	}
	values := s.form.Answers()
	if s.seen != nil && maps.Equal(values, s.seen) {
		return nil
	}
	s.seen = values
	read := s.fill.Look(values)
	if read == nil {
		s.found = nil
		s.note()
		return nil
	}
	s.looking = true
	*s.ctx.Busy++
	return func() tea.Msg {
		notes, err := read()
		return looked{s, notes, err}
	}
}

// looked takes remarks. Those on values that have changed since are dropped:
// others are being read in their place.
func (s *sheet) looked(m looked) tea.Cmd {
	*s.ctx.Busy--
	s.looking = false
	if !maps.Equal(s.form.Answers(), s.seen) {
		return s.look()
	}
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	s.found = m.notes
	s.note()
	return nil
}

func (s *sheet) update(msg tea.Msg) tea.Cmd {
	if s.sent {
		return nil // the answer to the command is on its way
	}
	if key, ok := msg.(tea.KeyPressMsg); s.reading && ok && key.String() == "esc" {
		s.form.Cancel()
		return nil
	}
	if s.reading {
		s.held = append(s.held, msg)
		return nil
	}
	if s.offer != nil {
		return s.answer(msg)
	}
	cmd := s.form.Update(msg)
	switch s.form.State() {
	case form.Editing:
		s.note()
		return tea.Batch(cmd, s.look(), s.suggest(), s.keepSoon())
	case form.Canceled:
		return tea.Batch(cmd, s.left())
	default:
	}
	if s.start != nil {
		s.sent = true
		return tea.Batch(cmd, pane.Send(s.start(s.form.Answers())))
	}
	apply, err := s.fill.Submit(s.form.Answers())
	if err != nil {
		s.refuse(err)
		return cmd
	}
	s.sent = true
	return tea.Batch(cmd, pane.Send(submit{write{Apply: apply, from: s}}))
}

// submit asks the frame to write what a sheet was filled in with.
type submit struct{ write }

// resume goes on editing, with what is wrong with the file, "" for nothing.
func (s *sheet) resume(wrong string) {
	s.sent = false
	s.form.SetError("file", wrong)
}

// refuse shows a refusal under the field it is about, and goes on editing.
func (s *sheet) refuse(err error) {
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
}
