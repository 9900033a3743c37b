package domain

import (
	"slices"
	"strings"
)

// ParsePercent reads a share as people write it: "5%", "5 %", "12,5 %", "5
// percent", and "5" for 5 %. A number below 1 without a sign may be meant as a
// share or in percent, so it is refused (percent.ambiguous) and not guessed;
// "0.5 %" is half a percent. Below 0 and above 100 % is refused
// (percent.unreadable), as are more than two decimals.
func ParsePercent(s string) (Ratio, error) {
	bad := Refused("percent.unreadable", "value", Outside(s))
	number, unit := splitMoney(strings.TrimSpace(s))
	unit = strings.ToLower(strings.TrimSpace(unit))
	if !slices.Contains([]string{"", "%", "％", "percent", "per cent", "pct"}, unit) {
		return Ratio{}, bad
	}
	plain, ok := plainNumber(number)
	if !ok {
		return Ratio{}, bad
	}
	q, err := ParseQuantity(plain)
	switch {
	case err != nil || q < 0 || q > Count(100):
		return Ratio{}, bad
	case unit == "" && q > 0 && q < Count(1):
		return Ratio{}, Refused("percent.ambiguous", "value", Outside(s), "share", Quantity(100*q), "percent", q)
	}
	return Ratio{int64(q), int64(Count(100))}, nil
}

// ParseCount reads a whole number as people write it: "10000", "10,000", "10k".
// Below 0, parts of one and more than a thousand million are refused
// (count.invalid).
func ParseCount(s string) (int64, error) {
	bad := Refused("count.invalid", "value", Outside(s))
	number, unit := splitMoney(strings.TrimSpace(s))
	factor, ok := map[string]int64{"": 1, "k": 1_000, "m": 1_000_000}[strings.ToLower(strings.TrimSpace(unit))]
	plain, readable := plainNumber(number)
	if !ok || !readable {
		return 0, bad
	}
	q, err := ParseQuantity(plain)
	const most = 1_000_000_000
	if err != nil || q < 0 || int64(q) > most*1000/factor || int64(q)*factor%1000 != 0 {
		return 0, bad
	}
	return int64(q) * factor / 1000, nil
}
