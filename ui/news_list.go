package ui

import (
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
)

// newHistory lists the messages with their times, the newest first, to find one
// by typing. One that is too long for its line is read in full with enter.
func (a *App) newHistory() *listing {
	w, g := a.ctx.Words, a.ctx.Theme.Glyphs
	var entries []entry
	for _, m := range slices.Backward(a.news.past) {
		sign, kind := g.Check, w.T("frame.message_done")
		if m.error {
			sign, kind = g.Warn, w.T("frame.message_error")
		}
		at := w.Clock(m.at, a.cfg.Now())
		entries = append(entries, entry{
			lead: at, label: sign + " " + m.text, side: kind, beside: kind + " " + at, name: m.text,
			do: pane.Show{Title: kind + " " + g.Dot + " " + at, Lines: []string{m.text}, Offers: []pane.Offer{
				{Key: "y", Label: w.T("frame.copy"), Do: pane.Copy{Text: domain.Outside(m.text)}},
				{Key: "b", Label: w.T("frame.messages_back"), Do: pane.Do{Action: "frame.messages"}},
			}},
		})
	}
	l := wide(newListing(a.ctx, w.T("frame.messages_title"), entries))
	l.keys, l.none, l.about = pressed("frame.list_read"), w.T("frame.no_message"), a.logAt()
	if len(entries) == 0 {
		l.none = w.T("frame.no_messages")
	}
	return l
}

// logAt says where the details of errors are, where they are kept.
func (a *App) logAt() []string {
	if a.cfg.Log == nil {
		return nil
	}
	return []string{a.ctx.Words.T("frame.log_at", "path", domain.Outside(a.cfg.Log.Where()))}
}
