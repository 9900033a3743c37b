package packed

import (
	"encoding/hex"
	"fmt"
	"math"

	"github.com/belay-tui/belay/domain"
)

// The tags of a contact. The address and the name make it the same in a list.
const (
	contactEmail   = 1
	contactName    = 2
	contactTitle   = 3
	contactPhone   = 4
	contactMobile  = 5
	contactConsent = 6

	contactSame = contactName
	contactLast = contactConsent
)

func appendContact(dst []byte, c *domain.Contact) []byte {
	dst = AppendUntrusted(dst, contactEmail, c.Email)
	dst = AppendUntrusted(dst, contactName, c.Name)
	dst = AppendUntrusted(dst, contactTitle, c.Title)
	dst = AppendUntrusted(dst, contactPhone, c.Phone)
	dst = AppendUntrusted(dst, contactMobile, c.Mobile)
	return AppendInt(dst, contactConsent, c.Consent)
}

func appendContactPart(dst []byte, tag int, c *domain.Contact, was *previous) []byte {
	begin := len(dst)
	dst, at := OpenPart(dst, tag)
	dst = appendContact(dst, c)
	return was.closePart(dst, begin, at, tag, contactLast)
}

func readContact(r *Reader[string]) (c domain.Contact) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case contactEmail:
			c.Email = part.Untrusted()
		case contactName:
			c.Name = part.Untrusted()
		case contactTitle:
			c.Title = part.Untrusted()
		case contactPhone:
			c.Phone = part.Untrusted()
		case contactMobile:
			c.Mobile = part.Untrusted()
		case contactConsent:
			c.Consent = readDate(&part)
		}
	}
	r.end(&part)
	return c
}

// The tags of a next step.
const (
	nextOn   = 1
	nextText = 2

	nextLast = nextText
)

func appendNext(dst []byte, tag int, n domain.NextStep, was *previous) []byte {
	begin := len(dst)
	dst, at := OpenPart(dst, tag)
	dst = AppendInt(dst, nextOn, n.On)
	dst = AppendUntrusted(dst, nextText, n.Text)
	return was.closePart(dst, begin, at, tag, nextLast)
}

func readNext(r *Reader[string]) (n domain.NextStep) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case nextOn:
			n.On = readDate(&part)
		case nextText:
			n.Text = part.Untrusted()
		}
	}
	r.end(&part)
	return n
}

// The tags of what an import said. A fingerprint in hexadecimal digits is
// written as the bytes that they mean, any other as text.
const (
	importedHex    = 1
	importedPrint  = 2
	importedStatus = 3

	importedLast = importedStatus
)

func appendImported(dst []byte, tag int, i *domain.Imported, was *previous) []byte {
	begin := len(dst)
	dst, at := OpenPart(dst, tag)
	dst = appendPrint(dst, i.Print)
	dst = AppendUntrusted(dst, importedStatus, i.Status)
	return was.closePart(dst, begin, at, tag, importedLast)
}

func appendPrint(dst []byte, print string) []byte {
	if print == "" {
		return dst
	}
	begin := len(dst)
	dst, at := OpenPart(dst, importedHex)
	for i := 1; i < len(print); i += 2 {
		high, low := digit(print[i-1]), digit(print[i])
		if high|low > 15 {
			break
		}
		dst = append(dst, high<<4|low)
	}
	if 2*(len(dst)-at) != len(print) {
		return AppendItem(dst[:begin], importedPrint, print)
	}
	return ClosePart(dst, at)
}

// digit is what a hexadecimal digit in lower case means, 0xFF for anything else.
func digit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 0xFF
}

func readImported(r *Reader[string]) (i domain.Imported) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case importedHex:
			var digits [64]byte
			i.Print = string(hex.AppendEncode(digits[:0], []byte(part.Value())))
		case importedPrint:
			i.Print = part.Text()
		case importedStatus:
			i.Status = part.Untrusted()
		}
	}
	r.end(&part)
	return i
}

// appendMoney writes an amount as its thousandths, then the currency: no fields,
// since nothing can be added to what an amount is.
func appendMoney(dst []byte, tag int, m domain.Money) []byte {
	if m.IsZero() {
		return dst
	}
	dst, at := OpenPart(dst, tag)
	dst = appendUvarint(dst, zigzag(int64(m.Mils)))
	dst = append(dst, m.Currency...)
	return ClosePart(dst, at)
}

func readMoney(r *Reader[string]) domain.Money {
	v := r.Value()
	n, size := uvarint(v)
	if size == 0 {
		r.fail("it is no amount")
		return domain.Money{}
	}
	return domain.Money{Mils: domain.Quantity(unzigzag(n)), Currency: v[size:]}
}

func readDate(r *Reader[string]) domain.Date {
	return domain.Date(r.int(math.MinInt32, math.MaxInt32))
}

func readInt(r *Reader[string]) int { return int(r.int(math.MinInt, math.MaxInt)) }

// part reads the current field as one that is made of fields; end gives back
// what was wrong in it.
func (r *Reader[B]) part() Reader[B] { return Fields(r.Value()) }

func (r *Reader[B]) end(part *Reader[B]) {
	if part.err != nil && r.err == nil {
		r.err = fmt.Errorf("field %d: %w", r.tag, part.err)
	}
}
