package domain

import (
	"encoding/json"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/width"
)

// Quantity is an exact number in thousandths: 1500 is one and a half. Targets,
// measured values and amounts are quantities, so that no score depends on the
// rounding of floats.
type Quantity int64

// Count returns n as a quantity.
func Count(n int) Quantity { return Quantity(n) * 1000 }

// String returns the number with a point and no more decimals than it has.
func (q Quantity) String() string {
	s := strconv.FormatInt(int64(q), 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	s = strings.Repeat("0", max(0, 4-len(s))) + s
	whole, part := s[:len(s)-3], strings.TrimRight(s[len(s)-3:], "0")
	if part != "" {
		part = "." + part
	}
	return sign + whole + part
}

// ParseQuantity reads digits with at most three decimals after a point, and an
// optional sign. It accepts no thousands separators; see [ParseMoney] for what
// people type.
func ParseQuantity(s string) (Quantity, error) {
	bad := func() (Quantity, error) {
		return 0, fmt.Errorf("read number %q: not digits with at most three decimals", Clean(s))
	}
	digits, neg := strings.CutPrefix(s, "-")
	whole, part, _ := strings.Cut(digits, ".")
	if whole == "" || len(part) > 3 || strings.ContainsAny(digits, "+-_") {
		return bad()
	}
	n, err := strconv.ParseInt(whole+part+"000"[len(part):], 10, 64)
	if err != nil {
		return bad()
	}
	if neg {
		n = -n
	}
	return Quantity(n), nil
}

// MulDiv returns q x num / den, rounded half up. The product may be larger than
// an int64; the result saturates at the largest. den and num must be positive.
func (q Quantity) MulDiv(num, den int64) Quantity {
	if q < 0 {
		q = max(q, -math.MaxInt64) // whose negative exists
		return -(-q).MulDiv(num, den)
	}
	if num <= 0 || den <= 0 {
		return 0
	}
	hi, lo := bits.Mul64(uint64(q), uint64(num))
	lo, carry := bits.Add64(lo, uint64(den/2), 0)
	hi += carry
	if hi >= uint64(den) {
		return math.MaxInt64
	}
	quo, _ := bits.Div64(hi, lo, uint64(den))
	return Quantity(min(quo, math.MaxInt64))
}

// plus adds two quantities; the sum saturates at the largest and the smallest.
func (q Quantity) plus(r Quantity) Quantity {
	switch {
	case r > 0 && q > math.MaxInt64-r:
		return math.MaxInt64
	case r < 0 && q < math.MinInt64-r:
		return math.MinInt64
	}
	return q + r
}

// Money is an exact amount. The zero Money is no amount at all.
type Money struct {
	// Mils are thousandths of the currency's unit: no currency has finer coins.
	Mils Quantity
	// Currency is the ISO 4217 code, in capitals.
	Currency string
}

// IsZero reports whether there is no amount; nought of a currency is one.
func (m Money) IsZero() bool { return m == Money{} }

// Decimals is how many decimals the currency is written with: 2 for EUR, 0 for JPY.
func (m Money) Decimals() int {
	unit, err := currency.ParseISO(m.Currency)
	if err != nil {
		return 2
	}
	scale, _ := currency.Standard.Rounding(unit)
	return min(scale, 3)
}

// Amount returns the number with a point and the currency's decimals, more if it has more.
func (m Money) Amount() string {
	s := m.Mils.String()
	whole, part, _ := strings.Cut(s, ".")
	if want := m.Decimals(); len(part) < want {
		part += strings.Repeat("0", want-len(part))
	}
	if part == "" {
		return whole
	}
	return whole + "." + part
}

// String returns the amount and the currency: "1234.50 EUR".
func (m Money) String() string {
	if m.IsZero() {
		return ""
	}
	return m.Amount() + " " + m.Currency
}

type moneyJSON struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// MarshalJSON writes {"amount":"1234.50","currency":"EUR"}, and null for no amount.
func (m Money) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(moneyJSON{m.Amount(), m.Currency})
}

// UnmarshalJSON reads what [Money.MarshalJSON] wrote.
func (m *Money) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*m = Money{}
		return nil
	}
	var j moneyJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return fmt.Errorf("read amount: %w", err)
	}
	mils, err := ParseQuantity(j.Amount)
	if err != nil {
		return err
	}
	*m = Money{mils, j.Currency}
	return nil
}

// NoCurrency is the ISO code for a number that is no amount of money.
const NoCurrency = "XXX"

var symbols = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "円": "JPY", "US$": "USD", "CHF": "CHF"}

// multiples are the letters and words for thousands and more, in lower case.
var multiples = map[string]int64{
	"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "bn": 1_000_000_000, "千": 1_000, "万": 10_000, "億": 100_000_000,
}

// ParseMoney reads an amount as people write it: "40 kEUR", "€40k", "$125,000",
// "1 234,50 €", "9.5M JPY", "950万円", "12.000,00", "1'234.50". Without a
// currency it is in fallback. It refuses (money.unreadable) what it would have
// to guess, such as 1.234k.
func ParseMoney(s, fallback string) (Money, error) {
	bad := Refused("money.unreadable", "value", Outside(s), "currency", fallback)
	number, unit := splitMoney(strings.TrimSpace(width.Fold.String(s)))
	factor, code := multiple(strings.TrimSpace(unit))
	if code == "" {
		code = fallback
	}
	code = isCurrency(code)
	plain, ok := plainNumber(number)
	if code == "" || !ok || factor > 1 && groupsOnce(number) {
		return Money{}, bad
	}
	q, err := ParseQuantity(plain)
	if err != nil || q > math.MaxInt64/Quantity(factor) || q < math.MinInt64/Quantity(factor) {
		return Money{}, bad
	}
	return Money{q * Quantity(factor), code}, nil
}

// multiple parts the words around a number into what it is multiplied by, 1
// where nothing is said, and the currency.
func multiple(unit string) (factor int64, currency string) {
	if unit == "" || isCurrency(unit) != "" {
		return 1, unit
	}
	lower := strings.ToLower(unit)
	for _, word := range []string{"mio", "mn", "bn", "k", "m", "千", "万", "億"} {
		if rest, ok := strings.CutPrefix(lower, word); ok && (rest == "" || isCurrency(strings.TrimSpace(rest)) != "") {
			return multiples[word], strings.TrimSpace(rest)
		}
		if rest, ok := strings.CutSuffix(lower, word); ok && isCurrency(strings.TrimSpace(rest)) != "" {
			return multiples[word], strings.TrimSpace(rest)
		}
	}
	return 1, unit
}

// groupsOnce reports whether a number has one separator, with three digits
// after it: beside a word for thousands it may as well be the decimal one.
func groupsOnce(s string) bool {
	at := strings.LastIndexAny(s, ".,")
	return at >= 0 && strings.IndexAny(s, ".,") == at && len(s)-at-1 == 3
}

// splitMoney parts the digits of s from the words before and after them.
func splitMoney(s string) (number, unit string) {
	isNumber := func(r rune) bool { return r >= '0' && r <= '9' }
	first, last := strings.IndexFunc(s, isNumber), strings.LastIndexFunc(s, isNumber)
	if first < 0 {
		return "", s
	}
	before, after := s[:first], s[last+1:]
	if b, ok := strings.CutSuffix(strings.TrimSpace(before), "-"); ok {
		return "-" + s[first:last+1], b + after
	}
	return s[first : last+1], before + after
}

// isCurrency returns the ISO code that s is or stands for, or "".
func isCurrency(s string) string {
	if code, ok := symbols[strings.ToUpper(s)]; ok {
		return code
	}
	if len(s) != 3 {
		return ""
	}
	unit, err := currency.ParseISO(s)
	if err != nil {
		return ""
	}
	return unit.String()
}

// plainNumber turns a grouped number into digits with a decimal point. A lone
// separator followed by three digits groups; otherwise it is the decimal one.
func plainNumber(s string) (string, bool) {
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "'", " ", "’", " ").Replace(s)
	if strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789., -", r) }) {
		return "", false
	}
	decimal := strings.LastIndexAny(s, ".,")
	if decimal >= 0 {
		sep := s[decimal : decimal+1]
		other := strings.ContainsAny(strings.ReplaceAll(s, sep, ""), ".,")
		grouping := strings.Count(s, sep) > 1 || (!other && len(s)-decimal-1 == 3)
		if grouping {
			decimal = -1
		}
	}
	whole, part := s, ""
	if decimal >= 0 {
		whole, part = s[:decimal], "."+s[decimal+1:]
	}
	digits, ok := ungroup(whole)
	return digits + part, ok && !strings.ContainsAny(part[min(1, len(part)):], "., -")
}

// ungroup drops the separators of a whole number whose groups have three digits.
func ungroup(s string) (string, bool) {
	sign := ""
	if rest, neg := strings.CutPrefix(s, "-"); neg {
		sign, s = "-", strings.TrimSpace(rest)
	}
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == ',' || r == ' ' })
	for i, g := range groups {
		if strings.Contains(g, "-") || (i > 0 && len(g) != 3) || (i == 0 && len(groups) > 1 && len(g) > 3) {
			return "", false
		}
	}
	return sign + strings.Join(groups, ""), len(groups) > 0
}
