package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/text"
)

// frameLines is how many lines the frame takes: header, tabs, rule, and below
// the pane the news and the footer.
const frameLines = 5

// paneTop is the first line of the pane.
const paneTop = 3

// Least is the size below which there is only a sentence.
const (
	leastWidth  = 40
	leastHeight = 10
)

// View draws the frame; it is drawn anew only after something changed.
func (a *App) View() tea.View {
	if a.dirty {
		a.view, a.dirty = a.frame(), false
	}
	return a.view
}

// frame is what the terminal is to show and do.
func (a *App) frame() tea.View {
	v := tea.NewView(text.Frame(a.plain(a.draw()), a.w, a.cfg.Links...))
	v.Cursor = a.cursor()
	v.AltScreen = true
	v.WindowTitle = text.Title(a.plain(a.ctx.Words.N("frame.window_title", a.waiting.Leads)))
	v.KeyboardEnhancements.ReportAlternateKeys = true
	if a.moving != nil {
		v.ProgressBar = a.moving.bar()
	}
	if a.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// plain keeps to ASCII what is to.
func (a *App) plain(s string) string {
	if a.ctx.ASCII {
		return text.ASCII(s)
	}
	return s
}

// cursor is the terminal's own, where the overlay on top takes text: input
// methods and screen readers follow it. Nil hides it.
func (a *App) cursor() *tea.Cursor {
	if a.w < leastWidth || a.h < leastHeight {
		return nil
	}
	if len(a.overlays) == 0 {
		return a.paneCursor()
	}
	top, ok := a.overlays[len(a.overlays)-1].(interface{ cursor() (x, y int, ok bool) })
	if !ok {
		return nil
	}
	x, y, ok := top.cursor()
	if !ok {
		return nil
	}
	left, above, _ := middle(a.overlays[len(a.overlays)-1].lines(), a.w, a.h-frameLines)
	c := tea.NewCursor(left+x, paneTop+above+y)
	c.Blink = false
	return c
}

// paneCursor is the cursor of the pane in front, where that takes text.
func (a *App) paneCursor() *tea.Cursor {
	in, ok := a.panes[a.active].(interface{ Cursor() (x, y int, ok bool) })
	if !ok {
		return nil
	}
	x, y, ok := in.Cursor()
	if !ok || x >= a.w {
		return nil
	}
	c := tea.NewCursor(x, paneTop+y)
	c.Blink = false
	return c
}

func (a *App) draw() string {
	if a.w == 0 || a.h == 0 {
		return ""
	}
	if a.w < leastWidth || a.h < leastHeight {
		lines := text.Wrap(a.ctx.Words.T("frame.too_small", "width", leastWidth, "height", leastHeight), a.w)
		return strings.Join(lines[:min(len(lines), a.h)], "\n")
	}
	body := strings.Split(a.front().View(), "\n")
	if n := len(a.overlays); n > 0 {
		body = over(body, a.overlays[n-1].lines(), a.w)
	}
	lines := append([]string{a.header(), a.tabs(), a.rule()}, body...)
	return strings.Join(append(lines, a.newsLine(), a.footer()), "\n")
}

func (a *App) rule() string {
	return a.ctx.Theme.Rule.Render(strings.Repeat(a.ctx.Theme.Glyphs.Rule, a.w))
}

// header says whose book it is, where the firm stands and what is due.
func (a *App) header() string {
	w, th := a.ctx.Words, a.ctx.Theme
	program := a.ctx.Program.Title
	if a.ctx.Only == "" && len(a.firm.Programs) > 1 {
		program = w.N("frame.programs", len(a.firm.Programs)-1, "program", program)
	}
	who := []string{}
	for _, s := range []string{text.Show(a.firm.Name), program, a.figures.Tier()} {
		if s != "" {
			who = append(who, s)
		}
	}
	left := " " + th.Title.Render("belay") + "   " + th.Accent.Render(strings.Join(who, " "+th.Glyphs.Dot+" "))
	due := ""
	right := []string{}
	if a.waiting.DueToday > 0 {
		due = th.Overdue.Render(w.N("frame.due_today", a.waiting.DueToday))
		right = append(right, due)
	}
	right = append(right, th.Muted.Render(w.T("frame.offline")+" "+th.Glyphs.Dot+" "+a.state()), th.Muted.Render(w.Day(domain.DateOf(a.cfg.Now()))))
	for len(right) > 0 {
		tail := strings.Join(right, "   ") + " "
		if room := a.w - text.Width(left) - text.Width(tail); room > 0 {
			return left + strings.Repeat(" ", room) + tail
		}
		right = right[:len(right)-1]
	}
	// What is due is told before whose book it is.
	if room := a.w - text.Width(due) - 4; due != "" && room > 0 {
		return text.Cut(left, room) + "   " + due + " "
	}
	return text.Cut(left, a.w)
}

// state says whether all is saved; what takes long turns a sign beside it.
func (a *App) state() string {
	w := a.ctx.Words
	sign := a.work.sign(a.ctx.Theme.Glyphs)
	switch b := a.writes.batch; {
	case !a.writes.idle() && b != nil:
		return sign + w.T("batch.saving", "done", b.ended, "of", len(b.Steps))
	case !a.writes.idle():
		return sign + w.T("frame.saving")
	case sign != "":
		return sign + w.T("frame.reading")
	case a.cfg.Demo:
		return w.T("frame.demo")
	}
	return w.T("frame.saved")
}

// span is a tab's cells.
type span struct{ from, to int }

// names are the panes' names as the tabs show them, with what waits in each.
func (a *App) names() []string {
	w := a.ctx.Words
	names := []string{w.T("frame.leads"), w.T("frame.pipeline"), w.T("frame.projects"), w.T("frame.surveys"), w.T("frame.stats")}
	for i, n := range []int{a.waiting.Leads, a.waiting.Opportunities, a.waiting.Projects, a.waiting.Surveys, 0} {
		names[i] = strconv.Itoa(i+1) + " " + names[i]
		if n > 0 {
			names[i] += " " + w.Int(n)
		}
	}
	if a.active >= numbered {
		names[a.from] += " " + a.ctx.Theme.Glyphs.Cursor + " " + w.T("frame."+a.scope())
	}
	return names
}

// tabRoom is how many cells stand before the tabs and between them: fewer where
// the screen is narrow, so that the last one still shows.
func (a *App) tabRoom() (before, between int) {
	cells, names := 0, a.names()
	for _, name := range names {
		cells += text.Width(name)
	}
	for _, room := range [][2]int{{1, 3}, {1, 2}, {1, 1}} {
		if room[0]+cells+room[1]*(len(names)-1) <= a.w {
			return room[0], room[1]
		}
	}
	return 0, 1
}

func (a *App) tabSpans() []span {
	x, between := a.tabRoom()
	spans := []span{}
	for _, name := range a.names() {
		spans = append(spans, span{x, x + text.Width(name)})
		x += text.Width(name) + between
	}
	return spans
}

func (a *App) tabs() string {
	before, between := a.tabRoom()
	line := strings.Repeat(" ", before)
	for i, name := range a.names() {
		if i > 0 {
			line += strings.Repeat(" ", between)
		}
		if i == a.home() {
			line += a.ctx.Theme.TabActive.Render(name)
		} else {
			line += a.ctx.Theme.Tab.Render(name)
		}
	}
	return text.Left(line, a.w)
}

// newsLine is the newest message, or the rule above the footer.
func (a *App) newsLine() string {
	th := a.ctx.Theme
	switch {
	case a.news.text == "":
		return a.rule()
	case a.news.error:
		return a.newsIn(th.ErrorText, th.Glyphs.Warn)
	}
	return a.newsIn(th.Good, th.Glyphs.Check)
}

// newsIn is the newest message on its line. One that is too long says which key
// shows all of it.
func (a *App) newsIn(style lipgloss.Style, sign string) string {
	line := " " + sign + " " + a.news.text
	if text.Width(line) <= a.w {
		return style.Render(line)
	}
	more := "  " + a.keyOf("frame.messages") + " " + a.ctx.Words.T("frame.reads_on") + " "
	room := a.w - text.Width(more)
	return style.Render(text.Cut(line, room)) + a.ctx.Theme.Muted.Render(more)
}

// footer shows the keys that work here and now, the most useful first.
func (a *App) footer() string {
	th := a.ctx.Theme
	if n := len(a.overlays); n > 0 {
		if top, ok := a.overlays[n-1].(interface{ foot(cells int) string }); ok {
			return " " + top.foot(a.w-2)
		}
		return ""
	}
	if foot, ok := a.paneFoot(); ok {
		return " " + foot
	}
	if pending := a.reader.Pending(); pending != "" {
		return a.continuations(pending)
	}
	var items []string
	for _, item := range a.footerItems() {
		items = append(items, th.Key.Render(item.Key)+" "+th.KeyName.Render(item.Label))
	}
	left := " " + strings.Join(items, strings.Repeat(" ", keys.Gap))
	hint := a.undoHint()
	if hint == "" {
		return left
	}
	return text.Left(left, a.w-text.Width(hint)-1) + hint
}

// paneFoot are the keys of the text field of the pane in front, while it has one
// that takes all others.
func (a *App) paneFoot() (foot string, ok bool) {
	p, ok := a.front().(interface {
		Foot(cells int) (foot string, ok bool)
	})
	if !ok {
		return "", false
	}
	return p.Foot(a.w - 2)
}

// continuations are the keys that go on with a sequence that was begun, and what
// they do.
func (a *App) continuations(pending string) string {
	th := a.ctx.Theme
	line := " " + th.Key.Render(keys.Display(pending, a.ctx.ASCII)) + th.Muted.Render(" "+th.Glyphs.Ellipsis)
	items := append(a.reader.Next(a.keys, a.scope()), keys.Next{Key: "esc", Action: keys.Action{Short: "frame.cancel"}})
	for _, n := range items {
		line += strings.Repeat(" ", keys.Gap) + th.Key.Render(keys.Display(n.Key, a.ctx.ASCII)) + " " + th.KeyName.Render(a.ctx.Words.T(n.Action.Short))
	}
	return text.Cut(line, a.w)
}

func (a *App) footerItems() []keys.Item {
	footer := keys.Footer{Say: func(id string) string { return a.ctx.Words.T(id) }, State: a.Can, ASCII: a.ctx.ASCII}
	var pinned []keys.Action
	for _, id := range []string{"frame.palette", "frame.help", "frame.quit"} {
		if action, ok := a.keys.ByID(id); ok {
			pinned = append(pinned, action)
		}
	}
	room := a.w - 2
	if hint := a.undoHint(); hint != "" {
		room -= text.Width(hint) + keys.Gap
	}
	return footer.Items(room, a.keys.For(a.scope()), pinned)
}
