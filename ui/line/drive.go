package line

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// settle carries out a command of a pane and all that follows from it: what the
// pane asks of the frame around it is said and asked here.
func (s *speaker) settle(p pane.Pane, cmd tea.Cmd) error { return s.follow(p, pane.Messages(cmd)) }

// follow carries out messages and all that follows from them; nil is no pane.
func (s *speaker) follow(p pane.Pane, queue []tea.Msg) error {
	for len(queue) > 0 {
		msg := queue[0]
		queue = queue[1:]
		more, mine, err := s.carryOut(msg)
		if err != nil {
			return err
		}
		if !mine && p != nil {
			more = pane.Messages(p.Update(msg))
		}
		queue = append(queue, more...)
	}
	return nil
}

// carryOut does what a pane asks of the frame; mine is false for a message of
// the pane's own. What it returns is to be carried out after it.
func (s *speaker) carryOut(msg tea.Msg) (more []tea.Msg, mine bool, err error) {
	w := s.ctx.Words
	switch m := msg.(type) {
	case pane.Apply:
		more, failed := s.apply(m)
		if failed != nil {
			s.say(w.Error(failed))
		}
		return more, true, nil
	case pane.Ask:
		more, err = s.question(m)
		return more, true, err
	case pane.Fill:
		more, err = s.fill(m)
		return more, true, err
	case pane.Pick:
		more, err = s.pick(m)
		return more, true, err
	case pane.Show:
		more, err = s.show(m)
		return more, true, err
	case ui.BeginImport:
		return s.transferred(s.imports(m.Job, s.cfg.Transfer.Import))
	case ui.BeginExport:
		return s.transferred(s.exports(m.Job))
	case pane.Open:
		s.open(m)
	case pane.Tell:
		s.say(m.Text)
	case pane.Failed:
		s.say(w.T("frame.read_failed", "why", w.Error(m.Err)))
	case pane.Goto:
		s.next = &m.Ref
	case pane.Back, pane.Do: // about a screen
	case pane.Copy:
		s.say(w.T("line.copy"))
		for _, line := range m.Text.Lines() {
			s.say(text.Show(line))
		}
	default:
		if cmd, ok := s.ctx.Letter(msg); ok {
			return pane.Messages(cmd), true, nil
		}
		return nil, false, nil
	}
	return nil, true, nil
}

// transferred says why an import or an export failed, if it did.
func (s *speaker) transferred(m moved, err error) ([]tea.Msg, bool, error) {
	if m.failed != nil {
		s.say(s.ctx.Words.Error(m.failed))
	}
	return m.more, true, err
}

// open has an address opened outside, and says it where that cannot be.
func (s *speaker) open(m pane.Open) {
	w := s.ctx.Words
	if !ui.Opens(m.Address) || s.cfg.Open == nil {
		s.say(w.T("frame.opens_nothing"))
		return
	}
	if err := s.cfg.Open(m.Address); err != nil {
		s.say(w.T("frame.open_failed", "why", w.Error(err)))
		return
	}
	s.say(m.Said)
}

// apply applies a command and says that it was done. There are no batches: nothing
// can be marked here.
func (s *speaker) apply(m pane.Apply) ([]tea.Msg, error) {
	result, err := s.cfg.Book.Apply(s.until, m.Command)
	if err != nil {
		return nil, err
	}
	if m.Said != nil {
		s.say(m.Said(result))
	}
	if m.Then != nil {
		if msg := m.Then(result); msg != nil {
			return []tea.Msg{msg}, nil
		}
	}
	return nil, nil
}

// question asks before a command that cannot be taken back. An empty answer is no.
func (s *speaker) question(m pane.Ask) ([]tea.Msg, error) {
	w := s.ctx.Words
	s.say("")
	s.say(m.Title)
	for _, line := range m.Lines {
		if strings.TrimSpace(line) != "" {
			s.say(line)
		}
	}
	yes, err := s.confirm(w.T("line.prompt_sure", "yes", domain.Outside(m.Yes)), false)
	if err != nil {
		return nil, err
	}
	if !yes {
		s.say(w.T("line.left_alone"))
		return nil, nil
	}
	return []tea.Msg{m.Do}, nil
}

// pick lets one of several be chosen.
func (s *speaker) pick(m pane.Pick) ([]tea.Msg, error) {
	choices := make([]choice, len(m.Choices))
	for i, c := range m.Choices {
		choices[i] = choice{pane.InWords(c.Label + " " + c.Side), c.Why}
	}
	at, err := s.choose(m.Title, choices)
	if err != nil || at == back {
		return nil, err
	}
	return []tea.Msg{m.Choices[at].Do}, nil
}
