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

func (s sheet) csat(w int) []string {
	c, say := s.stats.CSAT, s.ctx.Words
	lines := []string{s.title("stats.csat")}
	average := say.Ratio2(c.Average.Num, c.Average.Den) + "   " + say.N("stats.answers", c.Answers)
	lines = append(lines, s.ctx.Pairs(say.T("stats.average"), average, w)...)
	counted := say.N("stats.counted", len(c.Counted), "threshold", decimal(s, c.Threshold))
	return append(lines, s.ctx.Pairs(say.T("stats.counts"), counted, w)...)
}

// decimal is a number with no more decimals than it has.
func decimal(s sheet, r domain.Ratio) string {
	if r.IsZero() {
		return unknown
	}
	return s.ctx.Words.Quantity(domain.Count(1).MulDiv(r.Num, r.Den))
}

func (s sheet) acv(w int) []string {
	a, say, th := s.stats.ACV, s.ctx.Words, s.ctx.Theme
	money := func(q domain.Quantity) string { return say.MoneyShort(domain.Money{Mils: q, Currency: a.Currency}) }
	growth := say.Percent(a.Growth.Num, a.Growth.Den)
	if a.Growth.Num > 0 {
		growth = "+" + growth
	}
	lines := []string{s.title("stats.acv")}
	lines = append(lines, s.ctx.Pair(say.T("stats.sourced"), money(a.Sourced), w), s.ctx.Pair(say.T("stats.joint"), money(a.Joint), w))
	lines = append(lines, s.ctx.Pairs(say.T("stats.growth"), say.T("stats.growth_since", "growth", growth, "before", money(a.Previous)), w)...)
	if n := len(a.Unconverted); n > 0 {
		for _, line := range text.Wrap(say.N("stats.unconverted", n, "currency", a.Currency), w) {
			lines = append(lines, th.Warn.Render(line))
		}
	}
	return lines
}

func (s sheet) leads(w int) []string {
	l, say := s.stats.Leads, s.ctx.Words
	lines := []string{s.title("stats.leads")}
	add := func(name, value string) { lines = append(lines, s.ctx.Pairs(say.T(name), value, w)...) }
	registered := say.Int(l.Registered)
	if l.RegisteredValue > 0 {
		registered += "   " + say.MoneyShort(domain.Money{Mils: l.RegisteredValue, Currency: s.ctx.Program.Currency})
	}
	add("stats.registered", registered)
	add("stats.decided", say.T("stats.decisions", "approved", l.Approved, "rejected", l.Rejected, "converted", l.Converted))
	add("stats.offered", say.Int(l.Offered))
	add("stats.answered", say.T("stats.reactions", "accepted", l.Accepted, "declined", l.Declined, "lapsed", l.Lapsed))
	if len(l.DeclineReasons) > 0 {
		add("stats.reasons", s.reasons())
	}
	add("stats.response", or(say.Left(l.MedianResponse), l.MedianResponse > 0))
	return lines
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

func (s sheet) rates(w int) []string {
	r, say := s.stats.Rates, s.ctx.Words
	lines := []string{s.title("stats.rates")}
	add := func(name, value string) { lines = append(lines, s.ctx.Pairs(say.T(name), value, w)...) }
	add("stats.close", say.T("stats.close_of",
		"rate", say.Percent(r.Close.Num, r.Close.Den), "won", r.Won, "lost", r.Lost))
	add("stats.close_all", say.T("stats.close_all_of", "rate", say.Percent(r.CloseOfAll.Num, r.CloseOfAll.Den), "open", r.Open))
	add("stats.conversion", say.T("stats.conversion_of", "rate", say.Percent(r.Conversion.Num, r.Conversion.Den)))
	add("stats.average_deal", or(say.MoneyShort(r.AverageDeal), !r.AverageDeal.IsZero()))
	add("stats.median_deal", or(say.MoneyShort(r.MedianDeal), !r.MedianDeal.IsZero()))
	add("stats.cycle", or(say.N("stats.days", r.CycleDays), r.Won > 0))
	return lines
}

func (s sheet) projects(w int) []string {
	p, say := s.stats.Projects, s.ctx.Words
	return []string{
		s.title("stats.projects"),
		s.ctx.Pair(say.T("stats.registered"), say.Int(p.Registered), w),
		s.ctx.Pair(say.T("stats.completed"), say.Int(p.Completed), w),
		s.ctx.Pair(say.T("stats.active"), say.Int(p.Active), w),
		s.ctx.Pair(say.T("stats.terminated"), say.Int(p.Terminated), w),
	}
}
