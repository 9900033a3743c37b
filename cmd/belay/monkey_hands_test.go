package main

import (
	"math/rand/v2"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
)

// hands press keys, turn the wheel, paste and pull at the window, at random.
type hands struct {
	*rand.Rand
	keys    []string // of all actions, by name
	attacks []string
	w, h    int
}

func newHands(seed uint64) *hands {
	m := &hands{Rand: rand.New(rand.NewPCG(seed, 0xbe1a)), attacks: attacks(), w: 120, h: 40}
	for _, action := range ui.Actions().All() {
		for _, key := range action.Keys {
			m.keys = append(m.keys, strings.Fields(key)...)
		}
	}
	return m
}

// sizes are those of windows; the last are none that a person works in.
var sizes = [][2]int{
	{60, 18}, {80, 24}, {100, 30}, {120, 40}, {150, 50}, {200, 60}, {79, 23}, {81, 25}, {99, 40}, {101, 12}, {149, 30}, {300, 100},
	{40, 10}, {39, 10}, {40, 9}, {41, 11}, {1, 1}, {2, 5}, {5, 2}, {20, 3}, {0, 0}, {500, 1}, {1, 200},
}

// everywhere are keys that work in forms and lists.
var everywhere = []string{
	"enter", "esc", "tab", "shift+tab", "up", "down", "left", "right", "pgup", "pgdown", "home", "end", "backspace", "delete", "space",
	"ctrl+s", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+n", "ctrl+p", "ctrl+d", "ctrl+g", "alt+b", "alt+f", "shift+up", "f1", "f12", "insert",
}

// next is what they do next.
func (m *hands) next() tea.Msg {
	switch n := m.IntN(100); {
	case n < 40:
		return uitest.Press(m.of(everywhere))
	case n < 68:
		if key := m.of(m.keys); key != "q" && key != "ctrl+c" || m.IntN(20) == 0 {
			return uitest.Press(key)
		}
		return uitest.Press("esc")
	case n < 80:
		return uitest.Press(string(m.letter()))
	case n < 83:
		return tea.PasteMsg{Content: m.text()}
	case n < 93:
		return m.mouse()
	case n < 96:
		return m.pull()
	case n < 97:
		return tea.BackgroundColorMsg{}
	case n < 98:
		return tea.KeyReleaseMsg(uitest.Press(m.of(everywhere)))
	case n < 99:
		return tea.FocusMsg{}
	}
	return tea.BlurMsg{}
}

func (m *hands) of(list []string) string { return list[m.IntN(len(list))] }

// letter is one that somebody types, in any script.
func (m *hands) letter() rune {
	return []rune("aeinrst0123456789-+.,:<>=%@#*!?()\"'/ éßłж物流ﾃ株\u0301")[m.IntN(46)]
}

// text is one that somebody pastes: short, hostile, or ten thousand characters.
func (m *hands) text() string {
	switch m.IntN(4) {
	case 0:
		var b strings.Builder
		for range m.IntN(12) {
			b.WriteRune(m.letter())
		}
		return b.String()
	case 1:
		some := m.of(m.attacks) + m.of([]string{"", "\n", "\r\n", "\t"}) + "x物"
		return strings.Repeat(some, 1+10_000/len([]rune(some)))
	}
	return m.of(m.attacks)
}

func (m *hands) mouse() tea.Msg {
	at := tea.Mouse{X: m.IntN(m.w + 2), Y: m.IntN(m.h + 2), Button: tea.MouseLeft}
	switch m.IntN(6) {
	case 0:
		at.Button = []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft, tea.MouseWheelRight}[m.IntN(4)]
		return tea.MouseWheelMsg(at)
	case 1:
		at.Button = []tea.MouseButton{tea.MouseRight, tea.MouseMiddle, tea.MouseNone}[m.IntN(3)]
		return tea.MouseClickMsg(at)
	case 2:
		return tea.MouseReleaseMsg(at)
	case 3:
		return tea.MouseMotionMsg(at)
	}
	return tea.MouseClickMsg(at)
}

// pull changes the size of the window.
func (m *hands) pull() tea.Msg {
	size := sizes[m.IntN(len(sizes))]
	m.w, m.h = size[0], size[1]
	return tea.WindowSizeMsg{Width: m.w, Height: m.h}
}
