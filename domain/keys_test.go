package domain

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// The keys by which records are known, written plainly. They hold for good:
// books keep what was computed of them.

func plainCustomerKey(name string) string {
	folded := strings.NewReplacer("株式会社", " ", "有限会社", " ", "合同会社", " ", "㈱", " ", "(株)", " ", "(有)", " ", ".", "").Replace(foldSlowly(name))
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	for len(words) > 1 && legalForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	for len(words) > 1 && leadingForms[words[0]] {
		words = words[1:]
	}
	if len(words) == 0 {
		return foldSlowly(name)
	}
	return strings.Join(words, " ")
}

func plainNameKey(name string) string {
	words := strings.FieldsFunc(foldSlowly(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) })
	slices.Sort(words)
	return strings.Join(words, " ")
}

func plainPhoneKey(phone string) string {
	text := strings.ReplaceAll(width.Fold.String(phone), "(0)", "")
	abroad := strings.HasPrefix(strings.TrimLeft(text, " ("), "+")
	digits := ""
	for _, r := range text {
		if digits != "" && (unicode.IsLetter(r) || strings.ContainsRune("#*,;", r)) {
			break
		}
		if strings.ContainsRune("0123456789", r) {
			digits += string(r)
		}
	}
	if rest, ok := strings.CutPrefix(digits, "00"); ok {
		digits, abroad = rest, true
	}
	if abroad {
		digits = digits[min(len(digits), countryCodeLen([]byte(digits))):]
	}
	if digits = strings.TrimLeft(digits, "0"); len(digits) < 7 {
		return ""
	}
	return digits[max(0, len(digits)-9):]
}

func plainMailDomain(email string) string {
	local, host, ok := strings.Cut(email, "@")
	odd := func(r rune) bool {
		return unicode.IsSpace(r) || hidden(r) || strings.ContainsRune(`<>"(),;:\`, r)
	}
	labels := strings.Split(host, ".")
	if !ok || local == "" || len(email) > 254 || strings.Contains(host, "@") || strings.ContainsFunc(email, odd) || len(labels) < 2 || slices.Contains(labels, "") {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(norm.NFKC.String(host)), ".")
}

// pieces draws text that is put together from pieces, so that it comes close to
// what the keys look for.
func pieces(of ...string) *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(of), 0, 9), func(all []string) string { return strings.Join(all, "") })
}

func TestTheKeysAreWhatTheyAre(t *testing.T) {
	company := rapid.OneOf(usualText(), pieces("Acme", "SARL", "Inc", "Co", ".", " ", "  ", "&", "-", "株式会社", "(株)", "（有）", "㈱", "東和", "ö", "ООО", "GmbH", "e\u0301", "7", "¼", "\u20dd"))
	phone := rapid.OneOf(usualText(), pieces("+", "00", "0", "(0)", "33", "1", "81", "351", "23", "45", "67", "8", " ", "-", "ext", "#", "３", "内"))
	email := rapid.OneOf(usualText(), pieces("ann", "@", ".", "one", "EXAMPLE", "ö", "Ｏ", "..", " ", "<", "\\", "\u200b", "\x7f", strings.Repeat("x", 99)))
	rapid.Check(t, func(t *rapid.T) {
		for _, c := range []struct {
			what        string
			text        *rapid.Generator[string]
			plain, lean func(string) string
		}{
			{"company", company, plainCustomerKey, func(s string) string { return CustomerKey(Outside(s)) }},
			{"person", company, plainNameKey, func(s string) string { return nameKey(Outside(s)) }},
			{"phone", phone, plainPhoneKey, func(s string) string { return PhoneKey(Outside(s)) }},
			{"email", email, plainMailDomain, func(s string) string { return MailDomain(Outside(s)) }},
		} {
			s := strings.TrimSpace(c.text.Draw(t, c.what))
			if got, want := c.lean(s), c.plain(s); got != want {
				t.Fatalf("the key of the %s %+q is %+q, want %+q", c.what, s, got, want)
			}
		}
	})
}
