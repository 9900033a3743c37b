package line

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// pane offers the lists of a pane, and what can be done without a record.
func (s *speaker) pane(scope string) error {
	w := s.ctx.Words
	for {
		p := s.paneOf(scope)
		if err := s.settle(p, p.Refresh()); err != nil {
			return err
		}
		lists, actions := p.Named(), s.possible(p, nil)
		var choices []choice
		for _, l := range lists {
			choices = append(choices, choice{label: w.T("line.list", "name", l.Name, "length", l.Length, "own", l.Own)})
		}
		for _, a := range actions {
			choices = append(choices, choice{label: s.namedAloud(a.ID, a.Long)})
		}
		at, err := s.choose(w.T("frame."+scope), choices)
		switch {
		case err != nil:
			return err
		case at == back:
			return nil
		case at < len(lists):
			if err = s.settle(p, pane.Send(lists[at].Open)); err == nil {
				err = s.list(s.rollOf(p))
			}
		default:
			err = s.do(p, actions[at-len(lists)])
		}
		if err != nil {
			return err
		}
	}
}

// possible are the actions of a pane that can be done now, without those that
// move about in it and those of another set.
func (s *speaker) possible(p pane.Pane, without []keys.Action) []keys.Action {
	skip := map[string]bool{}
	for _, a := range append(pane.ListActions(p.Scope()), without...) {
		skip[a.ID] = true
	}
	var out []keys.Action
	for _, a := range s.keys.For(p.Scope()) {
		if slices.Contains(drawn, a.ID) && aloud(a.ID) == nil {
			continue
		}
		if _, ok := p.Can(a.ID); ok && !skip[a.ID] {
			out = append(out, a)
		}
	}
	return out
}

// do carries out an action, and goes to the record that it leads to.
func (s *speaker) do(p pane.Pane, a keys.Action) error {
	if do := aloud(a.ID); do != nil {
		return do(s, p)
	}
	s.next = nil
	if err := s.settle(p, p.Do(a.ID)); err != nil || s.next == nil {
		return err
	}
	to := *s.next
	s.next = nil
	return s.record(to)
}

// chosen goes to the record of a number; it reports whether to read out the list
// again.
func (s *speaker) chosen(r roll, said string) (bool, error) {
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		s.say(s.ctx.Words.T("line.no_row", "said", domain.Outside(said)))
		return false, nil
	}
	rows, _, err := r.rows(s.until, n-1, 1)
	if err != nil {
		return false, fmt.Errorf("read a record: %w", err)
	}
	if len(rows) == 0 {
		s.say(s.ctx.Words.T("line.no_row", "said", domain.Outside(said)))
		return false, nil
	}
	return true, s.record(rows[0].Ref)
}

// The size of a pane whose detail is read out: wide enough for the detail to be
// beside the list.
const (
	drawnWidth  = 200
	drawnHeight = 40
)

// record reads out a record and offers what can be done to it, until the person
// goes back.
func (s *speaker) record(of domain.Ref) error {
	w := s.ctx.Words
	for {
		p := s.paneOf(ui.ScopeOf(of.Kind))
		if p == nil {
			return nil
		}
		general := s.possible(p, nil) // nothing is selected yet
		p.SetSize(drawnWidth, drawnHeight)
		if err := s.settle(p, p.Goto(of, "")); err != nil {
			return err
		}
		detail, ok := p.Detail()
		if !ok {
			s.say(w.T("line.gone"))
			return nil
		}
		s.say("")
		for _, line := range detail {
			s.say(line)
		}
		actions := s.possible(p, general)
		choices := make([]choice, len(actions))
		for i, a := range actions {
			choices[i].label = s.namedAloud(a.ID, a.Long)
		}
		at, err := s.choose(w.T("line.what_now"), choices)
		if err != nil || at == back {
			return err
		}
		if do := aloud(actions[at].ID); do != nil {
			if err := do(s, p); err != nil {
				return err
			}
			continue
		}
		s.next = nil
		if err := s.settle(p, p.Do(actions[at].ID)); err != nil {
			return err
		}
		if s.next != nil && !s.next.ID.IsZero() {
			of = *s.next
		}
		s.next = nil
	}
}
