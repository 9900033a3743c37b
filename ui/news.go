package ui

import "time"

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
	at    time.Time
	text  string
	error bool
}

// tell shows a message.
func (n *news) tell(now time.Time, text string, isError bool) {
	n.text, n.error, n.until = text, isError, now.Add(newsFor)
	n.note(now, text, isError)
}

// note takes a sentence into the history without showing it.
func (n *news) note(now time.Time, text string, isError bool) {
	n.past = append(n.past, said{now, text, isError})
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
