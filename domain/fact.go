package domain

import "time"

// fact is that a record counts in a figure on a day.
type fact struct {
	figure Figure
	// on is the day by which periods are told apart; 0 for what has none.
	on Date
	// n is what the record adds to a figure that is no count: thousandths of
	// the program's currency, nanoseconds, days; for a rate 1 or 0.
	n int64
	// of divides n where that is a score.
	of int64
	// word is the reason of a decline.
	word string
}

// facts tells in which figures a record counts; those of other programs in none.
func (p *Program) facts(r Record, now time.Time, yield func(fact)) {
	switch r := r.(type) {
	case Lead:
		p.leadFacts(&r, now, yield)
	case Opportunity:
		if r.Program == p.Name {
			p.dealFacts(r, yield)
		}
	case Project:
		if r.Program == p.Name {
			p.projectFacts(r, yield)
		}
	}
}

// leadFacts are those of a lead. Of leads there may be a million: they are not
// copied about.
func (p *Program) leadFacts(l *Lead, now time.Time, yield func(fact)) {
	switch {
	case l.Program != p.Name:
	case l.Origin == Registered:
		p.registrationFacts(l, yield)
	default:
		p.offerFacts(l, now, yield)
	}
}

// registrationFacts are those of a lead that the firm registered, on the day
// it was submitted.
func (p *Program) registrationFacts(l *Lead, yield func(fact)) {
	on := p.Day(l.SubmittedAt)
	if on == 0 {
		return
	}
	value, _ := p.Convert(l.Value)
	yield(fact{figure: FigureRegistered, on: on, n: int64(value)})
	switch l.Status {
	case LeadApproved, LeadJoint, LeadExpired:
		yield(fact{figure: FigureApproved, on: on})
		yield(fact{figure: FigureConversion, on: on})
	case LeadConverted:
		yield(fact{figure: FigureApproved, on: on})
		yield(fact{figure: FigureConverted, on: on})
		yield(fact{figure: FigureConversion, on: on, n: 1})
	case LeadRejected:
		yield(fact{figure: FigureRejected, on: on})
	default: // not decided
	}
}

// offerFacts are those of a distributed lead, all on the day it was offered:
// so the rates of a month are those of one set of leads.
func (p *Program) offerFacts(l *Lead, now time.Time, yield func(fact)) {
	on := p.Day(l.OfferedAt)
	if on == 0 {
		return
	}
	yield(fact{figure: FigureOffered, on: on})
	status := l.Status
	if status == LeadOffered {
		status = l.StatusAt(now)
	}
	switch status {
	case LeadAccepted, LeadWorking, LeadClosed, LeadConverted:
		yield(fact{figure: FigureAccepted, on: on})
		converted := fact{figure: FigureConversion, on: on}
		if status == LeadConverted {
			converted.n = 1
		}
		yield(converted)
	case LeadDeclined:
		yield(fact{figure: FigureDeclined, on: on, word: l.Reason})
	case LeadLapsed:
		yield(fact{figure: FigureLapsed, on: on})
		return
	default:
		return
	}
	if !l.AnsweredAt.IsZero() {
		yield(fact{figure: FigureResponse, on: on, n: int64(l.AnsweredAt.Sub(l.OfferedAt))})
	}
}

// dealFacts are those of an opportunity, on the day it was closed.
func (p *Program) dealFacts(o Opportunity, yield func(fact)) {
	on := o.closedOn(p)
	switch o.Outcome {
	case OutcomeOpen:
		yield(fact{figure: FigureOpen})
	case OutcomeLost:
		yield(fact{figure: FigureLost, on: on})
	case OutcomeWon:
		yield(fact{figure: FigureWon, on: on})
		if amount, ok := p.Convert(o.Amount); ok && !o.Amount.IsZero() {
			yield(fact{figure: FigureAverageDeal, on: on, n: int64(amount)})
		}
		yield(fact{figure: FigureCycle, on: on, n: int64(max(0, on-p.Day(o.CreatedAt)))})
		acv, ok := p.Convert(o.ACV)
		switch {
		case o.Kind == NoACV:
		case !ok:
			yield(fact{figure: FigureUnconverted, on: on})
		case o.Kind == Sourced:
			yield(fact{figure: FigureSourced, on: on, n: int64(acv)})
		default:
			yield(fact{figure: FigureJoint, on: on, n: int64(acv)})
		}
	}
}

// projectFacts are those of a project: registered on the day it was made, all
// else on the day it was completed. Whether it counts for CSAT depends on its
// customer's other projects, so that is not told here.
func (p *Program) projectFacts(project Project, yield func(fact)) {
	yield(fact{figure: FigureProjects, on: p.Day(project.CreatedAt)})
	switch project.Status {
	case ProjectActive, ProjectOnHold:
		yield(fact{figure: FigureActive})
	case ProjectTerminated:
		yield(fact{figure: FigureTerminated})
	case ProjectCompleted:
		yield(fact{figure: FigureProjectsEnded, on: project.End})
		if ok, _ := project.Eligible(); !ok || !project.CSAT.Counts() {
			return
		}
		yield(fact{figure: FigureCSATAnswers, on: project.End})
		if score := project.CSAT.Score(); !score.IsZero() {
			yield(fact{figure: FigureCSATAverage, on: project.End, n: score.Num, of: score.Den})
		}
	}
}
