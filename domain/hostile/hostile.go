// Package hostile has the texts with which terminals were attacked, and finds
// what is left of them in what a program writes. Only test files may import it.
package hostile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Texts are the attacks by what they do. Each is a name that somebody could
// give a company; none begins or ends with white space.
var Texts = map[string]string{
	"clipboard, OSC 52":     "Acme\x1b]52;c;ZXZpbA==\x07",
	"title, OSC 0":          "\x1b]0;owned\x07Acme",
	"title, ended by ST":    "\x1b]2;owned\x1b\\Acme",
	"palette, OSC 4":        "\x1b]4;1;?\x1b\\",
	"foreground, OSC 10":    "\x1b]10;?\x1b\\",
	"notice, OSC 9":         "\x1b]9;hi\x07",
	"notice, OSC 777":       "\x1b]777;notify;a;b\x07",
	"link, OSC 8":           "\x1b]8;;https://evil.example\x1b\\Acme Ltd\x1b]8;;\x1b\\",
	"unfinished OSC":        "Acme\x1b]0;swallows what follows",
	"clear, CSI 2J":         "\x1b[2J\x1b[H",
	"cursor, CSI 6n":        "\x1b[6n",
	"device, CSI c":         "\x1b[c",
	"title asked, CSI 21t":  "\x1b[21t",
	"screen, CSI 1049l":     "\x1b[?1049l",
	"unfinished CSI":        "Acme\x1b[1",
	"conceal, SGR 8":        "\x1b[8mhidden\x1b[0m",
	"colors, SGR":           "\x1b[31;1mred",
	"DCS":                   "\x1bPq#0\x1b\\",
	"APC":                   "\x1b_Gf=100;AAAA\x1b\\",
	"charset, ESC (":        "\x1b(0lqqk",
	"reset, RIS":            "\x1bc",
	"C1 CSI as a rune":      "\u009b2J",
	"C1 OSC as a rune":      "\u009d0;owned\u009c",
	"C1 CSI as a byte":      "\x9b2J",
	"C1 OSC as a byte":      "\x9d0;owned\x9c",
	"C1, others":            "a\u0080\u0084\u0085\u008d\u0090\u0098\u009e\u009fz",
	"BEL":                   "a\x07z",
	"CR overwrites":         "Acme\rEvil",
	"BS overwrites":         "Acme\b\b\b\bEvil",
	"NUL":                   "a\x00z",
	"TAB":                   "a\tz",
	"DEL":                   "a\x7fz",
	"new line":              "Acme\nL-AAAAA  Evil",
	"VT, FF, SO, SI":        "a\v\f\x0e\x0fz",
	"RLO":                   "invoice\u202efdp.exe",
	"LRI, RLI, PDI":         "a\u2066\u2067\u2068b\u2069\u202cz",
	"LRM, RLM, ALM":         "a\u200e\u200f\u061cz",
	"ZWSP, WJ":              "pay\u200bpal\u2060z",
	"ZWNJ, ZWJ":             "a\u200c\u200dz",
	"BOM":                   "a\ufeffz",
	"soft hyphen":           "a\u00adz",
	"tags":                  "flag\U000E0041\U000E007Fz",
	"line separators":       "a\u2028b\u2029z",
	"private use":           "a\ue000\U000F0000\U0010FFFDz",
	"blank letters":         "a\u034f\u115f\u1160\u17b4\u3164\uffa0\u2800z",
	"annotations, old ones": "a\ufff9\ufffb\u206a\u180ez",
	"200 marks":             "e" + strings.Repeat("\u0301", 200) + "z",
	"200 enclosing marks":   "e" + strings.Repeat("\u20dd", 200) + "z",
	"selectors":             "a\ufe0f\U000E0100z",
	"broken UTF-8":          "a\xff\xc0\x80z",
	"a lone surrogate":      "a\xed\xa0\x80z",
	"a cut rune":            "a\xe6\xa0",
	"a formula":             "=HYPERLINK(\"https://evil.example\";\"Acme\")",
	"a format":              "100%s %d %n{{.x}}",
	"markup":                "<script>&amp;</script>'\"`$(id)",
}

// mostMarks is how many combining marks a character may carry.
const mostMarks = 4

// Sign returns the first character of s that acts on a terminal or on the text
// around it, in words, "" where there is none. Those of allowed are none.
func Sign(s, allowed string) string {
	marks := 0
	for at, r := range s {
		_, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case strings.ContainsRune(allowed, r) && r != utf8.RuneError:
		case r == utf8.RuneError && size < 2:
			return fmt.Sprintf("a broken byte %#x at %d", s[at], at)
		case r < 0x20, r >= 0x7f && r < 0xa0, acts(r):
			return fmt.Sprintf("%U at %d", r, at)
		}
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
		} else if marks++; marks > mostMarks {
			return fmt.Sprintf("more than %d marks at %d", mostMarks, at)
		}
	}
	return ""
}

// acts reports whether a character that is no control has no sign of its own.
func acts(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) ||
		r >= 0xe0000 && r <= 0xe0fff || r == 0x2800
}
