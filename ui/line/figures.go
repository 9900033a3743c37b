package line

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/stats"
)

// monthsSaid is how many months of a figure are read out.
const monthsSaid = 12

// figures reads out the score with its parts, and offers what more there is.
func (s *speaker) figures(h head) error {
	w := s.ctx.Words
	s.say("")
	s.standing(h)
	for _, pillar := range h.stats.Score.Pillars {
		s.say(w.T("line.pillar", "title", pillar.Title, "points", pillar.Points, "max", pillar.Max))
		for _, a := range pillar.Attributes {
			s.say(w.T("line.attribute", "title", a.Title, "value", a.Value, "target", a.Target, "points", a.Points, "max", a.Max))
		}
	}
	for {
		at, err := s.choose(w.T("frame.stats"), []choice{
			{label: w.T("line.behind")}, {label: w.T("line.trends")}, {label: w.T("line.what_if")}, {label: w.T("stats.roi_long")},
		})
		if err != nil || at == back {
			return err
		}
		switch at {
		case 0:
			err = s.behind()
		case 1:
			err = s.trends()
		case 2:
			err = s.whatIf(h.stats)
		case 3:
			err = s.roi(h.stats)
		}
		if err != nil {
			return err
		}
	}
}

// trends reads out the months of the figure that is chosen.
func (s *speaker) trends() error {
	w := s.ctx.Words
	rows, err := s.cfg.Book.Breakdown(s.until, s.ctx.Program.Name, domain.ByMonth, stats.LastMonths(s.ctx, monthsSaid))
	if err != nil {
		return fmt.Errorf("read the months: %w", err)
	}
	all := stats.TrendsAloud(s.ctx, rows)
	choices := make([]choice, len(all))
	for i, figure := range all {
		choices[i].label = figure.Name
	}
	for {
		at, err := s.choose(w.T("line.trends"), choices)
		if err != nil || at == back {
			return err
		}
		s.say("")
		s.say(all[at].Name)
		for _, month := range all[at].Lines {
			s.say(month)
		}
	}
}

// whatIf asks for other numbers and says the score that they would give.
func (s *speaker) whatIf(now domain.Stats) error {
	return s.tries(s.ctx.Words.T("line.what_if"), stats.WhatIfForm(s.ctx, now.Score), func(v map[string]string) []string {
		return stats.WhatIfAloud(s.ctx, now.Score, v)
	})
}

// roi asks for what leads bring in, and says what they bring.
func (s *speaker) roi(now domain.Stats) error {
	return s.tries(s.ctx.Words.T("roi.title"), stats.ROIForm(s.ctx, now), func(v map[string]string) []string { return stats.ROIAloud(s.ctx, v) })
}

// tries asks for the fields of a form that saves nothing, and says what comes of
// them, as often as the person likes.
func (s *speaker) tries(title string, f *form.Form, comes func(values map[string]string) []string) error {
	w := s.ctx.Words
	s.say("")
	s.say(title)
	s.say(w.T("line.try_help", "back", toBack, "save", toSave, "cancel", toCancel))
	for {
		err := s.fields(unkept(f), "")
		if errors.Is(err, errCanceled) {
			return nil
		}
		if err != nil {
			return err
		}
		s.say("")
		for _, line := range comes(f.Answers()) {
			s.say(line)
		}
		if again, err := s.confirm(w.T("line.prompt_again"), false); err != nil || !again {
			return err
		}
	}
}

// behind lists the records behind the figure that is chosen.
func (s *speaker) behind() error {
	w := s.ctx.Words
	figures := domain.FiguresOf(s.ctx.Program)
	choices := make([]choice, len(figures))
	for i, f := range figures {
		choices[i].label = stats.NameOf(s.ctx, f)
	}
	at, err := s.choose(w.T("line.behind"), choices)
	if err != nil || at == back {
		return err
	}
	all, err := s.cfg.Book.Behind(s.until, s.ctx.Program.Name, figures[at])
	if err != nil {
		return fmt.Errorf("read the records behind a figure: %w", err)
	}
	said := make([]pane.Said, len(all))
	for i, r := range all {
		said[i] = pane.Said{Ref: r.Ref(), Text: stats.RecordAloud(s.ctx, r)}
	}
	return s.list(inMemory(pane.Listed{Name: choices[at].label, Lesson: []string{w.T("stats.no_records")}}, said))
}

// inMemory is a list of which all rows are here; one that is found holds the text.
func inMemory(l pane.Listed, all []pane.Said) roll {
	return roll{
		listed: func() pane.Listed { return l },
		find:   func(text string) error { l.Filter = text; return nil },
		rows: func(_ context.Context, offset, limit int) ([]pane.Said, int, error) {
			var found []pane.Said
			for _, r := range all {
				if strings.Contains(domain.Fold(r.Text), domain.Fold(l.Filter)) {
					found = append(found, r)
				}
			}
			from := min(offset, len(found))
			return found[from:min(len(found), from+limit)], len(found), nil
		},
	}
}
