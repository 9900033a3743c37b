package ui

import (
	"maps"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// paper is the draft of a sheet: the one that was found, and what is kept now.
type paper struct {
	drafts *drafts
	// saved are the changes that are kept, or on their way.
	saved map[string]string
	// reading is true until it is known whether there is a draft; held are the
	// keys that were pressed meanwhile.
	reading bool
	held    []tea.Msg
	// offer is a draft of another day, until it is gone on with or not; afresh
	// is the answer that is selected.
	offer  *draft
	afresh bool
	// puzzled is that a key was pressed which the offer does not take.
	puzzled bool
	timed   bool // a change waits to be kept
	over    bool // the command is done
}

// keeps reports whether what is typed is kept.
func (s *sheet) keeps() bool {
	return s.drafts != nil && s.ctx.Desk != nil && s.fill.ID != ""
}

// draftRead is what the desk has of a sheet.
type draftRead struct {
	sheet *sheet
	draft *draft
	err   error
}

// open starts what a new sheet reads: remarks, and its draft.
func (s *sheet) open() tea.Cmd {
	if !s.keeps() {
		return s.look()
	}
	s.form.Keep()
	s.reading = true
	*s.ctx.Busy++
	desk, id := s.ctx.Desk, s.fill.ID
	return tea.Batch(s.look(), func() tea.Msg {
		d, err := draftOn(desk, id)
		return draftRead{s, d, err}
	})
}

// drafted offers a draft that was found; else what was typed meanwhile goes in.
func (s *sheet) drafted(m draftRead) tea.Cmd {
	*s.ctx.Busy--
	s.reading, s.offer = false, m.draft
	if m.draft != nil {
		s.puzzled = len(s.held) > 0
		return nil
	}
	cmd := s.release()
	if m.err != nil {
		cmd = tea.Batch(cmd, pane.Send(pane.Failed{Err: m.err}))
	}
	return cmd
}

// release gives the form the keys that were held back.
func (s *sheet) release() tea.Cmd {
	held := s.held
	s.held = nil
	var cmds []tea.Cmd
	for _, msg := range held {
		if s.form.State() == form.Editing && !s.sent {
			cmds = append(cmds, s.update(msg))
		}
	}
	return tea.Batch(cmds...)
}

// answer takes a key for the offer of a draft: it shows until it is answered.
func (s *sheet) answer(msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		_, s.puzzled = msg.(tea.PasteMsg)
		return nil
	}
	s.puzzled = false
	switch key.String() {
	case "left", "right", "up", "down", "tab", "shift+tab":
		s.afresh = !s.afresh
	case "esc":
		s.form.Cancel()
	case "enter":
		return s.decide(s.afresh)
	default:
		s.puzzled = true
	}
	return nil
}

// decide starts afresh, or goes on with the draft.
func (s *sheet) decide(afresh bool) tea.Cmd {
	d := s.offer
	s.offer = nil
	if afresh {
		return tea.Batch(s.drafts.forget(s.fill.ID), s.release())
	}
	s.held = nil
	s.form.Restore(d.Values)
	s.saved = s.form.Changes()
	s.note()
	return s.look()
}

// draftDue asks to keep what was typed into a sheet.
type draftDue struct{ sheet *sheet }

// keepSoon has what was typed kept in a moment.
func (s *sheet) keepSoon() tea.Cmd {
	if !s.unkept() || s.timed {
		return nil
	}
	if s.drafts.after == 0 {
		return s.keepNow()
	}
	s.timed = true
	return tea.Tick(s.drafts.after, func(time.Time) tea.Msg { return draftDue{s} })
}

func (s *sheet) due() tea.Cmd {
	s.timed = false
	return s.keepNow()
}

// unkept reports whether something was typed that is not kept.
func (s *sheet) unkept() bool {
	p := &s.paper
	return s.keeps() && !p.over && !p.reading && p.offer == nil && !maps.Equal(s.form.Changes(), p.saved)
}

// keepNow keeps what was typed. Where nothing is left there is no draft.
func (s *sheet) keepNow() tea.Cmd {
	if !s.unkept() {
		return nil
	}
	s.saved = s.form.Changes()
	if len(s.saved) == 0 {
		return s.drafts.forget(s.fill.ID)
	}
	return s.drafts.keep(s.fill.ID, s.fill.Title, s.saved)
}

// left says, when a sheet is left, that what was typed is kept.
func (s *sheet) left() tea.Cmd {
	if !s.keeps() || s.reading || s.offer != nil || !s.form.Changed() {
		return nil
	}
	return tea.Batch(s.keepNow(), pane.Send(pane.Tell{Text: s.ctx.Words.T("form.draft_kept")}))
}

// forget forgets the draft once the command is done.
func (s *sheet) forget() tea.Cmd {
	s.over = true
	if !s.keeps() {
		return nil
	}
	return s.drafts.forget(s.fill.ID)
}

// offered is the box that offers the draft.
func (s *sheet) offered() []string {
	w, th := s.ctx.Words, s.ctx.Theme
	lines := text.Wrap(w.T("form.draft_offer", "at", w.Instant(s.offer.At, s.ctx.Now())), max(10, min(60, s.w-8)))
	lines = append(lines, "")
	for i, id := range []string{"form.draft_go_on", "form.draft_afresh"} {
		label, style := "  "+w.T(id)+"  ", th.Text
		if (i == 1) == s.afresh {
			label, style = "[ "+w.T(id)+" ]", th.Selected
		}
		lines = append(lines, style.Render(label))
	}
	if s.puzzled {
		lines = append(lines, "")
		for _, line := range text.Wrap(th.Glyphs.Warn+" "+w.T("form.draft_first"), max(10, min(60, s.w-8))) {
			lines = append(lines, th.Warn.Render(line))
		}
	}
	return boxed(s.ctx, s.fill.Title, lines, s.w)
}

// clickOffer answers with the button on a line of the sheet.
func (s *sheet) clickOffer(lines []string, x, y int) tea.Cmd {
	box := s.offered()
	left, top, wide := middle(box, s.w, len(lines))
	line := slices.IndexFunc(box, func(l string) bool { return strings.Contains(l, s.ctx.Words.T("form.draft_go_on")) })
	if x < left || x >= left+wide || line < 0 {
		return nil
	}
	switch y - top - line {
	case 0:
		return s.decide(false)
	case 1:
		return s.decide(true)
	}
	return nil
}
