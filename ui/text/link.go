package text

import (
	"strings"

	"github.com/belay-tui/belay/domain"
)

// Link is an address of belay's own that terminals may open: its documentation,
// its log. Nothing that came from outside is ever made one: an address in data is
// text, so that nobody opens what another wrote under a name of their own.
type Link struct{ shown, target string }

// NewLink links a text, as the screen shows it, with where it leads. The zero Link
// links nothing; it is what comes of an address that is none, or of a text that
// is not clean.
func NewLink(shown, target string) Link {
	if shown == "" || shown != domain.Clean(shown) || !strings.HasPrefix(target, "https://") && !strings.HasPrefix(target, "file://") {
		return Link{}
	}
	for _, c := range []byte(target) {
		if c <= ' ' || c >= 0x7f {
			return Link{}
		}
	}
	return Link{shown, target}
}

// The signs around the text of a link, in the way of OSC 8.
const (
	linkBegins = "\x1b]8;;"
	linkTurns  = "\x1b\\"
	linkEnds   = linkBegins + linkTurns
)

// linked makes links of all places in a clean frame where the text of one stands
// whole. They take no cells: the frame is as wide as before.
func linked(frame string, links []Link) string {
	for _, l := range links {
		if l.shown != "" && strings.Contains(frame, l.shown) {
			frame = strings.ReplaceAll(frame, l.shown, linkBegins+l.target+linkTurns+l.shown+linkEnds)
		}
	}
	return frame
}
