package domain

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Dimension is what figures are told apart by.
type Dimension string

// The dimensions. Years and quarters are those of the program's fiscal year.
const (
	ByMonth   Dimension = "month"
	ByQuarter Dimension = "quarter"
	ByYear    Dimension = "year"
	// ByPerson is who answered a lead, else who last logged an activity on it.
	ByPerson  Dimension = "person"
	ByProduct Dimension = "product"
	// ByRegion is the country of the lead's company.
	ByRegion Dimension = "region"
	// ByCampaign is the campaign that touched the lead last.
	ByCampaign Dimension = "campaign"
)

// Dimensions lists the dimensions in the order in which people choose.
func Dimensions() []Dimension {
	return []Dimension{ByMonth, ByQuarter, ByYear, ByPerson, ByProduct, ByRegion, ByCampaign}
}

// timely reports whether rows are runs of days.
func (d Dimension) timely() bool { return d == ByMonth || d == ByQuarter || d == ByYear }

// Row is one line of a breakdown: the figures of what the records have in common.
type Row struct {
	// Key is what scripts match: "2026-03", "FY27-Q1", "FY27", else the folded
	// text. It is "" where the records do not say.
	Key string
	// Title is the spelling that most records have; zero for months, quarters and years.
	Title Untrusted
	// Days are the days of a month, quarter or year; open for other rows.
	Days Span

	CSAT     CSATStats
	ACV      ACVStats
	Leads    LeadStats
	Rates    RateStats
	Projects ProjectStats
}

// Breakdown gathers figures by a dimension from the records of a book, one at a
// time and in any order. Only what has a day in the period counts: open deals
// and active projects are in no row. A lead counts on the day it was offered or
// submitted, a deal on the day it was closed, a project on the day it ended.
type Breakdown struct {
	program *Program
	now     time.Time
	by      Dimension
	period  Span
	groups  map[string]*group
	// spellings counts how the texts of a key are written.
	spellings map[string]map[Untrusted]int
	// of are the texts by which leads that became deals are grouped.
	of    map[ID]Untrusted
	deals []Opportunity
	above []Project
}

// group is what a row is made of.
type group struct {
	sums
	days                 Span
	counted, unconverted []Ref
}

// NewBreakdown begins a breakdown as of now. It refuses a dimension that there
// is not (dimension.unknown).
func NewBreakdown(p *Program, by Dimension, period Span, now time.Time) (*Breakdown, error) {
	if !slices.Contains(Dimensions(), by) {
		return nil, Refused("dimension.unknown", "by", Outside(string(by)), "known", Dimensions()).on("by")
	}
	return &Breakdown{
		program: p, now: now, by: by, period: period,
		groups: map[string]*group{}, spellings: map[string]map[Untrusted]int{}, of: map[ID]Untrusted{},
	}, nil
}

// Add counts a record. Records of other programs are passed over.
func (b *Breakdown) Add(r Record) {
	switch r := r.(type) {
	case Lead:
		if !r.Opportunity.IsZero() {
			b.of[r.ID] = b.leadText(r)
		}
		b.spell(b.leadText(r))
		b.take(r, b.leadText(r))
	case Opportunity:
		if r.Outcome != OutcomeOpen {
			b.deals = append(b.deals, r) // until its lead is here
			b.spell(b.ownText(r))
		}
	case Project:
		b.spell(b.projectText(r))
		b.take(r, b.projectText(r))
		if r.Program == b.program.Name && b.program.whyNot(r, r.End) == "" {
			b.above = append(b.above, r)
		}
	}
}

// take counts the facts of a record in the rows they belong to.
func (b *Breakdown) take(r Record, text Untrusted) {
	b.program.facts(r, b.now, func(f fact) {
		if b.period.Has(f.on) {
			g := b.group(f.on, text)
			g.take(f, 1)
			if f.figure == FigureUnconverted {
				g.unconverted = append(g.unconverted, r.Ref())
			}
		}
	})
}

// group finds the row of a day or a text.
func (b *Breakdown) group(on Date, text Untrusted) *group {
	key, days := Fold(text.Raw()), Span{}
	if b.by.timely() {
		key, days = b.program.run(b.by, on)
	}
	g, ok := b.groups[key]
	if !ok {
		g = &group{days: days}
		b.groups[key] = g
	}
	return g
}

// spell counts a spelling.
func (b *Breakdown) spell(text Untrusted) {
	if text.IsZero() {
		return
	}
	key := Fold(text.Raw())
	if b.spellings[key] == nil {
		b.spellings[key] = map[Untrusted]int{}
	}
	b.spellings[key][text]++
}

// run is the month, quarter or year that a day lies in.
func (p *Program) run(by Dimension, on Date) (key string, days Span) {
	year, days := p.FiscalYear.Year(on)
	key = fmt.Sprintf("FY%02d", year%100)
	switch by {
	case ByMonth:
		t := on.Time()
		from := NewDate(t.Year(), t.Month(), 1)
		return t.Format("2006-01"), Span{from, from.AddMonths(1) - 1}
	case ByQuarter:
		quarter := p.FiscalYear.Quarter(on)
		n := 1
		for from := days.From; from.AddMonths(3) <= quarter.From; from = from.AddMonths(3) {
			n++
		}
		return fmt.Sprintf("%s-Q%d", key, n), quarter
	default:
		return key, days
	}
}

// leadText is what a lead is grouped by, zero for months, quarters and years.
func (b *Breakdown) leadText(l Lead) Untrusted {
	switch b.by {
	case ByPerson:
		return l.person()
	case ByProduct:
		return l.Product
	case ByRegion:
		return l.Company.Country
	case ByCampaign:
		return l.lastCampaign()
	default:
		return Untrusted{}
	}
}

func (b *Breakdown) projectText(p Project) Untrusted {
	if b.by == ByProduct {
		return p.Product
	}
	return Untrusted{}
}

// ownText is what a deal itself says.
func (b *Breakdown) ownText(o Opportunity) Untrusted {
	if b.by == ByProduct {
		return o.Product
	}
	return Untrusted{}
}

// dealText is what a deal is grouped by: mostly what its lead says.
func (b *Breakdown) dealText(o Opportunity) Untrusted {
	if own := b.ownText(o); !own.IsZero() {
		return own
	}
	return b.of[o.Lead]
}

// person is who answered the lead, else who last logged an activity.
func (l Lead) person() Untrusted {
	who := l.AnsweredBy
	for _, a := range l.Activities {
		if l.AnsweredBy.IsZero() && !a.Who.IsZero() {
			who = a.Who
		}
	}
	return who
}

// lastCampaign is the campaign that touched the lead last.
func (l Lead) lastCampaign() Untrusted {
	var last Touch
	for _, t := range l.Campaign {
		if !t.Campaign.IsZero() && t.On >= last.On {
			last = t
		}
	}
	return last.Campaign
}

// Rows ends the breakdown: months, quarters and years in their order, other rows
// by their keys, what is unknown last. Between the first and the last month
// there is a row for each; so for quarters and years.
func (b *Breakdown) Rows() []Row {
	for _, o := range b.deals {
		b.take(o, b.dealText(o))
	}
	b.count()
	b.deals, b.above = nil, nil
	if b.by.timely() {
		b.fill()
	}
	rows := make([]Row, 0, len(b.groups))
	for _, key := range slices.Sorted(maps.Keys(b.groups)) {
		rows = append(rows, b.row(key))
	}
	if b.by.timely() {
		slices.SortStableFunc(rows, func(a, b Row) int { return int(a.Days.From) - int(b.Days.From) })
	} else if len(rows) > 1 && rows[0].Key == "" {
		rows = append(rows[1:], rows[0])
	}
	return rows
}

// count adds the projects that count for CSAT, each in its own year's window,
// at most the program's number a customer.
func (b *Breakdown) count() {
	slices.SortFunc(b.above, func(x, y Project) int {
		if countsBefore(x, y) {
			return -1
		}
		return 1
	})
	type customer struct {
		key  string
		days Span
	}
	seen := map[customer]int{}
	for _, p := range b.above {
		_, days := b.program.FiscalYear.Year(p.End)
		c := customer{CustomerKey(p.Customer), days}
		if seen[c]++; seen[c] <= b.program.Survey.PerCustomer && b.period.Has(p.End) {
			g := b.group(p.End, b.projectText(p))
			g.counted = append(g.counted, p.Ref())
		}
	}
}

// fillMost is how many rows are filled in at most: a century of months. Beyond
// that some record has a day that cannot be.
const fillMost = 1200

// fill adds the rows without records between those with some, and from the ends
// of a period that has both.
func (b *Breakdown) fill() {
	days := b.period
	for _, g := range b.groups {
		if b.period.From == 0 && (days.From == 0 || g.days.From < days.From) {
			days.From = g.days.From
		}
		if b.period.To == 0 {
			days.To = max(days.To, g.days.To)
		}
	}
	if days.From == 0 || days.To == 0 {
		return
	}
	for on, n := days.From, 0; on <= days.To && n < fillMost; n++ {
		on = b.group(on, Untrusted{}).days.To + 1
	}
}

func (b *Breakdown) row(key string) Row {
	g := b.groups[key]
	row := Row{Key: key, Days: g.days, Leads: g.leadStats(), Rates: g.rateStats(b.program.Currency), Projects: g.projects}
	row.ACV = ACVStats{Currency: b.program.Currency, Sourced: g.sourced.quantity(), Joint: g.joint.quantity(), Unconverted: g.unconverted}
	row.CSAT = CSATStats{Average: g.scores.ratio(), Answers: g.answers, Counted: g.counted, Threshold: b.program.Survey.Threshold}
	spellings := b.spellings[key]
	for text, n := range spellings {
		if most := spellings[row.Title]; n > most || n == most && text.Raw() < row.Title.Raw() {
			row.Title = text
		}
	}
	return row
}
