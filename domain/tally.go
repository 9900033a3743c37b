package domain

import (
	"slices"
	"time"
)

// Tally gathers a program's figures from the records of a book, one at a time
// and in any order. It keeps what it needs of the records that count.
type Tally struct {
	program *Program
	now     time.Time
	today   Date
	year    Span
	stats   Stats

	scores      []Ratio
	above       []Project
	completed   []dated
	submitted   []dated
	stories     []dated
	credentials []Credential
	won         []wonDeal
	amounts     []Quantity
	cycles      []int
	responses   []time.Duration
	taken       int
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

// Add counts a record. Records of other programs are passed over.
func (t *Tally) Add(r Record) {
	switch r := r.(type) {
	case Lead:
		if r.Program == t.program.Name {
			t.lead(r)
		}
	case Opportunity:
		if r.Program == t.program.Name {
			t.opportunity(r)
		}
	case Project:
		if r.Program == t.program.Name {
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

// lead counts the leads of the fiscal year: registered by the day they were
// submitted, distributed ones by the day they were offered.
func (t *Tally) lead(l Lead) {
	f := &t.stats.Leads
	if l.Origin == Registered {
		on := t.program.Day(l.SubmittedAt)
		if on == 0 {
			return
		}
		t.submitted = append(t.submitted, dated{l.Ref(), on})
		if t.year.Has(on) {
			t.registered(l)
		}
		return
	}
	if !t.year.Has(t.program.Day(l.OfferedAt)) {
		return
	}
	f.Offered++
	switch l.StatusAt(t.now) {
	case LeadAccepted, LeadWorking, LeadClosed, LeadConverted:
		f.Accepted++
		t.taken++
	case LeadDeclined:
		f.Declined++
		f.declined(l.Reason)
	case LeadLapsed:
		f.Lapsed++
		return
	default:
		return
	}
	if !l.AnsweredAt.IsZero() {
		t.responses = append(t.responses, l.AnsweredAt.Sub(l.OfferedAt))
	}
	if l.Status == LeadConverted {
		t.stats.Rates.converted++
	}
}

func (t *Tally) registered(l Lead) {
	f := &t.stats.Leads
	f.Registered++
	if q, ok := t.program.Convert(l.Value); ok {
		f.RegisteredValue = f.RegisteredValue.plus(q)
	}
	switch l.Status {
	case LeadApproved, LeadJoint, LeadExpired:
		f.Approved++
		t.taken++
	case LeadConverted:
		f.Approved++
		f.Converted++
		t.taken++
		t.stats.Rates.converted++
	case LeadRejected:
		f.Rejected++
	default: // not decided
	}
}

// opportunity counts a deal: rates over the fiscal year, ACV over any window.
func (t *Tally) opportunity(o Opportunity) {
	switch o.Outcome {
	case OutcomeOpen:
		t.stats.Rates.Open++
	case OutcomeLost:
		if t.year.Has(o.closedOn(t.program)) {
			t.stats.Rates.Lost++
		}
	case OutcomeWon:
		on := o.Won(t.program)
		acv, ok := t.program.Convert(o.ACV)
		t.won = append(t.won, wonDeal{o.Ref(), o.Kind, on, acv, ok})
		if !t.year.Has(on) {
			return
		}
		t.stats.Rates.Won++
		if q, ok := t.program.Convert(o.Amount); ok && !o.Amount.IsZero() {
			t.amounts = append(t.amounts, q)
		}
		t.cycles = append(t.cycles, max(0, int(on-t.program.Day(o.CreatedAt))))
	}
}

func (t *Tally) project(p Project) {
	f := &t.stats.Projects
	if t.year.Has(t.program.Day(p.CreatedAt)) {
		f.Registered++
	}
	switch p.Status {
	case ProjectActive, ProjectOnHold:
		f.Active++
	case ProjectTerminated:
		f.Terminated++
	case ProjectCompleted:
		if t.year.Has(p.End) {
			f.Completed++
		}
		t.completed = append(t.completed, dated{p.Ref(), p.End})
		if ok, _ := p.Eligible(); ok && p.CSAT.Answered {
			t.stats.CSAT.Answers++
			if score := p.CSAT.Score(); !score.IsZero() {
				t.scores = append(t.scores, score)
			}
		}
		if t.program.whyNot(p, t.today) == "" {
			t.above = append(t.above, p)
		}
	}
}

// Stats returns the figures of all that was added.
func (t *Tally) Stats() Stats {
	s := t.stats
	s.Program, s.AsOf = t.program.Name, t.now
	s.CSAT.Average, s.CSAT.Threshold = MeanCSAT(t.scores), t.program.Survey.Threshold
	s.CSAT.Counted = t.countedProjects()
	s.Score = t.program.scorecard(t.today, t.measure)
	s.ACV = t.acv()
	s.Rates = t.rates()
	if len(t.responses) > 0 {
		s.Leads.MedianResponse = median(t.responses)
	}
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

func (t *Tally) rates() RateStats {
	r := t.stats.Rates
	r.Conversion = ratio(r.converted, t.taken)
	r.Close = ratio(r.Won, r.Won+r.Lost)
	r.CloseOfAll = ratio(r.Won, r.Won+r.Lost+r.Open)
	if n := len(t.amounts); n > 0 {
		var sum Quantity
		for _, a := range t.amounts {
			sum = sum.plus(a)
		}
		r.AverageDeal = Money{sum / Quantity(n), t.program.Currency}
		r.MedianDeal = Money{median(t.amounts), t.program.Currency}
	}
	if len(t.cycles) > 0 {
		r.CycleDays = median(t.cycles)
	}
	return r
}

// ratio is n of d, no number where d is nought.
func ratio(n, d int) Ratio { return Ratio{int64(n), int64(d)} }

// median is the middle value, the mean of the two middle ones where there are
// two. It sorts what it is given.
func median[N ~int | ~int64](v []N) N {
	slices.Sort(v)
	mid := len(v) / 2
	if len(v)%2 == 1 {
		return v[mid]
	}
	return v[mid-1] + (v[mid]-v[mid-1])/2
}
