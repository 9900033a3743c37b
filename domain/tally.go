package domain

import "time"

// Tally gathers a program's figures from the records of a book, one at a time
// and in any order. It keeps what it needs of the records that count.
type Tally struct {
	program *Program
	now     time.Time
	today   Date
	year    Span
	stats   Stats

	sums        sums
	above       []Project
	past        []Project // as above, of other years
	completed   []dated
	eligible    []dated
	submitted   []dated
	approved    []dated
	stories     []dated
	credentials []Credential
	won         []wonDeal
}

// wonDeal is what ACV and averages need of a deal that was won.
type wonDeal struct {
	ref       Ref
	kind      ACVKind
	on        Date
	acv       Quantity
	converted bool
}

// NewTally begins a tally as of now.
func NewTally(p *Program, now time.Time) *Tally {
	t := &Tally{program: p, now: now, today: p.Day(now)}
	t.stats.FiscalYear, t.year = p.FiscalYear.Year(t.today)
	return t
}

// Over has the figures that are over a period counted over that one instead of
// the fiscal year; what a rule of the program gives a window of its own keeps it.
func (t *Tally) Over(period Span) { t.year = period }

// Add counts a record. Records of other programs are passed over.
func (t *Tally) Add(r Record) {
	t.program.facts(r, t.now, func(f fact) {
		if timeless[f.figure] || t.year.Has(f.on) {
			t.sums.take(f, r.Ref())
		}
	})
	t.keep(r)
}

// keep remembers what is counted over windows of other kinds.
func (t *Tally) keep(r Record) {
	switch r := r.(type) {
	case Lead:
		if on := t.program.Day(r.SubmittedAt); r.Program == t.program.Name && r.Origin == Registered && on != 0 {
			t.submitted = append(t.submitted, dated{r.Ref(), on})
			if r.Status == LeadApproved || r.Status == LeadConverted {
				t.approved = append(t.approved, dated{r.Ref(), on})
			}
		}
	case Opportunity:
		if r.Program == t.program.Name && r.Outcome == OutcomeWon {
			acv, ok := t.program.Convert(r.ACV)
			t.won = append(t.won, wonDeal{r.Ref(), r.Kind, r.Won(t.program), acv, ok})
		}
	case Project:
		if r.Program == t.program.Name && r.Status == ProjectCompleted {
			t.project(r)
		}
	case Story:
		if r.Program == t.program.Name && r.Status == StoryPublished {
			t.stories = append(t.stories, dated{r.Ref(), t.program.Day(r.PublishedAt)})
		}
	case Credential:
		if r.Program == t.program.Name {
			t.credentials = append(t.credentials, r)
		}
	}
}

func (t *Tally) project(p Project) {
	on := dated{p.Ref(), p.End}
	t.completed = append(t.completed, on)
	if ok, _ := p.Eligible(); ok {
		t.eligible = append(t.eligible, on)
	}
	switch t.program.whyNot(p, t.today) {
	case "":
		t.above = append(t.above, p)
	case "project.other_year":
		t.past = append(t.past, p)
	default: // it cannot count, whatever the year
	}
}

// Stats returns the figures of all that was added.
func (t *Tally) Stats() Stats {
	s := t.stats
	s.Program, s.AsOf = t.program.Name, t.now
	s.CSAT.Average, s.CSAT.Threshold = MeanCSAT(t.sums.scores), t.program.Survey.Threshold
	s.CSAT.Answers = t.sums.answers
	s.CSAT.Counted = t.countedProjects()
	s.Score = t.program.scorecard(t.today, t.measure)
	t.evaluate(&s.Score)
	s.ACV = t.acv()
	s.Leads, s.Projects = t.sums.leadStats(), t.sums.projects
	s.Rates = t.sums.rateStats(t.program.Currency)
	return s
}

// acv sums the rolling year and the one before it (P2).
func (t *Tally) acv() ACVStats {
	s := ACVStats{Currency: t.program.Currency}
	now := t.program.Span(WindowRolling12, t.today)
	before := Span{now.From.AddMonths(-12), now.From - 1}
	for _, w := range t.won {
		if w.kind == NoACV {
			continue
		}
		switch {
		case now.Has(w.on) && !w.converted:
			s.Unconverted = append(s.Unconverted, w.ref)
		case now.Has(w.on) && w.kind == Sourced:
			s.Sourced = s.Sourced.plus(w.acv)
		case now.Has(w.on):
			s.Joint = s.Joint.plus(w.acv)
		case before.Has(w.on) && w.converted:
			s.Previous = s.Previous.plus(w.acv)
		}
	}
	if s.Previous > 0 {
		s.Growth = Ratio{int64(s.Sourced.plus(s.Joint) - s.Previous), int64(s.Previous)}
	}
	return s
}
