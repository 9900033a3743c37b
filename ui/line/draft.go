package line

import (
	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// paper is the form to fill in. What was typed into it another day is offered
// first, and what is typed now is kept at each answer.
func (s *speaker) paper(m pane.Fill) (paper, error) {
	f := unkept(form.New(m.Title, m.Pages, form.Look{}, s.ctx.Words))
	if m.ID == "" {
		return f, nil
	}
	draft, ok, err := s.drafts.Read(m.ID)
	if err != nil {
		s.say(s.ctx.Words.T("frame.read_failed", "why", s.ctx.Words.Error(err)))
	}
	if ok {
		if err := s.offer(f, draft); err != nil {
			return f, err
		}
	}
	failed := false
	f.keep = func() {
		err := s.drafts.Keep(m.ID, m.Title, f.Changes())
		if err != nil && !failed {
			s.say(s.ctx.Words.T("form.draft_failed", "why", s.ctx.Words.Error(err)))
		}
		failed = err != nil
	}
	return f, nil
}

// offer goes on with a draft, or forgets it; who goes back leaves the form.
func (s *speaker) offer(f paper, d ui.Draft) error {
	w := s.ctx.Words
	at, err := s.choose(w.T("form.draft_offer", "at", w.Instant(d.At, s.ctx.Now())), []choice{
		{label: w.T("form.draft_go_on")}, {label: w.T("form.draft_afresh")},
	})
	switch {
	case err != nil:
		return err
	case at == back:
		return errCanceled
	case at == 0:
		f.Restore(d.Values)
	default:
		s.forget(d.ID)
	}
	return nil
}

// forget forgets the draft of a form, if there is one.
func (s *speaker) forget(id string) {
	if err := s.drafts.Forget(id); err != nil {
		s.say(s.ctx.Words.T("form.draft_failed", "why", s.ctx.Words.Error(err)))
	}
}

// resume goes on with the draft that is chosen.
func (s *speaker) resume() error {
	w := s.ctx.Words
	drafts := s.drafts.All()
	choices := make([]choice, len(drafts))
	for i, d := range drafts {
		choices[i].label = d.Title.String() + ", " + w.T("form.draft_begun", "at", w.Instant(d.At, s.ctx.Now()))
	}
	at, err := s.choose(w.T("frame.drafts_title"), choices)
	if err != nil || at == back {
		return err
	}
	name, about := ui.DraftOf(drafts[at].ID)
	action, ok := s.keys.ByID(name)
	p := s.paneOf(ui.ScopeOf(about.Kind))
	if !ok || p == nil {
		return nil
	}
	if !about.ID.IsZero() {
		p.SetSize(drawnWidth, drawnHeight)
		if err := s.settle(p, p.Goto(about, "")); err != nil {
			return err
		}
	}
	if why, ok := p.Can(action.ID); !ok {
		s.say(domain.Clean(why))
		return nil
	}
	return s.do(p, action)
}
