package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/words"
)

// Trouble tells people of errors that no rule explains: in a sentence of ours,
// with where the details are. The text of the error, which a library may have
// written, goes to the log.
type Trouble struct {
	words   *words.Words
	explain func(error) string
	log     Log
	waiting []error // for the log
	failed  bool    // it was told that the log cannot be written
}

// NewTrouble returns what tells of the errors of a screen, and the words that it
// is to speak with.
func NewTrouble(cfg Config) (*Trouble, *words.Words) {
	t := &Trouble{words: cfg.Words, explain: cfg.Explain, log: cfg.Log}
	if cfg.Explain == nil && cfg.Log == nil {
		return t, cfg.Words
	}
	return t, cfg.Words.Explaining(t.say)
}

// say finds the sentence for an error, and has its details wait for the log. What
// the log cannot keep is told with the sentence.
func (t *Trouble) say(err error) string {
	said := ""
	if t.explain != nil {
		said = t.explain(err)
	}
	known := said != ""
	if !known {
		said = t.words.T("frame.trouble")
	}
	if t.log != nil && !t.failed {
		t.waiting = append(t.waiting, err)
		if known {
			return said
		}
		return t.words.T("frame.trouble_details", "said", said, "path", domain.Outside(t.log.Where()))
	}
	text := t.details(err)
	if known || text == "" {
		return said
	}
	return t.words.T("frame.trouble_text", "said", said, "text", domain.Outside(text))
}

// details are what there is to say of an error besides its sentence.
func (t *Trouble) details(err error) string {
	if t.log != nil {
		return t.log.Details(err)
	}
	return err.Error()
}

// loggedMsg tells that the log could not be written, and of what.
type loggedMsg struct{ why, lost error }

// note is the command that writes what waits, nil where nothing does.
func (t *Trouble) note() tea.Cmd {
	if t == nil || len(t.waiting) == 0 {
		return nil
	}
	log, all := t.log, t.waiting
	t.waiting = nil
	return func() tea.Msg {
		for _, err := range all {
			if why := log.Write(err); why != nil {
				return loggedMsg{why, err}
			}
		}
		return nil
	}
}

// lost says that the log cannot be written, and what it was to keep, once.
func (t *Trouble) lost(m loggedMsg) string {
	if t.failed {
		return ""
	}
	t.failed = true
	why := ""
	if t.explain != nil {
		why = t.explain(m.why)
	}
	if why == "" {
		why = domain.Clean(m.why.Error())
	}
	why = strings.TrimSuffix(why, ".")
	return t.words.T("frame.trouble_lost", "path", domain.Outside(t.log.Where()), "why", why, "text", domain.Outside(t.details(m.lost)))
}

// Note writes what waits at once, and says what became of it where that failed.
func (t *Trouble) Note() (said string) {
	if write := t.note(); write != nil {
		if m, ok := write().(loggedMsg); ok {
			return t.lost(m)
		}
	}
	return ""
}
