package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// question asks before what cannot be taken back. No is preselected.
type question struct {
	ctx  *pane.Context
	ask  pane.Ask
	w, h int
	yes  bool
	over bool
	// deaf is true while keys may be meant for what was there before it, heard
	// counts them.
	deaf  bool
	heard int
}

func newQuestion(ctx *pane.Context, ask pane.Ask) *question { return &question{ctx: ctx, ask: ask} }

// How long a question that nobody expected takes no keys: until the keyboard was
// quiet for so long, and so many times that at most.
const (
	graceQuiet = 400 * time.Millisecond
	graceTimes = 4
)

// graceMsg is the end of a while in which a question took no keys.
type graceMsg struct {
	question *question
	heard    int
	times    int
}

// grace has the question take no keys until the keyboard is quiet: what is being
// typed was meant for something else.
func (q *question) grace() tea.Cmd {
	q.deaf = true
	return q.wait(1)
}

func (q *question) wait(times int) tea.Cmd {
	heard := q.heard
	return tea.Tick(graceQuiet, func(time.Time) tea.Msg { return graceMsg{q, heard, times} })
}

// waited ends the grace if nothing was typed meanwhile, or if it lasted long enough.
func (q *question) waited(m graceMsg) tea.Cmd {
	if m.heard != q.heard && m.times < graceTimes {
		return q.wait(m.times + 1)
	}
	q.deaf = false
	return nil
}

func (q *question) resize(w, h int) { q.w, q.h = w, h }
func (q *question) restyle()        {}
func (q *question) done() bool      { return q.over }

func (q *question) update(msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	if q.deaf && key.String() != "esc" { // the safe answer is always taken
		q.heard++
		return nil
	}
	switch key.String() {
	case "left", "right", "tab", "shift+tab", "h", "l":
		q.yes = !q.yes
	case "y":
		return q.answer(true)
	case "n", "esc", "q":
		return q.answer(false)
	case "enter":
		return q.answer(q.yes)
	}
	return nil
}

func (q *question) answer(yes bool) tea.Cmd {
	q.yes, q.over = yes, true
	if yes {
		return pane.Send(q.ask.Do)
	}
	return nil
}

// Cells of a button besides its word, and between the two of them.
const (
	buttonEnds = 4
	buttonGap  = 2
)

// click answers with the button at a cell of the box.
func (q *question) click(x, y int) tea.Cmd {
	no := text.Width(q.ctx.Words.T("frame.no")) + buttonEnds
	yes := text.Width(q.ask.Yes) + buttonEnds
	if x -= boxLeft; y != boxTop+len(q.told())+1 || x < 0 || q.deaf {
		return nil
	}
	switch {
	case x < no:
		return q.answer(false)
	case x >= no+buttonGap && x < no+buttonGap+yes:
		return q.answer(true)
	}
	return nil
}

// foot are the keys that answer.
func (q *question) foot(cells int) string {
	return q.ctx.Foot(cells, pane.Press("right", "frame.question_choose"), pane.Press("enter", "frame.question_do"), pane.Press("y", "frame.question_yes"), pane.Press("n", "frame.question_no"))
}

func (q *question) wheel(int) tea.Cmd { return nil }

// told are the lines that say what will happen, as many as there is room for.
func (q *question) told() []string {
	var lines []string
	for _, line := range q.ask.Lines {
		lines = append(lines, text.Wrap(line, max(10, min(60, q.w-8)))...)
	}
	if room := max(0, q.h-4); len(lines) > room { // the buttons and the box remain
		lines = lines[:room]
		if room > 0 {
			lines[room-1] = q.ctx.Theme.Glyphs.Ellipsis
		}
	}
	return lines
}

func (q *question) lines() []string {
	th := q.ctx.Theme
	button := func(label string, on bool) string {
		if on {
			return th.Selected.Render("[ " + label + " ]")
		}
		return th.Text.Render("  " + label + "  ")
	}
	gap := "  "
	lines := append(q.told(), "", button(q.ctx.Words.T("frame.no"), !q.yes)+gap+button(q.ask.Yes, q.yes))
	return boxed(q.ctx, q.ask.Title, lines, q.w)
}
