package domain

import (
	"maps"
	"time"
)

// sums gathers facts into figures, and lets go of them again.
type sums struct {
	// leads, rates and projects hold the counts; the rest is worked out at the end.
	leads    LeadStats
	rates    RateStats
	projects ProjectStats

	registered     total
	sourced, joint total
	answers        int
	scores         mean
	taken          int
	converted      int
	responses      ordered[number]
	amounts        ordered[number]
	sum            total
	cycles         ordered[number]
}

// take counts a fact where by is 1, and takes it off again where by is -1.
func (s *sums) take(f fact, by int) {
	switch f.figure {
	case FigureRegistered, FigureApproved, FigureRejected, FigureConverted, FigureOffered, FigureAccepted, FigureDeclined,
		FigureLapsed, FigureResponse, FigureConversion:
		s.takeLead(f, by)
	case FigureWon, FigureLost, FigureOpen, FigureAverageDeal, FigureCycle, FigureSourced, FigureJoint:
		s.takeDeal(f, by)
	case FigureProjects:
		s.projects.Registered += by
	case FigureActive:
		s.projects.Active += by
	case FigureTerminated:
		s.projects.Terminated += by
	case FigureProjectsEnded:
		s.projects.Completed += by
	case FigureCSATAnswers:
		s.answers += by
	case FigureCSATAverage:
		s.scores.change(Ratio{f.n, f.of}, by)
	default: // made of others
	}
}

func (s *sums) takeLead(f fact, by int) {
	l := &s.leads
	switch f.figure {
	case FigureRegistered:
		l.Registered += by
		s.registered.change(Quantity(f.n), by)
	case FigureApproved:
		l.Approved += by
	case FigureRejected:
		l.Rejected += by
	case FigureConverted:
		l.Converted += by
	case FigureOffered:
		l.Offered += by
	case FigureAccepted:
		l.Accepted += by
	case FigureDeclined:
		l.Declined += by
		l.declined(f.word, by)
	case FigureLapsed:
		l.Lapsed += by
	case FigureResponse:
		s.responses.change(number(f.n), by)
	case FigureConversion:
		s.taken += by
		s.converted += int(f.n) * by
	default:
	}
}

func (s *sums) takeDeal(f fact, by int) {
	switch f.figure {
	case FigureWon:
		s.rates.Won += by
	case FigureLost:
		s.rates.Lost += by
	case FigureOpen:
		s.rates.Open += by
	case FigureAverageDeal:
		s.amounts.change(number(f.n), by)
		s.sum.change(Quantity(f.n), by)
	case FigureCycle:
		s.cycles.change(number(f.n), by)
	case FigureSourced:
		s.sourced.change(Quantity(f.n), by)
	case FigureJoint:
		s.joint.change(Quantity(f.n), by)
	default:
	}
}

// leadStats are the figures of leads.
func (s *sums) leadStats() LeadStats {
	l := s.leads
	l.RegisteredValue, l.DeclineReasons = s.registered.quantity(), maps.Clone(l.DeclineReasons)
	l.MedianResponse, l.P90Response = time.Duration(median(&s.responses)), time.Duration(percentile(&s.responses, 90))
	return l
}

// rateStats are the rates, with averages in the currency.
func (s *sums) rateStats(currency string) RateStats {
	r, l := s.rates, s.leads
	r.Acceptance = ratio(l.Accepted, l.Accepted+l.Declined+l.Lapsed)
	r.Lapse = ratio(l.Lapsed, l.Accepted+l.Declined+l.Lapsed)
	r.Conversion = ratio(s.converted, s.taken)
	r.Close = ratio(r.Won, r.Won+r.Lost)
	r.CloseOfAll = ratio(r.Won, r.Won+r.Lost+r.Open)
	if n := s.amounts.n; n > 0 {
		r.AverageDeal = Money{s.sum.quantity() / Quantity(n), currency}
		r.MedianDeal = Money{Quantity(median(&s.amounts)), currency}
	}
	r.CycleDays = int(median(&s.cycles))
	return r
}

// ratio is n of d, no number where d is nought.
func ratio(n, d int) Ratio { return Ratio{int64(n), int64(d)} }
