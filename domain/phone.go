package domain

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// The digits of a phone number that are compared: so few of its last that a
// prefix does not matter, so many that two numbers hardly share them.
const (
	phoneMost  = 9
	phoneLeast = 7
)

// PhoneKey is what the spellings of one phone number have in common: its last
// digits without country and trunk prefix. "+33 (0)1 23 45 67 89",
// "0033 123456789" and "01 23 45 67 89" share a key. It is "" for what is too
// short to tell numbers apart.
func PhoneKey(phone Untrusted) string {
	text := phone.Raw()
	if !isPlain(text) {
		text = width.Fold.String(text)
	}
	text = strings.ReplaceAll(text, "(0)", "")
	abroad := strings.HasPrefix(strings.TrimLeft(text, " ("), "+")
	var room [24]byte
	digits := appendDigits(room[:0], text)
	if rest, ok := bytes.CutPrefix(digits, []byte("00")); ok {
		digits, abroad = rest, true
	}
	if abroad {
		digits = digits[min(len(digits), countryCodeLen(digits)):]
	}
	digits = bytes.TrimLeft(digits, "0")
	if len(digits) < phoneLeast {
		return ""
	}
	return string(digits[max(0, len(digits)-phoneMost):])
}

// appendDigits appends the digits up to an extension, which a letter or a sign
// such as # announces.
func appendDigits(digits []byte, text string) []byte {
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case len(digits) > 0 && (r == '#' || r == '*' || r == ',' || r == ';' || unicode.IsLetter(r)):
			return digits
		}
	}
	return digits
}

// twoDigitCodes are the country codes of two digits (ITU E.164); all others but
// 1 and 7 have three.
var twoDigitCodes = setOf(`20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58
	60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98`)

func countryCodeLen(digits []byte) int {
	switch {
	case len(digits) == 0:
		return 0
	case digits[0] == '1' || digits[0] == '7':
		return 1
	case len(digits) > 1 && twoDigitCodes[string(digits[:2])]:
		return 2
	}
	return 3
}
