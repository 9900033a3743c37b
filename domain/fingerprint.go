package domain

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// A fingerprint tells whether an imported row is the one that was imported
// before. Books keep it, so the same row has the same one on every machine and
// in every release: the form of what is summed up, the kind of row and then its
// fields, is never changed. Each field is its number and what it says, which tells
// where it ends: a text starts with its length. A field that says nothing is left out: a release that reads one more
// gives it a number that was not used yet, and rows without it stay as they are.
type fingerprint struct{ said []byte }

// The kinds of row, the first byte of what is summed up.
const (
	leadRow        = 1
	opportunityRow = 2
)

// fingerprintRoom is what most rows need; longer ones take it on the heap.
const fingerprintRoom = 512

func (f *fingerprint) string(field byte, s string) {
	if s == "" {
		return
	}
	f.said = binary.AppendUvarint(append(f.said, field), uint64(len(s)))
	f.said = append(f.said, s...)
}

func (f *fingerprint) text(field byte, u Untrusted) { f.string(field, u.raw) }

// whole is a number, nought too; its length comes with it.
func (f *fingerprint) whole(field byte, n int64) {
	f.said = binary.AppendVarint(append(f.said, field), n)
}

func (f *fingerprint) number(field byte, n int64) {
	if n != 0 {
		f.whole(field, n)
	}
}

// flag is 1 for no and 2 for yes.
func (f *fingerprint) flag(field byte, flag *bool) {
	switch {
	case flag == nil:
	case *flag:
		f.number(field, 2)
	default:
		f.number(field, 1)
	}
}

// time is an instant to the nanosecond, whatever the zone it is in: the seconds
// since 1970, then field+1 for the rest.
func (f *fingerprint) time(field byte, t time.Time) {
	if !t.IsZero() {
		f.whole(field, t.Unix())
		f.number(field+1, int64(t.Nanosecond()))
	}
}

// money is the currency, then field+1 for the thousandths.
func (f *fingerprint) money(field byte, m Money) {
	f.string(field, m.Currency)
	f.number(field+1, int64(m.Mils))
}

// steps are the fields 32 and 33 of a lead, for each criterion in order.
func (f *fingerprint) steps(of map[string]int) {
	for _, key := range slices.Sorted(maps.Keys(of)) {
		f.string(32, key)
		f.whole(33, int64(of[key]))
	}
}

// sum is the fingerprint itself, 16 hexadecimal digits.
func (f *fingerprint) sum() string { return checksum(f.said) }

// checksum is the start of a SHA-256, in hexadecimal digits.
func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	var digits [16]byte
	hex.Encode(digits[:], sum[:8])
	return string(digits[:])
}

// print is the fingerprint of the row, whatever id it was given here.
func (c *ImportLead) print() string {
	var room [fingerprintRoom]byte
	f := fingerprint{append(room[:0], leadRow)}
	f.string(1, c.Program)
	f.text(2, c.PortalID)
	f.text(3, c.Status)
	f.flag(4, c.Converted)
	f.text(5, c.PortalOpportunity)
	f.text(6, c.Company.Name)
	f.text(7, c.Company.Street)
	f.text(8, c.Company.City)
	f.text(9, c.Company.State)
	f.text(10, c.Company.PostalCode)
	f.text(11, c.Company.Country)
	f.text(12, c.Company.Industry)
	f.text(13, c.Company.Website)
	f.number(14, int64(c.Company.Employees))
	f.money(15, c.Company.Revenue) // and 16
	f.text(17, c.Contact.Name)
	f.text(18, c.Contact.Title)
	f.text(19, c.Contact.Email)
	f.text(20, c.Contact.Phone)
	f.text(21, c.Contact.Mobile)
	f.number(22, int64(c.Contact.Consent))
	f.text(23, c.Product)
	f.money(24, c.Value) // and 25
	f.text(26, c.Source)
	f.text(27, c.Description)
	for _, t := range c.Campaign {
		f.number(28, int64(t.On))
		f.text(29, t.Campaign)
		f.text(30, t.What)
		f.whole(31, 0) // the touch ends
	}
	if len(c.Qualification) > 0 { // no file has it so far
		f.steps(c.Qualification)
	}
	f.time(34, c.CreatedAt)  // and 35
	f.time(36, c.ModifiedAt) // and 37
	f.time(38, c.Due)        // and 39
	return f.sum()
}

// print is the fingerprint of the row, whatever id it was given here.
func (c *ImportOpportunity) print() string {
	var room [fingerprintRoom]byte
	f := fingerprint{append(room[:0], opportunityRow)}
	f.string(1, c.Program)
	f.text(2, c.PortalID)
	f.text(3, c.Title)
	f.text(4, c.Customer)
	f.text(5, c.AccountID)
	f.text(6, c.Product)
	f.text(7, c.Stage)
	if c.Probability != nil {
		f.whole(8, int64(*c.Probability))
	}
	f.money(9, c.Amount) // and 10
	f.money(11, c.ACV)   // and 12
	f.number(13, int64(c.CloseDate))
	f.flag(14, c.Closed)
	f.flag(15, c.Won)
	f.text(16, c.Next)
	f.text(17, c.Source)
	f.text(18, c.Description)
	f.time(19, c.CreatedAt)  // and 20
	f.time(21, c.ModifiedAt) // and 22
	return f.sum()
}

// customerForKeys is [CustomerKey] as the keys of rows have it.
func customerForKeys(name Untrusted) string {
	return customerKey(name.raw, []byte(foldedForKeys(name.raw)))
}

// rowKey makes an id for a row without one, of what identifies it. Books keep it
// as they keep fingerprints: it is a checksum of the JSON of the parts.
func rowKey(parts ...string) Untrusted {
	data, _ := json.Marshal(parts) // strings always encode
	return Outside("row:" + checksum(data))
}
