package ui

import (
	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/ui/words"
)

// Ahead begins what the first frame will wait for, beside what else there is to
// do: the parsing of its words, and the table of the widths of characters, which
// is made of two million bytes when somebody first asks for more than ASCII.
func Ahead(w *words.Words) {
	go ansi.StringWidthWc("─")
	go w.Ahead("frame", "leads", "pane", "value")
}
