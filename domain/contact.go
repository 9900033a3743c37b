package domain

import (
	"strings"
	"unicode"
)

// ValidEmail reports whether the text can be an e-mail address: something, one
// @, and a domain with a dot. Whether mail arrives only the program can tell.
func ValidEmail(u Untrusted) bool {
	local, host, ok := strings.Cut(u.Raw(), "@")
	if !ok || local == "" || len(u.Raw()) > 254 || strings.Contains(host, "@") {
		return false
	}
	if strings.ContainsFunc(u.Raw(), func(r rune) bool { return unicode.IsSpace(r) || hidden(r) || strings.ContainsRune(`<>"(),;:\`, r) }) {
		return false
	}
	labels := strings.Split(host, ".")
	for _, label := range labels {
		if label == "" {
			return false
		}
	}
	return len(labels) > 1
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
var formSigns = strings.NewReplacer("株式会社", " ", "有限会社", " ", "合同会社", " ", "㈱", " ", "(株)", " ", "(有)", " ", ".", "")

// CustomerKey is what spellings of one company's name have in common: folded,
// without punctuation and legal form. "ACME Corp." and "Acme" share a key.
func CustomerKey(name Untrusted) string {
	folded := formSigns.Replace(Fold(name.Raw()))
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	for len(words) > 1 && legalForms[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	for len(words) > 1 && leadingForms[words[0]] {
		words = words[1:]
	}
	if len(words) == 0 { // nothing but a legal form or signs
		return Fold(name.Raw())
	}
	return strings.Join(words, " ")
}
