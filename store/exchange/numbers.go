package exchange

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/belay-tui/belay/domain"
)

// parseAmount reads money; what names no currency is in fallback. A letter
// among the digits is told apart from other trouble: it is a slip of the hand.
func parseAmount(s, fallback string) (domain.Money, *domain.RuleError) {
	if n, ok := digits(s); ok && fallback != "" {
		return domain.Money{Mils: domain.Quantity(n) * 1000, Currency: fallback}, nil
	}
	s = narrow(s)
	if fallback != "" && plain(s) {
		if q, err := domain.ParseQuantity(s); err == nil {
			return domain.Money{Mils: q, Currency: fallback}, nil
		}
	}
	if inner, ok := strings.CutPrefix(s, "("); ok && strings.HasSuffix(inner, ")") {
		s = "-" + strings.TrimSuffix(inner, ")") // as accountants write what is owed
	}
	m, err := domain.ParseMoney(s, fallback)
	if err == nil {
		return m, nil
	}
	if letter := strayLetter(s); letter != "" {
		return m, domain.Refused("import.letter", "letter", domain.Outside(letter))
	}
	return m, domain.Refused("import.no_amount")
}

// digits reads a whole number of so few digits that its thousandths are a
// number too.
func digits(s string) (n int64, ok bool) {
	if s == "" || len(s) > 15 {
		return 0, false
	}
	for i := range len(s) {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	return n, true
}

// plain reports whether a number is one with a point that cannot be meant to
// group: 500000.0 and 12, but not 12.000.
func plain(s string) bool {
	whole, part, _ := strings.Cut(s, ".")
	return len(part) < 3 && whole != "" && strings.Trim(whole, "0123456789") == "" && strings.Trim(part, "0123456789") == ""
}

// strayLetter returns a letter that stands between digits.
func strayLetter(s string) string {
	first, last := strings.IndexFunc(s, unicode.IsDigit), strings.LastIndexFunc(s, unicode.IsDigit)
	if first < 0 {
		return ""
	}
	for _, r := range s[first:last] {
		if unicode.IsLetter(r) {
			return string(r)
		}
	}
	return ""
}

// parseCount reads a whole number that is not negative, such as a head count:
// 9000, 9,000, 9 000, 9000.0.
func parseCount(s string) (int, *domain.RuleError) {
	s = narrow(s)
	if n, err := strconv.ParseUint(s, 10, 31); err == nil {
		return int(n), nil
	}
	if letter := strayLetter(s); letter != "" {
		return 0, domain.Refused("import.letter", "letter", domain.Outside(letter))
	}
	m, err := domain.ParseMoney(s, domain.NoCurrency)
	if err != nil || m.Currency != domain.NoCurrency || m.Mils < 0 || m.Mils%1000 != 0 || m.Mils/1000 > math.MaxInt32 {
		return 0, domain.Refused("import.no_count")
	}
	return int(m.Mils / 1000), nil
}

// parsePercent reads 75, 75%, 75.0, 75,0 %; as a share of one where the column
// has shares: 0.75. It returns whole percents, the fraction rounded.
func parsePercent(s string, shares bool) (int, *domain.RuleError) {
	s, sign := strings.CutSuffix(narrow(s), "%")
	s = strings.Replace(strings.TrimSpace(s), ",", ".", 1)
	f, err := strconv.ParseFloat(s, 64)
	if shares && !sign {
		f *= 100
	}
	if err != nil || strings.Trim(s, "0123456789.") != "" || f > 100 {
		return 0, domain.Refused("import.no_percent")
	}
	return int(math.Round(f)), nil
}

// isShare reports whether a percentage cannot but be a share of one, and
// whether it cannot be.
func isShare(s string) (yes, no bool) {
	f, err := strconv.ParseFloat(strings.Replace(narrow(s), ",", ".", 1), 64)
	if err != nil {
		return false, strings.HasSuffix(s, "%")
	}
	return f > 0 && f < 1, f > 1
}

// truths are the words for yes and no that spreadsheets and portals write, in
// the languages of their users.
var truths = map[string]bool{
	"true": true, "yes": true, "1": true, "y": true, "t": true, "x": true, "vrai": true, "oui": true, "wahr": true, "ja": true, "はい": true,
	"false": false, "no": false, "0": false, "n": false, "f": false, "faux": false, "non": false, "falsch": false, "nein": false, "いいえ": false,
}

func parseBool(s string) (bool, *domain.RuleError) {
	v, ok := truths[domain.Fold(s)]
	if !ok {
		return false, domain.Refused("import.no_bool")
	}
	return v, nil
}
