package domain

import (
	"slices"
	"strings"
)

// Filled is a template with a record's own fields in it.
type Filled struct {
	Title string
	Mail  bool
	// To is the contact's address, "" where it is unknown or held back.
	To      Untrusted
	Subject Untrusted
	// Text has several lines. None of them came in with a field.
	Text Untrusted
	Link string
	// Missing are the fields that the record does not tell, each once.
	Missing []string
}

// Phrases say in words what a template cannot: amounts and days, and the name
// of a field that is missing.
type Phrases struct {
	Value   func(any) string
	Missing func(field string) string
}

// Fill fills the template in. A field's text goes in as one line of visible
// characters and is never looked at for placeholders.
func (t Template) Fill(a About, firm Firm, say Phrases) Filled {
	f := Filled{Title: t.Title, Mail: t.Mail, Link: t.Link}
	fill := func(line string) string {
		parts, err := slots(line, t.kind())
		if err != nil {
			return line // no template that was checked
		}
		var b strings.Builder
		for _, part := range parts {
			if !part.field {
				b.WriteString(part.text)
				continue
			}
			value := strings.TrimSpace(plainLine(a.fieldOf(part.text, firm, say)))
			if value == "" {
				value = say.Missing(part.text)
				if !slices.Contains(f.Missing, part.text) {
					f.Missing = append(f.Missing, part.text)
				}
			}
			b.WriteString(value)
		}
		return b.String()
	}
	f.Subject = Outside(fill(t.Subject))
	lines := make([]string, len(t.Text))
	for i, line := range t.Text {
		lines[i] = fill(line)
	}
	f.Text = Outside(strings.Join(lines, "\n"))
	if t.Mail && ValidEmail(a.contact.Email) {
		f.To = a.contact.Email
	}
	return f
}

// maxMailto is how long an address that opens a mail program may be: Windows
// takes no more.
const maxMailto = 2000

// Mailto is the address that opens a letter in the mail program. All but letters,
// digits and four signs is escaped, so that no field adds a header or a
// recipient; ok is false where it would be too long.
func (f Filled) Mailto() (address string, ok bool) {
	var b strings.Builder
	b.WriteString("mailto:")
	to, host, _ := strings.Cut(f.To.Raw(), "@")
	if f.To.Raw() != "" {
		escape(&b, to)
		b.WriteByte('@')
		escape(&b, host)
	}
	b.WriteString("?subject=")
	escape(&b, plainLine(f.Subject.Raw()))
	b.WriteString("&body=")
	for i, line := range strings.Split(f.Text.Raw(), "\n") {
		if i > 0 {
			b.WriteString("%0D%0A")
		}
		escape(&b, plainLine(line))
	}
	return b.String(), b.Len() <= maxMailto
}

// escape writes text as a part of an address.
func escape(b *strings.Builder, s string) {
	const hex = "0123456789ABCDEF"
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '.', c == '_', c == '~':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
}
