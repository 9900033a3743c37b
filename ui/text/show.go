package text

import (
	"strings"

	"github.com/belay-tui/belay/domain"
)

// titleCells is how wide a window title may be: window managers and tab bars
// show no more, and some terminals misbehave on very long ones.
const titleCells = 60

// Show returns text from outside as the screen may show it: one line, without
// control, direction or invisible characters (see [domain.Clean]), and with
// emoji sequences reduced to their first emoji. Terminals disagree on how wide
// "family" or "thumb with skin tone" is, and one wrong guess shears the rest
// of the line.
func Show(u domain.Untrusted) string {
	raw := u.Raw()
	if ascii(raw) {
		return raw
	}
	return domain.Clean(singleEmoji(raw))
}

// Title returns s for the terminal's window title: harmless and short.
func Title(s string) string { return Cut(domain.Clean(s), titleCells) }

// Frame returns a drawn frame as a terminal of w columns may have it: lines of
// clean text (see [domain.Clean]) and SGR styles, and none of those conceals.
// What panes draw is so already; here nothing slips through that one of them
// forgot, and a line that grows by being cleaned is cut. Where the texts of links
// stand, they lead on; there are no others.
func Frame(frame string, w int, links ...Link) string {
	lines := strings.Split(frame, "\n")
	changed := false
	for i, line := range lines {
		if !isClean(line) {
			lines[i], changed = Cut(clean(line), w), true
		}
	}
	if changed {
		frame = strings.Join(lines, "\n")
	}
	return linked(frame, links)
}

// isClean reports whether [clean] leaves a line as it is.
func isClean(line string) bool {
	for line != "" {
		end := textEnd(line)
		if domain.Clean(line[:end]) != line[:end] {
			return false
		}
		line = line[end:]
		n := styleLen(line)
		if n > 0 && conceals(line[:n]) {
			return false
		}
		line = line[n:]
	}
	return true
}

// clean makes a line of text and styles harmless.
func clean(line string) string {
	var b strings.Builder
	b.Grow(len(line))
	for line != "" {
		end := textEnd(line)
		b.WriteString(domain.Clean(line[:end]))
		line = line[end:]
		n := styleLen(line)
		if n > 0 && !conceals(line[:n]) {
			b.WriteString(line[:n])
		}
		line = line[n:]
	}
	return b.String()
}

// textEnd returns where the text ends that s begins with: at a style or the end.
func textEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == 0x1b && styleLen(s[i:]) > 0 {
			return i
		}
	}
	return len(s)
}

// conceals reports whether a style sequence hides text. The numbers of a color
// are no styles.
func conceals(style string) bool {
	numbers := style[2 : len(style)-1]
	for more := true; more; {
		var n string
		n, numbers, more = strings.Cut(numbers, ";")
		switch n {
		case "8", "08":
			return true
		case "38", "48", "58":
			colors := 1
			if n, numbers, more = strings.Cut(numbers, ";"); n == "2" {
				colors = 3
			}
			for ; colors > 0 && more; colors-- {
				_, numbers, more = strings.Cut(numbers, ";")
			}
		}
	}
	return false
}

// Clipboard returns text for the clipboard: one line without anything that
// cannot be seen, so that what is pasted into a shell is what was copied, and
// waits there for enter.
func Clipboard(u domain.Untrusted) string { return strings.TrimSpace(Plain(u.Raw(), false)) }

// Letter returns a text of several lines for the clipboard, without anything
// that cannot be seen. It is for templates alone: no field of a record brings a
// line end into one.
func Letter(u domain.Untrusted) string { return strings.TrimSpace(Plain(u.Raw(), true)) }
