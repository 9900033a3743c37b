package domain

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ValidEmail reports whether the text can be an e-mail address: something, one
// @, and a domain with a dot. Whether mail arrives only the program can tell.
func ValidEmail(u Untrusted) bool {
	local, host, ok := strings.Cut(u.Raw(), "@")
	if !ok || local == "" || len(u.Raw()) > 254 {
		return false
	}
	for _, r := range local {
		if !mayAddress(r) {
			return false
		}
	}
	dots, before := 0, '.'
	for _, r := range host {
		if r == '.' && before == '.' || r == '@' || !mayAddress(r) {
			return false
		}
		if before = r; r == '.' {
			dots++
		}
	}
	return dots > 0 && before != '.'
}

// mayAddress reports whether a character may be in an e-mail address.
func mayAddress(r rune) bool {
	if r >= utf8.RuneSelf {
		return !unicode.IsSpace(r) && !hidden(r)
	}
	switch r {
	case '<', '>', '"', '(', ')', ',', ';', ':', '\\':
		return false
	}
	return r > ' ' && r != 0x7F
}

// ParseContact reads "Ann One <ann@one.example>", or an address alone.
func ParseContact(u Untrusted) (Contact, *RuleError) {
	name, rest, ok := strings.Cut(u.Raw(), "<")
	if !ok {
		name, rest = "", u.Raw()
	}
	email := Outside(strings.TrimSuffix(strings.TrimSpace(rest), ">"))
	if !ValidEmail(email) {
		return Contact{}, Refused("contact.unreadable", "value", u).on("contact")
	}
	return Contact{Name: Outside(strings.Trim(name, `" `)), Email: email}, nil
}

// String returns the contact as ParseContact reads it, harmless to print.
func (c Contact) String() string {
	if c.Name.IsZero() {
		return c.Email.String()
	}
	if c.Email.IsZero() {
		return c.Name.String()
	}
	return c.Name.String() + " <" + c.Email.String() + ">"
}

// join puts the separator between the texts that say anything.
func join(sep string, texts ...string) string {
	var said []string
	for _, t := range texts {
		if t != "" {
			said = append(said, t)
		}
	}
	return strings.Join(said, sep)
}

// legalForms are the words at the end of a company's name that spellings differ in.
var legalForms = map[string]bool{
	"inc": true, "incorporated": true, "corp": true, "corporation": true, "co": true, "company": true, "llc": true, "ltd": true,
	"limited": true, "plc": true, "gmbh": true, "ag": true, "kg": true, "se": true, "sa": true, "sas": true, "sarl": true,
	"bv": true, "nv": true, "ab": true, "oy": true, "as": true, "spa": true, "srl": true, "kk": true, "pty": true,
	"eurl": true, "sasu": true, "ltda": true, "pvt": true, "pte": true, "llp": true, "aps": true, "oyj": true, "kft": true, "sro": true,
	"sdn": true, "bhd": true, "rl": true, "ооо": true, "зао": true,
}

// leadingForms are those that also stand in front of a name, and are no words
// that a name begins with.
var leadingForms = map[string]bool{"sarl": true, "sas": true, "sasu": true, "eurl": true, "ооо": true, "зао": true}

// formSigns takes out the legal forms that are written without a space.
var formSigns = strings.NewReplacer("株式会社", " ", "有限会社", " ", "合同会社", " ", "㈱", " ", "(株)", " ", "(有)", " ")

// CustomerKey is what spellings of one company's name have in common: folded,
// without punctuation and legal form. "ACME Corp." and "Acme" share a key.
func CustomerKey(name Untrusted) string {
	var room [foldRoom]byte
	return customerKey(name.Raw(), AppendFold(room[:0], name.Raw()))
}

// customerKey is [CustomerKey] of a name that was folded.
func customerKey(name string, folded []byte) string {
	var more [foldRoom]byte
	bare := folded
	if !isASCII(bare) {
		bare = []byte(formSigns.Replace(string(folded)))
	}
	key := withoutForms(appendWords(more[:0], bare, '.'))
	if len(key) == 0 { // nothing but signs
		key = folded
	}
	return same(name, key)
}

// withoutForms takes the legal forms off both ends of a name's words. One word
// stays, whatever it is.
func withoutForms(words []byte) []byte {
	for {
		i := bytes.LastIndexByte(words, ' ')
		if i < 0 || !legalForms[string(words[i+1:])] {
			break
		}
		words = words[:i]
	}
	for {
		i := bytes.IndexByte(words, ' ')
		if i < 0 || !leadingForms[string(words[:i])] {
			return words
		}
		words = words[i+1:]
	}
}

// noGlue is for [appendWords] where every sign parts words.
const noGlue rune = -1

// appendWords appends the words of a folded text, a space between them, and
// leaves out all other signs. What stands on both sides of glue is one word.
func appendWords(dst, folded []byte, glue rune) []byte {
	apart := false
	for i := 0; i < len(folded); {
		r, n := rune(folded[i]), 1
		word := r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(folded[i:])
			word = unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
		}
		if word && apart && len(dst) > 0 {
			dst = append(dst, ' ')
		}
		switch {
		case !word:
			apart = apart || r != glue
		case n == 1:
			dst, apart = append(dst, folded[i]), false
		default:
			dst, apart = append(dst, folded[i:i+n]...), false
		}
		i += n
	}
	return dst
}

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
