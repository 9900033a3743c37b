package text

import "strings"

// reversed begins a cell that is drawn in reverse.
const reversed = "\x1b[7m"

// BeforeCursor is how many cells stand before a drawn cursor, the first cell of
// a line that is drawn in reverse.
func BeforeCursor(line string) int {
	before, _, _ := strings.Cut(line, reversed)
	return Width(before)
}
