package line

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
)

// pageOf is how many records are read out at a time.
const pageOf = 10

// roll is a list that can be read out.
type roll struct {
	// listed is what it says of itself.
	listed func() pane.Listed
	// rows are so many rows of it, and how many there are in all. They are read
	// from the book.
	rows func(ctx context.Context, offset, limit int) ([]pane.Said, int, error)
	// find narrows it to what a filter finds; nil for a list that is always whole.
	find func(filter string) error
	// more offers what can be done with the list itself; nil where nothing can.
	more func() error
}

// rollOf is the list that a pane shows.
func (s *speaker) rollOf(p pane.Heard) roll {
	return roll{listed: p.Listed, rows: p.Aloud, find: p.Find, more: func() error { return s.more(p) }}
}

// list reads out a list, page by page, and goes to the record that is chosen.
func (s *speaker) list(r roll) error {
	offset := 0
	for tell := true; ; {
		if tell {
			rows, total, err := r.rows(s.until, offset, pageOf)
			if err != nil {
				return fmt.Errorf("read a list: %w", err)
			}
			listed := r.listed()
			s.rows(listed, offset, total, rows)
			if total == 0 && listed.Filter == "" {
				return nil
			}
		}
		said, err := s.ask(s.ctx.Words.T("line.prompt_list", "find", r.find != nil, "more", r.more != nil))
		if err != nil {
			return err
		}
		tell = true
		switch filter, searches := strings.CutPrefix(said, "/"); {
		case searches && r.find != nil:
			if tell = s.found(r, strings.TrimSpace(filter)); tell {
				offset = 0
			}
		case said == "b":
			return nil
		case said == "q":
			return errLeft
		case said == "n":
			offset += pageOf
		case said == "p":
			offset = max(0, offset-pageOf)
		case said == "o" && r.more != nil:
			offset, err = 0, r.more()
		case said == "", said == "?":
		default:
			tell, err = s.chosen(r, said)
		}
		if err != nil {
			return err
		}
	}
}

// found narrows a list to what a filter finds, and reports whether it is to be
// read out again. What is not understood is said.
func (s *speaker) found(r roll, filter string) bool {
	err := r.find(filter)
	var wrong *domain.FilterError
	switch {
	case errors.As(err, &wrong):
		s.say(s.ctx.Words.Rule(wrong.Why))
	case err != nil:
		s.say(s.ctx.Words.Error(err))
	}
	return err == nil
}

// rows reads out rows with their numbers.
func (s *speaker) rows(l pane.Listed, offset, total int, rows []pane.Said) {
	w := s.ctx.Words
	s.say("")
	switch {
	case total == 0 && l.Filter != "":
		s.say(w.T("line.nothing_found", "match", domain.Outside(l.Filter)))
	case total == 0:
		for _, line := range l.Lesson {
			s.say(line)
		}
	case len(rows) == 0:
		s.say(w.N("line.no_more", total))
	default:
		s.say(w.N("line.rows", total, "name", domain.Outside(l.Name), "filter", domain.Outside(l.Filter), "from", offset+1, "to", offset+len(rows)))
	}
	for i, row := range rows {
		s.say(w.T("line.choice", "n", offset+i+1, "label", domain.Outside(row.Text)))
	}
}

// The actions that a list itself has where nothing is drawn.
const (
	sortList   = "sort"
	pickList   = "pick_list"
	saveList   = "save_list"
	exportList = "frame.export"
)

// more offers what can be done with the list that a pane shows, once.
func (s *speaker) more(p pane.Heard) error {
	w := s.ctx.Words
	l, kind := p.Listed(), p.Query().Kind
	var offered []keys.Action
	offer := func(id string, possible bool) {
		if a, ok := s.keys.ByID(id); ok && possible {
			offered = append(offered, a)
		}
	}
	offer(p.Scope()+"."+sortList, len(domain.Sorts(kind)) > 1)
	offer(p.Scope()+"."+pickList, len(domain.ListsOf(kind)) > 1)
	offer(p.Scope()+"."+saveList, true)
	offer(exportList, s.cfg.Transfer != nil && ui.Exports(kind))
	choices := make([]choice, len(offered))
	for i, a := range offered {
		choices[i].label = w.T(a.Long)
	}
	at, err := s.choose(w.T("line.this_list", "name", domain.Outside(l.Name), "filter", domain.Outside(l.Filter), "order", domain.Outside(l.Order)), choices)
	if err != nil || at == back {
		return err
	}
	switch offered[at].ID {
	case exportList:
		return s.exportList(p.Query())
	case p.Scope() + "." + saveList:
		name, err := s.ask(w.T("line.prompt_name"))
		if err != nil || name == "" {
			return err
		}
		return s.settle(p, p.SaveAs(name))
	}
	return s.settle(p, p.Do(offered[at].ID))
}
