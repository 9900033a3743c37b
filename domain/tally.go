package domain

import (
	"cmp"
	"time"
)

// Tally keeps a program's figures up to date while records of a book come, go
// and change, in any order. It is of one day of the program and one period, and
// holds counts and sums rather than records. It is for one goroutine at a time.
//
// Of a lead it reads no more than ID, Program, Origin, Status, Reason, Value,
// SubmittedAt, OfferedAt, AnsweredAt and Due.
type Tally struct {
	program *Program
	now     time.Time
	today   Date
	fiscal  int
	// year is the period; rolling, before and surveyed are the windows of ACV, of
	// the ACV before, and of the projects that count.
	year, rolling, before, surveyed Span

	sums sums
	// offers are the deadlines of open offers in the period, and passed the latest
	// that passed without anybody writing it down.
	offers ordered[instant]
	passed instant
	// marks are the counters of each attribute by day, of the same by measure.
	marks map[Date]map[string]*counter
	of    map[string][]*counter

	sourced, joint, previous total
	unconverted              ordered[Ref]
	// customers are the projects above the threshold of each, counted those of
	// them that count; countedRefs is made from it when asked for.
	customers   map[string]*ordered[finished]
	counted     ordered[finished]
	countedRefs []Ref
}

// NewTally begins a tally as of now.
func NewTally(p *Program, now time.Time) *Tally {
	today := p.Day(now)
	t := &Tally{
		program: p, now: now, today: today, rolling: p.Span(WindowRolling12, today), surveyed: p.Span(p.Survey.Window, today),
		passed: instantOf(time.Time{}), marks: map[Date]map[string]*counter{}, of: map[string][]*counter{}, customers: map[string]*ordered[finished]{},
	}
	t.fiscal, t.year = p.FiscalYear.Year(today)
	t.before = Span{t.rolling.From.AddMonths(-12), t.rolling.From - 1}
	t.mark(today)
	for _, day := range p.judged(today) {
		t.mark(day)
	}
	return t
}

// Over has the figures that are over a period counted over that one instead of
// the fiscal year; what a rule of the program gives a window of its own keeps it.
// It is said before the first record.
func (t *Tally) Over(period Span) { t.year = period }

// CountOnly has the attributes of the scorecard name no records, which is what
// makes a tally of many records large and its figures slow. It is said before the
// first record.
func (t *Tally) CountOnly() {
	for _, c := range t.marks[t.today] {
		c.records = nil
	}
}

// Add counts a record. Records of other programs are passed over.
func (t *Tally) Add(r Record) { t.change(r, 1) }

// Remove takes back a record that was added, just as it was then. One that was
// not leaves figures that are wrong, below nought perhaps, until a new tally.
func (t *Tally) Remove(r Record) { t.change(r, -1) }

// At moves the tally to another instant of its day: offers whose deadline passed
// have lapsed. It reports false, and changes nothing, on another day, and before
// a deadline that already passed: it then takes a new tally.
func (t *Tally) At(now time.Time) bool {
	at := instantOf(now)
	if t.program.Day(now) != t.today || at.compare(t.passed) < 0 {
		return false
	}
	t.now = now
	if n := t.offers.below(at.next()); n > 0 {
		t.passed = t.offers.at(n - 1)
		t.offers.drop(n)
		t.sums.leads.Lapsed += n
	}
	return true
}

// change counts a record by 1 or takes it back by -1.
func (t *Tally) change(r Record, by int) {
	take := func(f fact) {
		if f.figure.timeless() || t.year.Has(f.on) {
			t.sums.take(f, by)
		}
	}
	if l, ok := r.(Lead); ok {
		t.program.leadFacts(&l, t.now, take)
		t.lead(&l, by)
		return
	}
	t.program.facts(r, t.now, take)
	t.keep(r, by)
}

// keep counts what is counted over windows of other kinds.
func (t *Tally) keep(r Record, by int) {
	switch r := r.(type) {
	case Lead:
		t.lead(&r, by)
	case Opportunity:
		if r.Program == t.program.Name && r.Outcome == OutcomeWon {
			t.deal(r, by)
		}
	case Project:
		if r.Program == t.program.Name && r.Status == ProjectCompleted {
			t.project(r, by)
		}
	case Story:
		if r.Program == t.program.Name && r.Status == StoryPublished {
			t.count(measureStories, t.program.Day(r.PublishedAt), r.Ref(), by)
		}
	case Credential:
		if r.Program == t.program.Name {
			t.credential(r, by)
		}
	}
}

func (t *Tally) lead(l *Lead, by int) {
	if l.Program != t.program.Name {
		return
	}
	if l.Origin == Registered {
		on := t.program.Day(l.SubmittedAt)
		t.count(measureLeads, on, l.Ref(), by)
		if l.Status == LeadApproved || l.Status == LeadConverted {
			t.count(measureApproved, on, l.Ref(), by)
		}
		return
	}
	if l.Status != LeadOffered || !t.year.Has(t.program.Day(l.OfferedAt)) {
		return
	}
	switch due := instantOf(l.Due); {
	case t.now.Before(l.Due):
		t.offers.change(due, by)
	case due.compare(t.passed) > 0:
		t.passed = due
	}
}

func (t *Tally) project(p Project, by int) {
	t.count(measureProjectsEnded, p.End, p.Ref(), by)
	if ok, _ := p.Eligible(); ok {
		t.count(measureEligible, p.End, p.Ref(), by)
	}
	switch t.program.whyNot(p, t.today) {
	case "", "project.other_year":
		t.rated(p, by)
	default: // it cannot count, whatever the year
	}
}

// Stats returns the figures of all that was added and not removed. It may be
// called at any time, and again.
func (t *Tally) Stats() Stats {
	s := Stats{Program: t.program.Name, AsOf: t.now, FiscalYear: t.fiscal}
	s.CSAT = CSATStats{t.sums.scores.ratio(), t.sums.answers, t.countedProjects(), t.program.Survey.Threshold}
	s.Score = t.program.scorecard(t.today, t.measure)
	t.evaluate(&s.Score)
	s.ACV = t.acv()
	s.Leads, s.Projects = t.sums.leadStats(), t.sums.projects
	s.Rates = t.sums.rateStats(t.program.Currency)
	return s
}

// acv is the ACV of the rolling year against the one before it (P2).
func (t *Tally) acv() ACVStats {
	s := ACVStats{Currency: t.program.Currency, Sourced: t.sourced.quantity(), Joint: t.joint.quantity(), Previous: t.previous.quantity()}
	for ref := range t.unconverted.all {
		s.Unconverted = append(s.Unconverted, ref)
	}
	if s.Previous > 0 {
		s.Growth = Ratio{int64(s.Sourced.plus(s.Joint) - s.Previous), int64(s.Previous)}
	}
	return s
}

// instant is a time in order.
type instant struct {
	seconds int64
	nanos   int32
}

func instantOf(t time.Time) instant { return instant{t.Unix(), int32(t.Nanosecond())} }

func (i instant) compare(j instant) int {
	return cmp.Or(cmp.Compare(i.seconds, j.seconds), cmp.Compare(i.nanos, j.nanos))
}

// next is the instant a nanosecond later, for comparing only.
func (i instant) next() instant { return instant{i.seconds, i.nanos + 1} }
