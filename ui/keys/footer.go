package keys

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Item is one entry of a footer: a key as it is shown, and what it does.
type Item struct {
	Action Action
	Key    string
	Label  string
}

// Gap is how many cells lie between two items of a footer. A key and its label
// are one cell apart.
const Gap = 3

// Cells is how wide the item is.
func (i Item) Cells() int { return ansi.StringWidth(i.Key) + 1 + ansi.StringWidth(i.Label) }

// Footer holds what is needed to lay out a footer.
type Footer struct {
	// Say turns the id of words into words.
	Say func(id string) string
	// State leaves out what cannot be done now; nil keeps all.
	State State
	// ASCII avoids arrows.
	ASCII bool
}

// Items returns the whole items that fit into a width of cells: the actions in
// their order, which is the most useful first, and after them the pinned ones,
// such as help, for which room is kept.
func (f Footer) Items(width int, actions, pinned []Action) []Item {
	last, used := f.fit(width, 0, pinned)
	first, _ := f.fit(width, used, actions)
	return append(first, last...)
}

func (f Footer) fit(width, used int, actions []Action) ([]Item, int) {
	var items []Item
	for _, a := range actions {
		if len(a.Keys) == 0 || !f.possible(a) {
			continue
		}
		item := Item{Action: a, Key: Display(a.Keys[0], f.ASCII), Label: f.Say(a.Short)}
		cells := item.Cells()
		if used > 0 {
			cells += Gap
		}
		if used+cells > width {
			break
		}
		used += cells
		items = append(items, item)
	}
	return items, used
}

func (f Footer) possible(a Action) bool {
	if f.State == nil {
		return true
	}
	_, ok := f.State(a.ID)
	return ok
}

var glyphs = map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→"}

var names = map[string]string{"pgup": "page up", "pgdown": "page down", "delete": "del"}

// Shown is the key that does the action, as it is shown; "" where there is none.
func (a Action) Shown(ascii bool) string {
	if len(a.Keys) == 0 {
		return ""
	}
	return Display(a.Keys[0], ascii)
}

// Display returns how a key or sequence is shown: "↑", "gg", "page up". With
// ascii set arrows are words.
func Display(keystroke string, ascii bool) string {
	var parts []string
	long := false
	for k := range strings.FieldsSeq(keystroke) {
		cut := 0
		if len(k) > 1 {
			cut = strings.LastIndex(k[:len(k)-1], "+") + 1
		}
		base := k[cut:]
		if glyph, ok := glyphs[base]; ok && !ascii {
			base = glyph
		} else if name, ok := names[base]; ok {
			base = name
		}
		parts = append(parts, k[:cut]+base)
		long = long || ansi.StringWidth(parts[len(parts)-1]) > 1
	}
	if long {
		return strings.Join(parts, " ")
	}
	return strings.Join(parts, "")
}
