package stats

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/chart"
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
func (s sheet) title(id string) []row {
	year := s.stats.FiscalYear
	if s.counting {
		year, _ = s.ctx.Program.FiscalYear.Year(s.ctx.Program.Day(s.ctx.Now()))
	}
	return plain(s.ctx.Theme.Title.Render(s.ctx.Words.T(id, "year", s.ctx.Words.FiscalYear(year), "currency", s.ctx.Program.Currency)))
}

// Widths of a figure's name and of its number; a remark takes the rest.
const (
	nameWide  = 16
	valueWide = 10
)

// figure is a line of a figure: its name, the number and a remark, which goes on
// below where it is long.
func (s sheet) figure(f domain.Figure, name, value, remark string, w int) []row {
	th := s.ctx.Theme
	if s.counting {
		value, remark = th.Muted.Render(th.Glyphs.Ellipsis), ""
	}
	label := th.Label.Render(text.Left(name, nameWide)) + " "
	if remark == "" || w < nameWide+valueWide+8 {
		rows := plain(label + text.Cut(value, max(1, w-nameWide-1)))
		if remark != "" {
			rows = append(rows, s.below(remark, nameWide+1, w)...)
		}
		return told(f, rows)
	}
	if text.Width(value) > valueWide {
		value += "  "
	} else {
		value = text.Left(value, valueWide) + " "
	}
	at := nameWide + 1 + text.Width(value)
	parts := text.Wrap(remark, max(1, w-at))
	if len(parts) > 2 || len(parts) > 1 && w-at < 16 { // a narrow column of words is hard to read
		return told(f, append(plain(label+value), s.below(remark, nameWide+1, w)...))
	}
	rows := plain(label + value + th.Muted.Render(parts[0]))
	for _, part := range parts[1:] {
		rows = append(rows, row{text: strings.Repeat(" ", at) + th.Muted.Render(part)})
	}
	return told(f, rows)
}

// below are the lines of a remark under the number that it is on.
func (s sheet) below(remark string, at, w int) (rows []row) {
	for _, part := range text.Wrap(remark, max(1, w-at)) {
		rows = append(rows, row{text: strings.Repeat(" ", at) + s.ctx.Theme.Muted.Render(part)})
	}
	return rows
}

// glance are the figures that a firm is asked for first.
func (s sheet) glance(w int) []row {
	c, r, l := s.stats.CSAT, s.stats.Rates, s.stats.Leads
	say, th := s.ctx.Words, s.ctx.Theme
	answers := say.N("stats.answers", c.Answers)
	if spark := s.spark(w - nameWide - valueWide - 4 - text.Width(answers)); spark != "" {
		answers = th.Accent.Render(spark) + "  " + answers
	}
	response, within := unknown, ""
	if l.MedianResponse > 0 {
		response, within = say.Left(l.MedianResponse), say.T("stats.within", "p90", l.P90Response)
	}
	lapsed := ""
	if !r.Lapse.IsZero() {
		lapsed = say.T("stats.of_answers", "rate", say.Percent(r.Lapse.Num, r.Lapse.Den))
	}
	deal := ""
	if !r.MedianDeal.IsZero() {
		deal = say.T("stats.median_of", "median", say.MoneyShort(r.MedianDeal))
	}
	return slices.Concat(s.title("stats.glance"),
		s.figure(domain.FigureCSATAverage, say.T("stats.average"), say.Ratio2(c.Average.Num, c.Average.Den), answers, w),
		s.figure(domain.FigureClose, say.T("stats.close"), say.Percent(r.Close.Num, r.Close.Den), say.T("stats.close_of", "won", r.Won, "lost", r.Lost), w),
		s.figure(domain.FigureAverageDeal, say.T("stats.average_deal"), or(say.MoneyShort(r.AverageDeal), !r.AverageDeal.IsZero()), deal, w),
		s.figure(domain.FigureResponse, say.T("stats.response"), response, within, w),
		s.figure(domain.FigureLapsed, say.T("stats.lapsed"), say.Int(l.Lapsed), lapsed, w))
}

// sparkMonths is how many months the small curve of CSAT has.
const sparkMonths = 12

// spark is the CSAT average of the last months, of as many as there is room for.
func (s sheet) spark(w int) string {
	w = min(w, sparkMonths)
	if w < 4 {
		return ""
	}
	months := s.months[max(0, len(s.months)-w):]
	values, known := make([]float64, len(months)), 0
	for i, m := range months {
		values[i] = math.NaN()
		if a := m.CSAT.Average; !a.IsZero() {
			values[i] = a.Float()
			known++
		}
	}
	if known < 2 {
		return ""
	}
	return chart.Spark(s.ctx.Theme.Glyphs, values, w)
}

// funnel draws what became of leads, from the offer to the deal that was won,
// with the rate from each step to the next.
func (s sheet) funnel(w int) []row {
	say, th, g := s.ctx.Words, s.ctx.Theme, s.ctx.Theme.Glyphs
	steps := s.stats.Funnel()
	most, count := 1, 0
	for _, step := range steps {
		most = max(most, step.Count)
		count = max(count, text.Width(say.Int(step.Count)))
	}
	rate := text.Width(g.Right) + 6 // an arrow and a percentage
	bar := min(34, w-nameWide-1-count-1-rate-1)
	rows := s.title("stats.leads")
	for i, step := range steps {
		name := say.T("funnel." + string(step.Figure))
		n, share := say.Int(step.Count), ""
		if i > 0 && !step.Rate.IsZero() {
			share = g.Right + " " + text.Right(say.Percent(step.Rate.Num, step.Rate.Den), 5)
		}
		if s.counting {
			n, share = g.Ellipsis, ""
		}
		line := th.Label.Render(text.Left(name, nameWide)) + " " + text.Right(n, count)
		if bar >= 4 {
			line += " " + th.Accent.Render(chart.Bar(g, bar, step.Count, most))
		}
		rows = append(rows, row{line + " " + th.Muted.Render(share), step.Figure})
	}
	if len(s.stats.Leads.DeclineReasons) > 0 || s.stats.Leads.Declined > 0 || s.counting {
		rows = append(rows, s.figure(domain.FigureDeclined, say.T("stats.declined"), say.Int(s.stats.Leads.Declined), s.reasons(), w)...)
	}
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

// registrations are the firm's own leads.
func (s sheet) registrations(w int) []row {
	l, say := s.stats.Leads, s.ctx.Words
	value := ""
	if l.RegisteredValue > 0 {
		value = say.MoneyShort(domain.Money{Mils: l.RegisteredValue, Currency: s.ctx.Program.Currency})
	}
	return slices.Concat(s.title("stats.registrations"),
		s.figure(domain.FigureRegistered, say.T("stats.registered"), say.Int(l.Registered), value, w),
		s.figure(domain.FigureApproved, say.T("stats.approved"), say.Int(l.Approved), "", w),
		s.figure(domain.FigureRejected, say.T("stats.rejected"), say.Int(l.Rejected), "", w),
		s.figure(domain.FigureConverted, say.T("stats.converted"), say.Int(l.Converted), "", w))
}

func (s sheet) acv(w int) []row {
	a, say, th := s.stats.ACV, s.ctx.Words, s.ctx.Theme
	money := func(q domain.Quantity) string {
		return say.MoneyShort(domain.Money{Mils: q, Currency: s.ctx.Program.Currency})
	}
	growth := say.Percent(a.Growth.Num, a.Growth.Den)
	if a.Growth.Num > 0 {
		growth = "+" + growth
	}
	rows := slices.Concat(s.title("stats.acv"),
		s.figure(domain.FigureSourced, say.T("stats.sourced"), money(a.Sourced), "", w),
		s.figure(domain.FigureJoint, say.T("stats.joint"), money(a.Joint), "", w),
		s.figure(domain.FigureGrowth, say.T("stats.growth"), growth, say.T("stats.growth_since", "before", money(a.Previous)), w))
	if n := len(a.Unconverted); n > 0 {
		lines := text.Wrap(th.Glyphs.Warn+" "+say.N("stats.unconverted", n, "currency", a.Currency), w)
		for i := range lines {
			lines[i] = th.Warn.Render(lines[i])
		}
		rows = append(rows, told(domain.FigureUnconverted, plain(lines...))...)
	}
	return rows
}

// deals are the rates and averages of deals that are no first question.
func (s sheet) deals(w int) []row {
	r, say := s.stats.Rates, s.ctx.Words
	return slices.Concat(s.title("stats.rates"),
		s.figure(domain.FigureCloseOfAll, say.T("stats.close_all"), say.Percent(r.CloseOfAll.Num, r.CloseOfAll.Den), say.T("stats.close_all_of", "open", r.Open), w),
		s.figure(domain.FigureMedianDeal, say.T("stats.median_deal"), or(say.MoneyShort(r.MedianDeal), !r.MedianDeal.IsZero()), "", w),
		s.figure(domain.FigureCycle, say.T("stats.cycle"), or(say.N("stats.days", r.CycleDays), r.Won > 0), say.T("stats.cycle_of"), w))
}

// projects are the projects of the year, with those that count for CSAT.
func (s sheet) projects(w int) []row {
	p, c, say := s.stats.Projects, s.stats.CSAT, s.ctx.Words
	add := func(f domain.Figure, name string, n int) []row { return s.figure(f, say.T(name), say.Int(n), "", w) }
	return slices.Concat(s.title("stats.projects"),
		s.figure(domain.FigureCSATCount, say.T("stats.counts"), say.Int(len(c.Counted)), say.T("stats.above", "threshold", decimal(s, c.Threshold)), w),
		add(domain.FigureProjects, "stats.registered", p.Registered),
		add(domain.FigureProjectsEnded, "stats.completed", p.Completed),
		add(domain.FigureActive, "stats.active", p.Active),
		add(domain.FigureTerminated, "stats.terminated", p.Terminated))
}

// decimal is a number with no more decimals than it has.
func decimal(s sheet, r domain.Ratio) string {
	if r.IsZero() {
		return unknown
	}
	return s.ctx.Words.Quantity(domain.Count(1).MulDiv(r.Num, r.Den))
}
