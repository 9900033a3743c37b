package uitest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
)

// Golden compares text with testdata/<test>/<name>.golden in the caller's
// package; go test -update writes the file. Give it plain text, so that a
// change of color is not a change of layout.
func Golden(t *testing.T, name, text string) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Helper()
		golden.RequireEqual(t, text)
	})
}

// Fits checks that a frame drawn for w by h cells has at most h lines of at
// most w cells, in terminals that measure by cluster, and sends nothing but
// text and SGR styles.
func Fits(t testing.TB, frame string, w, h int) {
	t.Helper()
	for _, problem := range misfits(frame, w, h) {
		t.Error(problem)
	}
}

func misfits(frame string, w, h int) []string {
	if frame == "" {
		return nil
	}
	var found []string
	lines := strings.Split(frame, "\n")
	if len(lines) > h {
		found = append(found, fmt.Sprintf("%d lines on a screen of %d", len(lines), h))
	}
	for i, line := range lines {
		if n := ansi.StringWidthWc(line); n > w {
			found = append(found, fmt.Sprintf("line %d is %d cells wide, not %d: %q", i+1, n, w, line))
		}
		if stray, ok := strayControl(line); ok {
			found = append(found, fmt.Sprintf("line %d sends %U: %q", i+1, stray, line))
		}
	}
	return found
}

// strayControl returns the first control character that is not part of a
// complete SGR sequence.
func strayControl(line string) (rune, bool) {
	for i, r := range line {
		if r >= 0x20 && r < 0x7f || r >= 0xa0 {
			continue
		}
		if r != 0x1b || !sgr(line[i:]) {
			return r, true
		}
	}
	return 0, false
}

func sgr(s string) bool {
	rest, ok := strings.CutPrefix(s, "\x1b[")
	end := strings.TrimLeft(rest, "0123456789;:")
	return ok && strings.HasPrefix(end, "m")
}
