package line

import (
	"time"

	"github.com/belay-tui/belay/ui"
)

// watchEvery is how often it is looked whether a lead is about to run out, also
// while an answer is waited for.
const watchEvery = time.Minute

// watch says which leads came near their deadline since it looked last, and rings;
// it reports whether it said any. What cannot be read now is said the next time.
func (s *speaker) watch() bool {
	now := s.cfg.Now()
	if s.cfg.Book == nil || now.Sub(s.watched) < watchEvery {
		return false
	}
	due, err := ui.PassedMarks(s.until, s.cfg.Book, s.ctx.Only, s.watched, now)
	if err != nil {
		return false
	}
	s.watched = now
	said := due.Said(s.ctx.Words, now)
	if said == "" {
		return false
	}
	s.say("")
	s.say(said)
	if !s.quiet {
		s.ring()
	}
	return true
}

// hush has nothing ring any more, or ring again, and keeps it.
func (s *speaker) hush() error {
	s.quiet = !s.quiet
	said, kept := "line.bell_on", ""
	if s.quiet {
		said, kept = "line.bell_off", ui.Hushed
	}
	s.say(s.ctx.Words.T(said))
	_ = s.cfg.Book.Keep(s.until, ui.DeskQuiet, []byte(kept)) // only a memory aid
	return nil
}

// wasHushed is whether the person wanted it quiet the last time.
func (s *speaker) wasHushed() bool {
	kept, err := s.cfg.Book.Kept(s.until, ui.DeskQuiet)
	return err == nil && len(kept) > 0
}
