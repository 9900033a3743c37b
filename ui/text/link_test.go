package text

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain/hostile"
)

func TestFrameLinksWhatIsOurs(t *testing.T) {
	const home = "https://belay.example/docs"
	l := NewLink("belay.example", home)
	frame := "see \x1b[1mbelay.example\x1b[m\nand belay.exam…"
	got := Frame(frame, 40, l)
	if want := "see \x1b[1m\x1b]8;;" + home + "\x1b\\belay.example\x1b]8;;\x1b\\\x1b[m\nand belay.exam…"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if ansi.Strip(got) != ansi.Strip(frame) {
		t.Errorf("it shows %q", ansi.Strip(got))
	}
	if got := Frame(frame, 40); got != frame {
		t.Errorf("without links: %q", got)
	}
}

// A link that data brings is none, whatever is linked.
func TestFrameHasNoLinksOfData(t *testing.T) {
	l := NewLink("belay.example", "https://belay.example")
	for what, attack := range hostile.Texts {
		got := Frame("name "+attack+" belay.example", 80, l)
		rest := strings.ReplaceAll(got, "\x1b]8;;https://belay.example\x1b\\", "")
		rest = strings.ReplaceAll(rest, "\x1b]8;;\x1b\\", "")
		if strings.Contains(rest, "]8;") && strings.Contains(rest, "\x1b]") {
			t.Errorf("%s: %q", what, got)
		}
		if found := hostile.Sign(ansi.Strip(rest), "\n"); found != "" {
			t.Errorf("%s: has %s", what, found)
		}
	}
}

func TestNewLinkRefuses(t *testing.T) {
	for _, c := range [][2]string{
		{"x", "http://a.example"}, {"x", "javascript:alert(1)"}, {"x", "https://a.example/\x1b\\"}, {"x", "https://a.example/ b"}, {"x", "https://a.example/\u009c"},
		{"", "https://a.example"}, {"a\x1b[m", "https://a.example"}, {"a\u202eb", "https://a.example"},
	} {
		if l := NewLink(c[0], c[1]); l != (Link{}) {
			t.Errorf("%q leads to %q", c[0], c[1])
		}
	}
	if got := Frame("x", 5, Link{}); got != "x" {
		t.Errorf("the zero link: %q", got)
	}
}
