package domain

import (
	"encoding/binary"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// foldRoom is what most fields of a record need; longer ones are folded on the heap.
const foldRoom = 128

// Fold reduces text to what a search compares: compatibility forms (half and
// full width, ligatures), case and accents are gone, letters such as ł and æ are
// spelled l and ae, white space is single.
// Besides the single space there is no white space in it, and none at its ends.
func Fold(s string) string {
	var room [foldRoom]byte
	return same(s, AppendFold(room[:0], s))
}

// foldsAlike reports whether two texts are one to [Fold].
func foldsAlike(s, t string) bool {
	var room, more [foldRoom]byte
	return s == t || string(AppendFold(room[:0], s)) == string(AppendFold(more[:0], t))
}

// same is b as a string, s itself where it says the same.
func same(s string, b []byte) string {
	if string(b) == s {
		return s
	}
	return string(b)
}

// AppendFold appends to dst what [Fold] makes of s.
func AppendFold(dst []byte, s string) []byte {
	start, odd := len(dst), 0 // where eight bytes were not what is usual
	for i := 0; i < len(s); {
		if i >= odd {
			if x := eight(s[i:]); x != 0 && (byte(x) != ' ' || takesSpace(dst, start)) {
				dst = binary.LittleEndian.AppendUint64(dst, x)
				i += 8
				continue
			}
			odd = i + 8
		}
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r >= 'A' && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
		case r == ' ', r >= '\t' && r <= '\r':
			if takesSpace(dst, start) {
				dst = append(dst, ' ')
			}
		case r < utf8.RuneSelf:
			dst = append(dst, byte(r))
		case foldsToItself(r):
			dst = append(dst, s[i:i+n]...)
		case r >= foldedEnd:
			return appendFolded(dst[:start], s)
		default:
			letter := folded(r)
			if letter == foldedInContext {
				return appendFolded(dst[:start], s)
			}
			for left := letter>>56 - foldedNothing; left > 0; left-- {
				dst = append(dst, byte(letter))
				letter >>= 8
			}
		}
		i += n
	}
	if len(dst) > start && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// takesSpace reports whether a space may follow what was folded so far.
func takesSpace(dst []byte, start int) bool { return len(dst) > start && dst[len(dst)-1] != ' ' }

// eight returns the first eight bytes of s in lower case, the first of them the
// lowest, or 0 where they are not all printable ASCII, or two of them are spaces
// side by side.
func eight(s string) uint64 {
	const each, high = 0x0101010101010101, 0x8080808080808080
	if len(s) < 8 {
		return 0
	}
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	// The highest bit of each byte is free, so that no sum runs into the next.
	spaces := high &^ (x ^ each*' ' + each*0x7F)
	if printable := x + each*(0x80-' '); x&high != 0 || printable&high != high || spaces&(spaces<<8) != 0 {
		return 0
	}
	capitals := (x + each*(0x80-'A')) &^ (x + each*(0x7F-'Z')) & high
	return x | capitals>>2
}

// foldedEnd is where the alphabets end whose characters fold one by one: Latin,
// Greek, Cyrillic, and the marks over them.
const foldedEnd = 0x530

// letters holds what the characters below foldedEnd fold to, each from when it
// is first met: up to seven bytes, the first of them the lowest, and above them
// how many there are, plus foldedNothing. 0 is a character that was not met yet.
var letters [foldedEnd]atomic.Uint64

const (
	// foldedNothing is the highest byte of a mark, which leaves nothing.
	foldedNothing = 1
	// foldedInContext are characters of which white space is left: what that
	// becomes depends on what stands beside it.
	foldedInContext = 0xFF << 56
)

// folded is the entry of letters for a character below foldedEnd.
func folded(r rune) uint64 {
	if known := letters[r].Load(); known != 0 {
		return known
	}
	text := foldLetters(string(r))
	entry := uint64(len(text)+foldedNothing) << 56
	for i := range len(text) {
		entry |= uint64(text[i]) << (8 * i)
	}
	if len(text) > 7 || strings.ContainsFunc(text, unicode.IsSpace) {
		entry = foldedInContext
	}
	letters[r].Store(entry) // by whomever: all come to the same
	return entry
}

// foldsToItself reports whether a character is one of the ideographs, kana and
// syllables that stay as they are, whatever stands beside them.
func foldsToItself(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || // CJK unified ideographs
		r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FA || r == 'ー' || r == '々' ||
		r >= 0xAC00 && r <= 0xD7A3 // Hangul
}

// appendFolded is [AppendFold] for text of any kind.
func appendFolded(dst []byte, s string) []byte {
	for i, word := range strings.Fields(foldLetters(s)) {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, word...)
	}
	return dst
}

// spelled are the letters that are of their own for Unicode, and as which they are
// typed where a keyboard lacks them.
var spelled = strings.NewReplacer(
	"ł", "l", "ø", "o", "đ", "d", "ð", "d", "ħ", "h", "ŧ", "t", "ı", "i", "þ", "th", "æ", "ae", "œ", "oe",
)

// foldLetters is [Fold] but for white space.
func foldLetters(s string) string { return spelled.Replace(foldAccents(s)) }

// foldedForKeys is [Fold] as the keys of rows have it, for ever: they spell no letters.
func foldedForKeys(s string) string {
	if isASCII([]byte(s)) {
		return Fold(s)
	}
	return strings.Join(strings.Fields(foldAccents(s)), " ")
}

// foldAccents takes away compatibility forms, accents and case.
func foldAccents(s string) string {
	s = norm.NFKD.String(width.Fold.String(s))
	s = strings.Map(func(r rune) rune {
		// The marks of kana are letters, not accents: が is not か.
		if unicode.Is(unicode.Mn, r) && r != 0x3099 && r != 0x309A {
			return -1
		}
		return r
	}, s)
	// In lower case first: folding alone would swap the cases of Cherokee.
	s = cases.Fold().String(strings.ToLower(s))
	return norm.NFC.String(s)
}
