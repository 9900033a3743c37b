package line

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// pageOf is how many records are read out at a time.
const pageOf = 10

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
			choices = append(choices, choice{label: w.T("line.list", "name", l.Name, "count", l.Count)})
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
			err = s.list(rollOf(p, lists[at]))
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

// roll is a list that can be read out.
type roll struct {
	name string
	// lesson is said where the list is empty.
	lesson []string
	// rows are so many rows that hold match, and how many there are in all. They
	// are read from the book.
	rows func(ctx context.Context, match string, offset, limit int) ([]pane.Said, int, error)
	// whole is a list in which nothing can be searched.
	whole bool
}

// rollOf is a list of a pane.
func rollOf(p pane.Heard, l pane.Named) roll {
	return roll{name: l.Name, lesson: p.Lesson(l.List), rows: func(ctx context.Context, match string, offset, limit int) ([]pane.Said, int, error) {
		return p.Aloud(ctx, l.List, match, offset, limit)
	}}
}

// list reads out a list, page by page, and goes to the record that is chosen.
func (s *speaker) list(r roll) error {
	w, offset, match := s.ctx.Words, 0, ""
	prompt := "line.prompt_list"
	if r.whole {
		prompt = "line.prompt_whole"
	}
	for tell := true; ; {
		if tell {
			rows, total, err := r.rows(s.until, match, offset, pageOf)
			if err != nil {
				return fmt.Errorf("read a list: %w", err)
			}
			s.rows(r, match, offset, total, rows)
			if total == 0 && match == "" {
				return nil
			}
		}
		said, err := s.ask(w.T(prompt))
		if err != nil {
			return err
		}
		tell = true
		switch found, searches := strings.CutPrefix(said, "/"); {
		case searches && !r.whole:
			match, offset = strings.TrimSpace(found), 0
		case said == "b":
			return nil
		case said == "q":
			return errLeft
		case said == "n":
			offset += pageOf
		case said == "p":
			offset = max(0, offset-pageOf)
		case said == "", said == "?":
		default:
			if tell, err = s.chosen(r, match, said); err != nil {
				return err
			}
		}
	}
}

// rows reads out rows with their numbers.
func (s *speaker) rows(r roll, match string, offset, total int, rows []pane.Said) {
	w := s.ctx.Words
	s.say("")
	switch {
	case total == 0 && match != "":
		s.say(w.T("line.nothing_found", "match", domain.Outside(match)))
	case total == 0:
		for _, line := range r.lesson {
			s.say(line)
		}
	case len(rows) == 0:
		s.say(w.N("line.no_more", total))
	default:
		s.say(w.N("line.rows", total, "name", domain.Outside(r.name), "from", offset+1, "to", offset+len(rows)))
	}
	for i, row := range rows {
		s.say(w.T("line.choice", "n", offset+i+1, "label", domain.Outside(row.Text)))
	}
}

// chosen goes to the record of a number; it reports whether to read out the list
// again.
func (s *speaker) chosen(r roll, match, said string) (bool, error) {
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		s.say(s.ctx.Words.T("line.no_row", "said", domain.Outside(said)))
		return false, nil
	}
	rows, _, err := r.rows(s.until, match, n-1, 1)
	if err != nil {
		return false, fmt.Errorf("read a record: %w", err)
	}
	if len(rows) == 0 {
		s.say(s.ctx.Words.T("line.no_row", "said", domain.Outside(said)))
		return false, nil
	}
	return true, s.record(rows[0].Ref)
}

// record reads out a record and offers what can be done to it, until the person
// goes back.
func (s *speaker) record(of domain.Ref) error {
	w := s.ctx.Words
	for {
		p := s.openFor(of.Kind)
		if p == nil {
			return nil
		}
		general := s.possible(p, nil) // nothing is selected yet
		p.SetSize(200, 40)
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
