package domain

import (
	"slices"
	"strings"
	"time"
)

// ForecastMonths is how many months a forecast tells apart, the current one
// first: as far ahead as the year over which ACV is counted.
const ForecastMonths = 12

// stalledAfter is how many days a deal stays in its stage before it counts as
// stalled where nothing is planned for it; belay's own choice.
const stalledAfter = 30

// DealSum is how many deals there are, what they come to in the program's
// currency, and that times their probabilities. A deal in a currency without a
// rate counts, and adds nothing.
type DealSum struct {
	Count            int
	Amount, Weighted Quantity
}

// StageSum are the open deals of a stage.
type StageSum struct {
	Stage Stage
	DealSum
}

// MonthSum are the open deals that are to close in a month.
type MonthSum struct {
	Days Span
	DealSum
	// Categories are the same deals by category, as [Forecast.Categories] has them.
	Categories []DealSum
}

// Forecast are the open deals of a program as of a day: where they stand, and
// when they are to close (P3).
type Forecast struct {
	Program, Currency string
	AsOf              Date
	Open              DealSum
	// Stages are the program's open stages in their order; deals in one that it
	// no longer has come last, under that name.
	Stages []StageSum
	// Categories are the forecast categories of open stages, in their order.
	Categories []string
	// Months are [ForecastMonths], with or without deals.
	Months []MonthSum
	// Overdue are to have closed before the first day of Months or today, Later
	// are to close after the last, and Undated say no day.
	Overdue, Later, Undated DealSum
	// Stalled is how many deals are; see [Opportunity.Stalled].
	Stalled int
	// Unconverted is how many deals are in a currency without a rate.
	Unconverted int
	// ACV is what was won in the rolling year, and Target what gives all points
	// for it, 0 where the program asks for no amount.
	ACV    ACVStats
	Target Quantity
	// OpenACV is the ACV of open deals that are sourced or joint.
	OpenACV Quantity
	// Coverage is that ACV against what the target still lacks: how often over the
	// open deals would reach it. It is no number where nothing is lacking.
	Coverage Ratio
}

// Stalled reports whether an open deal has come to a standstill on a day: nothing
// is planned for it, and its close date has passed or it has been in its stage
// for thirty days.
func (o Opportunity) Stalled(p *Program, today Date) bool {
	if o.Outcome != OutcomeOpen || o.Next.On >= today {
		return false
	}
	return o.CloseDate != 0 && o.CloseDate < today || !o.StageAt.IsZero() && today-p.Day(o.StageAt) >= stalledAfter
}

// Forecaster keeps a forecast up to date while deals come, go and change, in any
// order. It is of one day of the program.
type Forecaster struct {
	program *Program
	today   Date
	// won counts what was won, in the windows of the program.
	won    *Tally
	stages map[string]*dealTotal
	months map[due]*dealTotal

	stalled, unconverted int
	acv                  total
}

// due is when deals are to close, the first of a month or one of the others, and
// their category.
type due struct {
	on       Date
	category string
}

// The days of [due] that are no month.
const (
	dueUndated Date = 0
	duePassed  Date = -1
	dueLater   Date = -2
)

// dealTotal is a sum of deals.
type dealTotal struct {
	n                int
	amount, weighted total
}

func (t *dealTotal) change(amount, weighted Quantity, by int) {
	t.n += by
	t.amount.change(amount, by)
	t.weighted.change(weighted, by)
}

func (t *dealTotal) sum() DealSum {
	if t == nil {
		return DealSum{}
	}
	return DealSum{t.n, t.amount.quantity(), t.weighted.quantity()}
}

// NewForecaster begins a forecast as of now.
func NewForecaster(p *Program, now time.Time) *Forecaster {
	f := &Forecaster{program: p, today: p.Day(now), won: NewTally(p, now), stages: map[string]*dealTotal{}, months: map[due]*dealTotal{}}
	f.won.CountOnly()
	return f
}

// Add counts a record; all but the program's deals are passed over.
func (f *Forecaster) Add(r Record) { f.change(r, 1) }

// Remove takes back a record that was added, just as it was then.
func (f *Forecaster) Remove(r Record) { f.change(r, -1) }

// At moves the forecast to another instant of its day; it reports false on
// another day.
func (f *Forecaster) At(now time.Time) bool { return f.program.Day(now) == f.today && f.won.At(now) }

func (f *Forecaster) change(r Record, by int) {
	o, ok := r.(Opportunity)
	if !ok || o.Program != f.program.Name {
		return
	}
	f.won.change(o, by)
	if o.Outcome != OutcomeOpen {
		return
	}
	amount, ok := f.program.Convert(o.Amount)
	weighted := amount.MulDiv(int64(o.Probability), 100)
	if !ok {
		f.unconverted += by
	}
	totalOf(f.stages, o.Stage).change(amount, weighted, by)
	totalOf(f.months, due{f.dueOn(o.CloseDate), f.categoryOf(o)}).change(amount, weighted, by)
	if o.Stalled(f.program, f.today) {
		f.stalled += by
	}
	if acv, ok := f.program.Convert(o.ACV); ok && o.Kind != NoACV {
		f.acv.change(acv, by)
	}
}

func totalOf[K comparable](all map[K]*dealTotal, key K) *dealTotal {
	t := all[key]
	if t == nil {
		t = &dealTotal{}
		all[key] = t
	}
	return t
}

// first is the first day of the current month.
func (f *Forecaster) first() Date { return f.today - Date(f.today.Time().Day()-1) }

// dueOn is the month of a close date, or why it has none of the forecast.
func (f *Forecaster) dueOn(d Date) Date {
	switch {
	case d == 0:
		return dueUndated
	case d < f.today:
		return duePassed
	case d >= f.first().AddMonths(ForecastMonths):
		return dueLater
	}
	return d - Date(d.Time().Day()-1)
}

// categoryOf is the deal's category, where none of the program's stages has it
// that of its stage: an import may bring any.
func (f *Forecaster) categoryOf(o Opportunity) string {
	if categories := f.categories(); !slices.Contains(categories, o.Category) {
		s, ok := f.program.StageNamed(o.Stage)
		if ok && s.Outcome == OutcomeOpen {
			return s.Category
		}
		if len(categories) > 0 {
			return categories[0]
		}
	}
	return o.Category
}

// categories are those of the open stages, in their order.
func (f *Forecaster) categories() (all []string) {
	for _, s := range f.program.Stages {
		if s.Outcome == OutcomeOpen && !slices.Contains(all, s.Category) {
			all = append(all, s.Category)
		}
	}
	return all
}

// Forecast returns the forecast of all that was added and not removed.
func (f *Forecaster) Forecast() Forecast {
	out := Forecast{
		Program: f.program.Name, Currency: f.program.Currency, AsOf: f.today, Categories: f.categories(),
		Stalled: f.stalled, Unconverted: f.unconverted, OpenACV: f.acv.quantity(),
	}
	out.Stages = f.stageSums()
	var open dealTotal
	for _, t := range f.stages {
		open.n += t.n
		open.amount.change(t.amount.quantity(), 1)
		open.weighted.change(t.weighted.quantity(), 1)
	}
	out.Open = open.sum()
	from := f.first()
	for i := range ForecastMonths {
		m := MonthSum{Days: Span{from.AddMonths(i), from.AddMonths(i+1) - 1}}
		m.DealSum, m.Categories = f.dueSum(m.Days.From, out.Categories)
		out.Months = append(out.Months, m)
	}
	out.Overdue, _ = f.dueSum(duePassed, out.Categories)
	out.Later, _ = f.dueSum(dueLater, out.Categories)
	out.Undated, _ = f.dueSum(dueUndated, out.Categories)
	f.cover(&out)
	return out
}

// stageSums are the open stages, then those that the program no longer has.
func (f *Forecaster) stageSums() (all []StageSum) {
	known := map[string]bool{}
	for _, s := range f.program.Stages {
		if s.Outcome == OutcomeOpen {
			known[s.Name] = true
			all = append(all, StageSum{s, f.stages[s.Name].sum()})
		}
	}
	var others []StageSum
	for name, t := range f.stages {
		if !known[name] && t.n > 0 {
			others = append(others, StageSum{Stage{Name: name}, t.sum()})
		}
	}
	slices.SortFunc(others, func(a, b StageSum) int { return strings.Compare(a.Stage.Name, b.Stage.Name) })
	return append(all, others...)
}

// dueSum are the deals that are due then, as a whole and by category.
func (f *Forecaster) dueSum(on Date, categories []string) (all DealSum, by []DealSum) {
	for _, c := range categories {
		s := f.months[due{on, c}].sum()
		all = DealSum{all.Count + s.Count, all.Amount.plus(s.Amount), all.Weighted.plus(s.Weighted)}
		by = append(by, s)
	}
	return all, by
}

// cover sets what was won against the target.
func (f *Forecaster) cover(out *Forecast) {
	s := f.won.Stats()
	out.ACV = s.ACV
	for _, pillar := range s.Score.Pillars {
		for _, a := range pillar.Attributes {
			if a.Measure != measureACV || a.Mapping != MapLinear || a.Target <= 0 {
				continue
			}
			out.Target = Quantity(a.Target * 1000)
			if lacks := out.Target - a.Value; lacks > 0 {
				out.Coverage = Ratio{int64(out.OpenACV), int64(lacks)}
			}
			return
		}
	}
}
