package line

import (
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
)

// head is what the home says.
type head struct {
	waiting  domain.Waiting
	undoable domain.Undoable
	stats    domain.Stats
	plan     domain.Plan
	counts   map[domain.Kind]map[string]int
}

// look reads what the home says, and whose book it is.
func (s *speaker) look() (h head, err error) {
	ctx, book := s.until, s.cfg.Book
	if _, err = book.Lapse(ctx); err != nil {
		s.say(s.ctx.Words.Error(err)) // one who may only read still gets the right answer
	}
	if s.ctx.Firm, err = book.Firm(ctx); err != nil {
		return h, fmt.Errorf("read the firm: %w", err)
	}
	if h.waiting, err = book.Waiting(ctx, s.ctx.Only); err != nil {
		return h, fmt.Errorf("read what waits: %w", err)
	}
	if h.undoable, err = book.Undoable(ctx); err != nil {
		return h, fmt.Errorf("read what can be undone: %w", err)
	}
	if h.stats, err = book.Stats(ctx, s.ctx.Program.Name); err != nil {
		return h, fmt.Errorf("read the figures: %w", err)
	}
	if h.plan, err = book.Plan(ctx, s.ctx.Program.Name, 0); err != nil {
		return h, fmt.Errorf("plan: %w", err)
	}
	if h.counts, err = book.Counts(ctx, s.ctx.Only); err != nil {
		return h, fmt.Errorf("count the records: %w", err)
	}
	return h, nil
}

// home answers the four questions, then offers what there is.
func (s *speaker) home() error {
	for told := false; ; told = true {
		h, err := s.look()
		if err != nil {
			return err
		}
		if !told {
			if err := s.four(h); err != nil {
				return err
			}
		}
		if err := s.menu(h); err != nil {
			return err
		}
	}
}

// menu offers what there is once.
func (s *speaker) menu(h head) error {
	w := s.ctx.Words
	var choices []choice
	var does []func() error
	add := func(label string, do func() error) {
		choices, does = append(choices, choice{label: label}), append(does, do)
	}
	waiting := map[domain.Kind]int{
		domain.KindLead: h.waiting.Leads, domain.KindOpportunity: h.waiting.Opportunities,
		domain.KindProject: h.waiting.Projects, domain.KindSurvey: h.waiting.Surveys,
	}
	for _, scope := range ui.KindScopes() {
		add(w.T("line.pane", "name", w.T("frame."+scope), "waiting", waiting[ui.KindOf(scope)]), func() error { return s.pane(scope) })
	}
	add(w.T("frame.stats"), func() error { return s.figures(h) })
	add(w.T("line.four"), func() error { return s.four(h) })
	if len(s.ctx.Firm.Programs) > 1 {
		add(w.T("line.program", "program", s.ctx.Program.Title, "only", s.ctx.Only != ""), s.program)
	}
	if s.cfg.Transfer != nil {
		add(w.T("frame.import_long"), s.importFile)
	}
	if drafts := s.drafts.All(); len(drafts) > 0 {
		add(w.T("line.drafts", "n", len(drafts), "does", w.T("frame.drafts_long")), s.resume)
	}
	if u := h.undoable; u.Entry != 0 && u.Why == nil {
		add(w.T("line.undo", "what", s.undoWhat(u)), func() error { return s.undo(u) })
	}
	bell := "line.hush"
	if s.quiet {
		bell = "line.ring"
	}
	add(w.T(bell), s.hush)
	add(w.T("line.quit"), func() error { return errLeft })
	at, err := s.choose(w.T("line.menu"), choices)
	if err != nil || at == back {
		return err
	}
	return does[at]()
}

// four answers the four questions of a working day.
func (s *speaker) four(h head) error {
	w := s.ctx.Words
	s.say("")
	s.say(w.T("line.whose", "firm", s.ctx.Firm.Name, "program", s.ctx.Program.Title, "day", w.Date(s.ctx.Program.Day(s.ctx.Now()))))
	s.say(w.N("line.answer", h.waiting.Leads, "today", h.waiting.DueToday))
	if h.waiting.Leads > 0 {
		first, _, err := s.paneOf(leads.Scope).Aloud(s.until, 0, 1) // the inbox, by the time left
		if err != nil {
			return fmt.Errorf("read the most urgent lead: %w", err)
		}
		for _, said := range first {
			s.say(w.T("line.urgent", "lead", domain.Outside(said.Text)))
		}
	}
	s.say(w.T("line.promised", "deals", w.N("line.promised_deals", h.waiting.Opportunities), "projects", w.N("line.promised_projects", h.waiting.Projects)))
	average, of := h.stats.CSAT.Average, h.counts[domain.KindSurvey]
	s.say(w.N("line.customers", h.stats.CSAT.Answers, "csat", w.Ratio2(average.Num, average.Den), "counted", len(h.stats.CSAT.Counted)))
	s.say(w.T("line.surveys", "failed", h.waiting.Surveys, "waiting", of[domain.ListWaiting]))
	s.standing(h)
	return nil
}

// standing says where the firm stands, and what leads on.
func (s *speaker) standing(h head) {
	w, card := s.ctx.Words, h.stats.Score
	next := ""
	if card.Next != nil {
		next = card.Next.Title
	}
	s.say(w.T("line.stand", "tier", card.Tier.Title, "points", card.Points, "max", card.Max, "next", next, "missing", card.Missing,
		"evaluation", card.NextEvaluation))
	if next == "" {
		return
	}
	s.say(w.PlanHead(h.plan))
	for i, step := range h.plan.Steps {
		s.say(w.T("line.choice", "n", i+1, "label", domain.Outside(w.PlanStep(step, s.ctx.Program.Currency)+", "+w.PlanGain(step.Gain))))
	}
}

// program asks for the program to look at.
func (s *speaker) program() error {
	w := s.ctx.Words
	choices := []choice{{label: w.T("line.all_programs")}}
	for _, name := range s.ctx.Firm.Programs {
		choices = append(choices, choice{label: domain.Clean(s.ctx.ProgramOf(name).Title)})
	}
	at, err := s.choose(w.T("line.which_program"), choices)
	if err != nil || at == back {
		return err
	}
	name := s.ctx.Firm.Programs[max(0, at-1)]
	s.ctx.Program, s.ctx.Only = s.ctx.ProgramOf(name), ""
	if at > 0 {
		s.ctx.Only = name
	}
	return nil
}

// undo asks before the last change is taken back.
func (s *speaker) undo(u domain.Undoable) error {
	w := s.ctx.Words
	var lines []string
	if u.Batch > 0 {
		lines = []string{w.N("frame.undo_import_note", u.Batch)}
	}
	more, err := s.question(pane.Ask{
		Title: w.T("line.undo", "what", s.undoWhat(u)), Lines: lines, Yes: w.T("frame.undo"),
		Do: pane.Apply{
			Command: domain.Undo{Entry: u.Entry},
			Said:    func(domain.Result) string { return w.T("frame.undone", "what", s.undoWhat(u)) },
		},
	})
	if err != nil {
		return err
	}
	return s.follow(nil, more)
}

// undoWhat is the word for what an undo takes back.
func (s *speaker) undoWhat(u domain.Undoable) domain.Untrusted {
	return domain.Outside(s.ctx.Words.Did(u.Command))
}
