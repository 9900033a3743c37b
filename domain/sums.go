package domain

import (
	"slices"
	"time"
)

// sums gathers facts into figures.
type sums struct {
	leads    LeadStats
	rates    RateStats
	projects ProjectStats
	acv      ACVStats

	answers   int
	scores    []Ratio
	counted   []Ref
	taken     int
	converted int
	responses []time.Duration
	amounts   []Quantity
	cycles    []int
}

// take counts a fact about a record.
func (s *sums) take(f fact, of Ref) {
	switch f.figure {
	case FigureRegistered, FigureApproved, FigureRejected, FigureConverted, FigureOffered, FigureAccepted, FigureDeclined,
		FigureLapsed, FigureResponse, FigureConversion:
		s.takeLead(f)
	case FigureWon, FigureLost, FigureOpen, FigureAverageDeal, FigureCycle, FigureSourced, FigureJoint, FigureUnconverted:
		s.takeDeal(f, of)
	case FigureProjects:
		s.projects.Registered++
	case FigureActive:
		s.projects.Active++
	case FigureTerminated:
		s.projects.Terminated++
	case FigureProjectsEnded:
		s.projects.Completed++
	case FigureCSATAnswers:
		s.answers++
	case FigureCSATAverage:
		s.scores = append(s.scores, Ratio{f.n, f.of})
	case FigureCSATCount:
		s.counted = append(s.counted, of)
	default: // made of others
	}
}

func (s *sums) takeLead(f fact) {
	l := &s.leads
	switch f.figure {
	case FigureRegistered:
		l.Registered++
		l.RegisteredValue = l.RegisteredValue.plus(Quantity(f.n))
	case FigureApproved:
		l.Approved++
	case FigureRejected:
		l.Rejected++
	case FigureConverted:
		l.Converted++
	case FigureOffered:
		l.Offered++
	case FigureAccepted:
		l.Accepted++
	case FigureDeclined:
		l.Declined++
		l.declined(f.word)
	case FigureLapsed:
		l.Lapsed++
	case FigureResponse:
		s.responses = append(s.responses, time.Duration(f.n))
	case FigureConversion:
		s.taken++
		s.converted += int(f.n)
	default:
	}
}

func (s *sums) takeDeal(f fact, of Ref) {
	switch f.figure {
	case FigureWon:
		s.rates.Won++
	case FigureLost:
		s.rates.Lost++
	case FigureOpen:
		s.rates.Open++
	case FigureAverageDeal:
		s.amounts = append(s.amounts, Quantity(f.n))
	case FigureCycle:
		s.cycles = append(s.cycles, int(f.n))
	case FigureSourced:
		s.acv.Sourced = s.acv.Sourced.plus(Quantity(f.n))
	case FigureJoint:
		s.acv.Joint = s.acv.Joint.plus(Quantity(f.n))
	case FigureUnconverted:
		s.acv.Unconverted = append(s.acv.Unconverted, of)
	default:
	}
}

// leadStats are the figures of leads.
func (s *sums) leadStats() LeadStats {
	l := s.leads
	if len(s.responses) > 0 {
		l.MedianResponse, l.P90Response = median(s.responses), percentile(s.responses, 90)
	}
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
	if n := len(s.amounts); n > 0 {
		var sum Quantity
		for _, a := range s.amounts {
			sum = sum.plus(a)
		}
		r.AverageDeal = Money{sum / Quantity(n), currency}
		r.MedianDeal = Money{median(s.amounts), currency}
	}
	if len(s.cycles) > 0 {
		r.CycleDays = median(s.cycles)
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

// percentile is the least of the values that p of a hundred do not exceed. It
// sorts what it is given.
func percentile[N ~int | ~int64](v []N, p int) N {
	slices.Sort(v)
	return v[max(0, (len(v)*p+99)/100-1)]
}
