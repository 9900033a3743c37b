package domain

import (
	"slices"
	"time"
)

// Behind gathers the records behind one figure of [Stats], one record at a time
// and in any order.
type Behind struct {
	figure Figure
	period Span
	always bool
	tally  *Tally
	refs   []Ref
}

// NewBehind begins to gather as of now, over the same windows as [Stats]: the
// fiscal year, or the rule's own. It refuses what is no figure of the program
// (figure.unknown).
func NewBehind(p *Program, figure Figure, now time.Time) (*Behind, error) {
	if !slices.Contains(FiguresOf(p), figure) {
		return nil, Refused("figure.unknown", "figure", Outside(string(figure))).on("figure")
	}
	t := NewTally(p, now)
	b := &Behind{figure: figure, period: t.year, tally: t}
	rolling := p.Span(WindowRolling12, t.today)
	switch figure {
	case FigureSourced, FigureJoint, FigureUnconverted:
		b.period = rolling
	case FigurePreviousACV:
		b.period = Span{rolling.From.AddMonths(-12), rolling.From - 1}
	case FigureGrowth:
		b.period = Span{rolling.From.AddMonths(-12), rolling.To}
	default:
		b.always = figure.timeless()
	}
	return b, nil
}

// Add looks at a record.
func (b *Behind) Add(r Record) {
	b.tally.keep(r, 1)
	counts := false
	b.tally.program.facts(r, b.tally.now, func(f fact) {
		if !b.figure.has(f.figure) {
			return
		}
		// What is open is of no day, also where it is a part of a rate.
		counts = counts || b.always || f.figure.timeless() || b.period.Has(f.on)
	})
	if counts {
		b.refs = append(b.refs, r.Ref())
	}
}

// Records are the records behind the figure: those that it counts, or that its
// rate or mean is of.
func (b *Behind) Records() []Ref {
	if b.figure == FigureCSATCount {
		return b.tally.countedProjects()
	}
	for _, a := range b.tally.program.Attributes {
		if a.Key == string(b.figure) {
			return b.tally.measure(a).Records
		}
	}
	return b.refs
}
