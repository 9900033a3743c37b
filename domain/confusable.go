package domain

import (
	"strings"
	"unicode"
)

// MixesScripts reports whether a word of the text has letters of more than one
// of the alphabets that look alike: Latin, Cyrillic and Greek. No language
// writes so; who imitates a name does.
func MixesScripts(u Untrusted) bool {
	var latin, cyrillic, greek bool
	for _, r := range u.Raw() {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic = true
		case unicode.Is(unicode.Greek, r):
			greek = true
		case !unicode.IsLetter(r) && !unicode.IsMark(r):
			latin, cyrillic, greek = false, false, false
		}
		if latin && cyrillic || latin && greek || cyrillic && greek {
			return true
		}
	}
	return false
}

// lookalikes turns Cyrillic and Greek letters, in lower case, into the Latin
// ones that they or their capitals look like.
var lookalikes = strings.NewReplacer(
	"а", "a", "в", "b", "е", "e", "к", "k", "м", "m", "н", "h", "о", "o", "р", "p", "с", "c", "т", "t", "у", "y", "х", "x",
	"і", "i", "ј", "j", "ѕ", "s", "һ", "h", "ԁ", "d", "ԛ", "q", "ԝ", "w",
	"α", "a", "β", "b", "ε", "e", "ζ", "z", "η", "h", "ι", "i", "κ", "k", "μ", "m", "ν", "n", "ο", "o", "ρ", "p", "τ", "t", "υ", "y", "χ", "x",
)
