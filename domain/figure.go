package domain

import "slices"

// Figure names a number of the statistics. The names are those of the JSON
// contract with a dot for each level; a program's attributes go by their keys.
type Figure string

// The figures that are not attributes of a program.
const (
	FigureCSATAverage   Figure = "csat.average"
	FigureCSATAnswers   Figure = "csat.answers"
	FigureCSATCount     Figure = "csat.count"
	FigureSourced       Figure = "acv.sourced"
	FigureJoint         Figure = "acv.joint"
	FigurePreviousACV   Figure = "acv.previous"
	FigureGrowth        Figure = "acv.growth"
	FigureUnconverted   Figure = "acv.unconverted"
	FigureRegistered    Figure = "leads.registered"
	FigureApproved      Figure = "leads.approved"
	FigureRejected      Figure = "leads.rejected"
	FigureConverted     Figure = "leads.converted"
	FigureOffered       Figure = "leads.offered"
	FigureAccepted      Figure = "leads.accepted"
	FigureDeclined      Figure = "leads.declined"
	FigureLapsed        Figure = "leads.lapsed"
	FigureResponse      Figure = "leads.median_response"
	FigureP90Response   Figure = "leads.p90_response"
	FigureAcceptance    Figure = "rates.acceptance"
	FigureLapse         Figure = "rates.lapse"
	FigureConversion    Figure = "rates.conversion"
	FigureWon           Figure = "rates.won"
	FigureLost          Figure = "rates.lost"
	FigureOpen          Figure = "rates.open"
	FigureClose         Figure = "rates.close"
	FigureCloseOfAll    Figure = "rates.close_of_all"
	FigureAverageDeal   Figure = "rates.average_deal"
	FigureMedianDeal    Figure = "rates.median_deal"
	FigureCycle         Figure = "rates.cycle_days"
	FigureProjects      Figure = "projects.registered"
	FigureActive        Figure = "projects.active"
	FigureProjectsEnded Figure = "projects.completed"
	FigureTerminated    Figure = "projects.terminated"
)

// FiguresOf lists the figures that records stand behind, the program's
// attributes last.
func FiguresOf(p *Program) []Figure {
	all := []Figure{
		FigureCSATAverage, FigureCSATAnswers, FigureCSATCount,
		FigureSourced, FigureJoint, FigurePreviousACV, FigureGrowth, FigureUnconverted,
		FigureRegistered, FigureApproved, FigureRejected, FigureConverted,
		FigureOffered, FigureAccepted, FigureDeclined, FigureLapsed, FigureResponse, FigureP90Response,
		FigureAcceptance, FigureLapse, FigureConversion, FigureWon, FigureLost, FigureOpen, FigureClose, FigureCloseOfAll,
		FigureAverageDeal, FigureMedianDeal, FigureCycle,
		FigureProjects, FigureActive, FigureProjectsEnded, FigureTerminated,
	}
	for _, a := range p.Attributes {
		all = append(all, Figure(a.Key))
	}
	return all
}

// madeOf are the figures that a figure without facts of its own is made of.
var madeOf = map[Figure][]Figure{
	FigurePreviousACV: {FigureSourced, FigureJoint},
	FigureGrowth:      {FigureSourced, FigureJoint},
	FigureP90Response: {FigureResponse},
	FigureAcceptance:  {FigureAccepted, FigureDeclined, FigureLapsed},
	FigureLapse:       {FigureAccepted, FigureDeclined, FigureLapsed},
	FigureClose:       {FigureWon, FigureLost},
	FigureCloseOfAll:  {FigureWon, FigureLost, FigureOpen},
	FigureMedianDeal:  {FigureAverageDeal},
}

// has reports whether a fact of the figure part counts in f.
func (f Figure) has(part Figure) bool {
	return f == part || slices.Contains(madeOf[f], part)
}

// timeless reports whether a figure counts what is, whenever it came to be.
func (f Figure) timeless() bool {
	switch f {
	case FigureOpen, FigureActive, FigureTerminated, FigureCSATAverage, FigureCSATAnswers:
		return true
	default:
		return false
	}
}
