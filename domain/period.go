package domain

import "strings"

// Periods lists the names of the periods that figures may be asked for.
func Periods() []string { return []string{"fy", "quarter", "year", "rolling", "all"} }

// Period reads a period as of today: the fiscal year, its quarter, the calendar
// year, the rolling twelve months, all time up to today, or the days FROM..TO as
// YYYY-MM-DD, of which one may be left out. Others are refused (period.unknown).
func (p *Program) Period(s string, today Date) (Span, error) {
	switch s {
	case "fy":
		return p.Span(WindowFiscalYear, today), nil
	case "quarter":
		return p.FiscalYear.Quarter(today), nil
	case "year":
		_, days := MonthDay{1, 1}.Year(today)
		return days, nil
	case "rolling":
		return p.Span(WindowRolling12, today), nil
	case "all":
		return p.Span(WindowAllTime, today), nil
	}
	bad := Refused("period.unknown", "period", Outside(s), "known", Periods()).on("period")
	from, to, ok := strings.Cut(s, "..")
	if !ok || from == "" && to == "" {
		return Span{}, bad
	}
	var days Span
	if days.From.UnmarshalText([]byte(from)) != nil || days.To.UnmarshalText([]byte(to)) != nil {
		return Span{}, bad
	}
	if days.From != 0 && days.To != 0 && days.To < days.From {
		return Span{}, Refused("period.backwards", "from", days.From, "to", days.To).on("period")
	}
	return days, nil
}
