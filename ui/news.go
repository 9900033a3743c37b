package ui

import (
	"time"

	"github.com/belay-tui/belay/ui/pane"
)

// newsFor is how long a message shows; errors stay until the next key.
const newsFor = 5 * time.Second

// keptNews is how many messages the history keeps.
const keptNews = 100

// news holds what the frame says, the newest of it on the line above the footer.
type news struct {
	text  string
	error bool
	until time.Time
	past  []said
}

type said struct {
	at   time.Time
	text string
}

// tell shows a message.
func (n *news) tell(now time.Time, text string, isError bool) {
	n.text, n.error, n.until = text, isError, now.Add(newsFor)
	n.note(now, text)
}

// note takes a sentence into the history without showing it.
func (n *news) note(now time.Time, text string) {
	n.past = append(n.past, said{now, text})
	n.past = n.past[max(0, len(n.past)-keptNews):]
}

// key takes an error away: it was seen.
func (n *news) key() {
	if n.error {
		n.text = ""
	}
}

// expire takes a message away that has shown long enough; it reports whether it did.
func (n *news) expire(now time.Time) bool {
	if n.text == "" || n.error || now.Before(n.until) {
		return false
	}
	n.text = ""
	return true
}

// history lists the messages, the newest first.
func (n *news) history(ctx *pane.Context) pane.Show {
	show := pane.Show{Title: ctx.Words.T("frame.messages_title")}
	for i := len(n.past) - 1; i >= 0; i-- {
		show.Lines = append(show.Lines, ctx.Words.Instant(n.past[i].at, ctx.Now())+"  "+n.past[i].text)
	}
	if len(show.Lines) == 0 {
		show.Lines = []string{ctx.Words.T("frame.no_messages")}
	}
	return show
}
