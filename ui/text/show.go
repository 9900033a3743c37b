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

// Frame returns a drawn frame as the terminal may have it: lines of clean text
// (see [domain.Clean]) and SGR styles, and none of those conceals. What panes
// draw is so already; here nothing slips through that one of them forgot.
func Frame(frame string) string {
	var b strings.Builder
	b.Grow(len(frame))
	for frame != "" {
		end := textEnd(frame)
		b.WriteString(domain.Clean(frame[:end]))
		frame = frame[end:]
		n := styleLen(frame)
		switch {
		case n > 0 && !conceals(frame[:n]):
			b.WriteString(frame[:n])
		case n == 0 && frame != "":
			b.WriteByte('\n')
			n = 1
		}
		frame = frame[n:]
	}
	return b.String()
}

// textEnd returns where the text ends that s begins with: at a style, a line
// end or the end.
func textEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' || s[i] == 0x1b && styleLen(s[i:]) > 0 {
			return i
		}
	}
	return len(s)
}

// conceals reports whether a style sequence hides text. The numbers of a color
// are no styles.
func conceals(style string) bool {
	numbers := strings.Split(style[2:len(style)-1], ";")
	for i := 0; i < len(numbers); i++ {
		switch numbers[i] {
		case "8", "08":
			return true
		case "38", "48", "58":
			if i++; i < len(numbers) && numbers[i] == "2" {
				i += 3
			} else {
				i++
			}
		}
	}
	return false
}

// Clipboard returns text for the clipboard: one line without anything that
// cannot be seen, so that what is pasted into a shell is what was copied, and
// waits there for enter.
func Clipboard(u domain.Untrusted) string { return strings.TrimSpace(Plain(u.Raw(), false)) }
