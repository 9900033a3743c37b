package stats

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// unknown stands where there is no figure: no answer is not an answer of nought.
const unknown = "–"

// or is a figure where it is known.
func or(figure string, known bool) string {
	if !known {
		return unknown
	}
	return figure
}

// title is the heading of a block.
func (s sheet) title(id string) string {
	year := fmt.Sprintf("FY%02d", s.stats.FiscalYear%100)
	return s.ctx.Theme.Title.Render(s.ctx.Words.T(id, "year", year, "currency", s.ctx.Program.Currency))
}

func (s sheet) csat(w int) []row {
	c, say := s.stats.CSAT, s.ctx.Words
	average := say.Ratio2(c.Average.Num, c.Average.Den) + "   " + say.N("stats.answers", c.Answers)
	counted := say.N("stats.counted", len(c.Counted), "threshold", decimal(s, c.Threshold))
	return slices.Concat(plain(s.title("stats.csat")),
		told(domain.FigureCSATAverage, s.ctx.Pairs(say.T("stats.average"), average, w)),
		told(domain.FigureCSATCount, s.ctx.Pairs(say.T("stats.counts"), counted, w)))
}

// decimal is a number with no more decimals than it has.
func decimal(s sheet, r domain.Ratio) string {
	if r.IsZero() {
		return unknown
	}
	return s.ctx.Words.Quantity(domain.Count(1).MulDiv(r.Num, r.Den))
}

func (s sheet) acv(w int) []row {
	a, say, th := s.stats.ACV, s.ctx.Words, s.ctx.Theme
	money := func(q domain.Quantity) string { return say.MoneyShort(domain.Money{Mils: q, Currency: a.Currency}) }
	growth := say.Percent(a.Growth.Num, a.Growth.Den)
	if a.Growth.Num > 0 {
		growth = "+" + growth
	}
	rows := slices.Concat(plain(s.title("stats.acv")),
		told(domain.FigureSourced, s.ctx.Pairs(say.T("stats.sourced"), money(a.Sourced), w)),
		told(domain.FigureJoint, s.ctx.Pairs(say.T("stats.joint"), money(a.Joint), w)),
		told(domain.FigureGrowth, s.ctx.Pairs(say.T("stats.growth"), say.T("stats.growth_since", "growth", growth, "before", money(a.Previous)), w)))
	if n := len(a.Unconverted); n > 0 {
		lines := text.Wrap(say.N("stats.unconverted", n, "currency", a.Currency), w)
		for i := range lines {
			lines[i] = th.Warn.Render(lines[i])
		}
		rows = append(rows, told(domain.FigureUnconverted, lines)...)
	}
	return rows
}

func (s sheet) leads(w int) []row {
	l, r, say := s.stats.Leads, s.stats.Rates, s.ctx.Words
	rows := plain(s.title("stats.leads"))
	add := func(f domain.Figure, name, value string) {
		rows = append(rows, told(f, s.ctx.Pairs(name, value, w))...)
	}
	registered := say.Int(l.Registered)
	if l.RegisteredValue > 0 {
		registered += "   " + say.MoneyShort(domain.Money{Mils: l.RegisteredValue, Currency: s.ctx.Program.Currency})
	}
	of := func(n int, rate domain.Ratio) string {
		if rate.IsZero() {
			return say.Int(n)
		}
		return say.T("stats.share", "n", n, "rate", say.Percent(rate.Num, rate.Den))
	}
	add(domain.FigureRegistered, say.T("stats.registered"), registered)
	add(domain.FigureApproved, say.T("stats.approved"), say.Int(l.Approved))
	add(domain.FigureRejected, say.T("stats.rejected"), say.Int(l.Rejected))
	add(domain.FigureConverted, say.T("stats.converted"), say.Int(l.Converted))
	add(domain.FigureOffered, say.T("stats.offered"), say.Int(l.Offered))
	add(domain.FigureAccepted, say.T("stats.accepted"), of(l.Accepted, r.Acceptance))
	declined := say.Int(l.Declined)
	if len(l.DeclineReasons) > 0 {
		declined += "   " + s.reasons()
	}
	add(domain.FigureDeclined, say.T("stats.declined"), declined)
	add(domain.FigureLapsed, say.T("stats.lapsed"), of(l.Lapsed, r.Lapse))
	response := unknown
	if l.MedianResponse > 0 {
		response = say.T("stats.responses", "median", l.MedianResponse, "p90", l.P90Response)
	}
	add(domain.FigureResponse, say.T("stats.response"), response)
	return rows
}

// reasons lists why leads were declined, the most frequent first.
func (s sheet) reasons() string {
	count := s.stats.Leads.DeclineReasons
	keys := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b))
	})
	for i, key := range keys {
		title := domain.Clean(domain.TitleOf(s.ctx.Program.Leads.DeclineReasons, key))
		keys[i] = s.ctx.Words.Int(count[key]) + " " + title
	}
	return strings.Join(keys, ", ")
}

func (s sheet) rates(w int) []row {
	r, say := s.stats.Rates, s.ctx.Words
	rows := plain(s.title("stats.rates"))
	add := func(f domain.Figure, name, value string) {
		rows = append(rows, told(f, s.ctx.Pairs(say.T(name), value, w))...)
	}
	add(domain.FigureClose, "stats.close", say.T("stats.close_of",
		"rate", say.Percent(r.Close.Num, r.Close.Den), "won", r.Won, "lost", r.Lost))
	add(domain.FigureCloseOfAll, "stats.close_all", say.T("stats.close_all_of", "rate", say.Percent(r.CloseOfAll.Num, r.CloseOfAll.Den), "open", r.Open))
	add(domain.FigureConversion, "stats.conversion", say.T("stats.conversion_of", "rate", say.Percent(r.Conversion.Num, r.Conversion.Den)))
	add(domain.FigureAverageDeal, "stats.average_deal", or(say.MoneyShort(r.AverageDeal), !r.AverageDeal.IsZero()))
	add(domain.FigureMedianDeal, "stats.median_deal", or(say.MoneyShort(r.MedianDeal), !r.MedianDeal.IsZero()))
	add(domain.FigureCycle, "stats.cycle", or(say.N("stats.days", r.CycleDays), r.Won > 0))
	return rows
}

func (s sheet) projects(w int) []row {
	p, say := s.stats.Projects, s.ctx.Words
	rows := plain(s.title("stats.projects"))
	add := func(f domain.Figure, name string, n int) {
		rows = append(rows, told(f, s.ctx.Pairs(say.T(name), say.Int(n), w))...)
	}
	add(domain.FigureProjects, "stats.registered", p.Registered)
	add(domain.FigureProjectsEnded, "stats.completed", p.Completed)
	add(domain.FigureActive, "stats.active", p.Active)
	add(domain.FigureTerminated, "stats.terminated", p.Terminated)
	return rows
}
