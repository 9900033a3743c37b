package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/ui/text"
)

const (
	// welcomeTop is the first line below the header and its rule.
	welcomeTop = 2
	// welcomeLines is how many lines are around what is asked.
	welcomeLines = 4
	// welcomeWide is how wide sentences are at most.
	welcomeWide = 76
	// besideFrom is from how many columns on what a way to begin means stands
	// beside its name.
	besideFrom = 76
	// numberCells are those of the mark and the number before a way to begin.
	numberCells = 5
)

// room is how many lines there are for what is asked.
func (m *welcome) room() int { return max(0, m.h-welcomeLines) }

// View draws what is asked.
func (m *welcome) View() tea.View {
	v := tea.NewView("")
	if m.w > 0 && m.h > 0 {
		v.Content = text.Frame(m.plain(m.draw()), m.w)
		v.Cursor = m.cursor()
	}
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = text.Title("belay")
	if m.moving != nil {
		v.ProgressBar = m.moving.bar()
	}
	return v
}

// cursor is the terminal's own, in the field that is typed into.
func (m *welcome) cursor() *tea.Cursor {
	if m.sheet == nil || m.above() != nil {
		return nil
	}
	x, y, ok := m.sheet.cursor()
	if !ok || y >= m.room() {
		return nil
	}
	c := tea.NewCursor(x, welcomeTop+y)
	c.Blink = false
	return c
}

func (m *welcome) draw() string {
	w, th := m.ctx.Words, m.ctx.Theme
	if m.w < leastWidth || m.h < leastHeight {
		lines := text.Wrap(w.T("frame.too_small", "width", leastWidth, "height", leastHeight), m.w)
		return strings.Join(lines[:min(len(lines), m.h)], "\n")
	}
	rule := th.Rule.Render(strings.Repeat(th.Glyphs.Rule, m.w))
	lines := []string{text.Cut(" "+th.Title.Render("belay")+"   "+th.Accent.Render(w.T("frame.welcome")), m.w), rule}
	foot := ""
	for _, k := range [][2]string{{"1-3", "choose"}, {"enter", "on"}, {"esc", "leave"}} {
		foot += " " + th.Key.Render(k[0]) + " " + th.KeyName.Render(w.T("frame.welcome_"+k[1])) + "  "
	}
	var body []string
	if m.sheet != nil {
		body, foot = m.sheet.lines(), " "+m.sheet.foot(m.w-2)
	} else {
		body, _ = m.choices()
	}
	for len(body) < m.room() {
		body = append(body, "")
	}
	body = body[:m.room()]
	if top := m.above(); top != nil {
		body, foot = over(make([]string, m.room()), top.lines(), m.w), "" // the form does not show beside it
	}
	lines = append(lines, body...)
	return strings.Join(append(lines, rule, foot), "\n")
}

// plain keeps to ASCII what is to.
func (m *welcome) plain(s string) string {
	if m.ctx.ASCII {
		return text.ASCII(s)
	}
	return s
}

// choices are the ways to begin, and of each line the way that it is of, -1 for
// none: with room around them where there is, and where there is little of it only
// the one that is chosen tells what it means.
func (m *welcome) choices() (lines []string, owners []int) {
	for _, airy := range []bool{true, false} {
		if lines, owners = m.choicesIn(airy, true); len(lines) <= m.room() {
			return lines, owners
		}
	}
	return m.choicesIn(false, false)
}

func (m *welcome) choicesIn(airy, all bool) (lines []string, owners []int) {
	w, th := m.ctx.Words, m.ctx.Theme
	wide := min(welcomeWide, m.w-2)
	add := func(owner int, style lipgloss.Style, in int, text ...string) {
		for _, line := range text {
			lines, owners = append(lines, strings.Repeat(" ", in)+style.Render(line)), append(owners, owner)
		}
	}
	gap := func() {
		if airy {
			add(-1, th.Text, 0, "")
		}
	}
	gap()
	add(-1, th.Text, 1, text.Wrap(w.T("frame.welcome_note"), wide)...)
	add(-1, th.Text, 0, "")
	add(-1, th.Strong, 1, text.Wrap(w.T("frame.welcome_start"), wide)...)
	gap()
	label := 0
	for _, s := range starts {
		label = max(label, text.Width(s.Name(w)))
	}
	for i, s := range starts {
		mark, style := " ", th.Text
		if i == m.at {
			mark, style = th.Glyphs.Cursor, th.Selected
		}
		name := text.Left(mark+" "+strconv.Itoa(i+1)+"  "+s.Name(w), numberCells+label+1)
		in, what := 1+numberCells, s.About(w)
		switch {
		case m.w >= besideFrom:
			in += label + 3
			about := text.Wrap(what, min(m.w-1-in, welcomeWide))
			add(i, th.Text, 1, style.Render(name)+"  "+th.Muted.Render(about[0]))
			add(i, th.Muted, in, about[1:]...)
		case all || i == m.at:
			add(i, style, 1, name)
			add(i, th.Muted, in, text.Wrap(what, wide-in)...)
		default:
			add(i, style, 1, name)
		}
		gap()
	}
	return lines, owners
}
