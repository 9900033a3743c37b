package words

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// none stands where there is no number, as in a rate of nothing.
const none = "–"

// Int returns a whole number with its thousands grouped.
func (w *Words) Int(n int) string { return w.number(strconv.Itoa(n)) }

// Quantity returns an exact number with no more decimals than it has.
func (w *Words) Quantity(q domain.Quantity) string { return w.number(q.String()) }

// Money returns an exact amount: "1,234.50 EUR", and "" for no amount.
func (w *Words) Money(m domain.Money) string {
	if m.IsZero() {
		return ""
	}
	return strings.TrimRight(w.number(m.Amount())+" "+domain.Clean(m.Currency), " ")
}

// signs are the currency signs that mean one currency to most readers.
var signs = map[string]string{"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"}

// plain reports whether a sign is one that every font has.
func plain(sign string) bool { return len(sign) == 1 }

// scales are the prefixes for thousands, millions and so on.
var scales = []string{"", "k", "M", "G", "T", "P"}

// MoneyShort returns a rounded amount for lists, at most nine cells wide:
// "120 k€", "9.5 M¥", "850 €". There is one decimal below ten. No amount is "".
// In ASCII the currency has its code: "120 kEUR".
func (w *Words) MoneyShort(m domain.Money) string {
	if m.IsZero() {
		return ""
	}
	size := uint64(m.Mils)
	if m.Mils < 0 {
		size = -size
	}
	scale, unit := 0, uint64(1000)
	for scale+1 < len(scales) && rounded(size, unit) >= 1000 {
		scale, unit = scale+1, unit*1000
	}
	number := strconv.FormatUint(rounded(size, unit), 10)
	if tenths := rounded(size, unit/10); tenths < 100 {
		number = domain.Quantity(tenths * 100).String()
	}
	if m.Mils < 0 && number != "0" {
		number = "-" + number
	}
	sign, ok := signs[m.Currency]
	if !ok || w.ascii && !plain(sign) {
		sign = domain.Clean(m.Currency)
	}
	return strings.TrimRight(w.number(number)+" "+scales[scale]+sign, " ")
}

// rounded is n / unit, half to even.
func rounded(n, unit uint64) uint64 {
	q, rest := n/unit, n%unit
	if rest > unit-rest || (rest == unit-rest && q%2 == 1) {
		q++
	}
	return q
}

// Percent returns num / den in whole percent: "38 %". It says 0 % only for
// nothing and 100 % only for all. A den of 0 is "–".
func (w *Words) Percent(num, den int64) string {
	if den == 0 {
		return none
	}
	p := scaled(num, den, 100)
	switch {
	case p == 100 && num != den:
		p -= int64(big.NewInt(den).Cmp(big.NewInt(num)))
	case p == 0 && num != 0 && (num > 0) == (den > 0):
		p = 1
	case p == 0 && num != 0:
		p = -1
	}
	return w.number(strconv.FormatInt(p, 10)) + " %"
}

// PercentFine returns num / den in percent with at most two decimals: "7.5 %",
// "30.77 %". A den of 0 is "–".
func (w *Words) PercentFine(num, den int64) string {
	if den == 0 {
		return none
	}
	return w.Quantity(domain.Quantity(scaled(num, den, 10_000)*10)) + " %"
}

// Ratio2 returns num / den with two decimals, half to even: "4.58". A den of 0
// is "–".
func (w *Words) Ratio2(num, den int64) string {
	if den == 0 {
		return none
	}
	hundredths := scaled(num, den, 100)
	sign := ""
	if hundredths < 0 {
		sign, hundredths = "-", -hundredths
	}
	digits := strconv.FormatInt(hundredths, 10)
	digits = strings.Repeat("0", max(0, 3-len(digits))) + digits
	cut := len(digits) - 2
	return w.number(sign + digits[:cut] + "." + digits[cut:])
}

// scaled returns num x by / den, half to even; it saturates where that is no int64.
func scaled(num, den, by int64) int64 {
	n := new(big.Int).Mul(big.NewInt(num), big.NewInt(by))
	d := big.NewInt(den)
	negative := n.Sign()*d.Sign() < 0
	n.Abs(n)
	d.Abs(d)
	quo, rest := new(big.Int).QuoRem(n, d, new(big.Int))
	if c := rest.Lsh(rest, 1).Cmp(d); c > 0 || (c == 0 && quo.Bit(0) == 1) {
		quo.Add(quo, big.NewInt(1))
	}
	out := int64(1<<63 - 1)
	if quo.IsInt64() {
		out = quo.Int64()
	}
	if negative {
		return -out
	}
	return out
}

// number gives plain digits with a point the language's separators.
func (w *Words) number(plain string) string {
	digits, negative := strings.CutPrefix(plain, "-")
	whole, part, decimals := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(w.format.group)
		}
		b.WriteRune(r)
	}
	if decimals {
		b.WriteString(w.format.decimal)
		b.WriteString(part)
	}
	return b.String()
}

// Bytes returns how large a file is: "512 B", "38 kB", "1.2 MB".
func (w *Words) Bytes(n int64) string {
	switch {
	case n < 1000:
		return w.T("format.bytes", "n", w.number(strconv.FormatInt(n, 10)))
	case n < 999_500:
		return w.T("format.kilobytes", "n", w.number(strconv.FormatInt((n+500)/1000, 10)))
	}
	return w.T("format.megabytes", "n", w.number(strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64)))
}
