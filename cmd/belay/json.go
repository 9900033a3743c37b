package main

import (
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
)

// some is a value as JSON has it: null where there is none.
func some[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// idText is an id as JSON has it, null for none.
func idText(id domain.ID) *string { return some(idString(id)) }

func idString(id domain.ID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// instant is a moment as JSON has it: RFC 3339 in UTC, to the second.
func instant(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return some(t.UTC().Format(time.RFC3339))
}

// ratio is a fraction as JSON has it: a number, or null.
func ratio(r domain.Ratio) *float64 {
	if r.IsZero() {
		return nil
	}
	f := r.Float()
	return &f
}

// portal is the id that another system gave a record, none where the import
// only made one up to know the row again.
func portal(id domain.Untrusted) domain.Untrusted {
	if strings.HasPrefix(id.String(), "row:") {
		return domain.Untrusted{}
	}
	return id
}

// seconds is a duration as JSON has it, null for none.
func seconds(d time.Duration) *int64 { return some(int64(d / time.Second)) }

// refsText are the whole ids of records.
func refsText(refs []domain.Ref) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = r.ID.String()
	}
	return out
}

type nextJSON struct {
	On   *domain.Date      `json:"on"`
	Text *domain.Untrusted `json:"text"`
}

func nextOf(n domain.NextStep) *nextJSON {
	if n.IsZero() {
		return nil
	}
	return &nextJSON{some(n.On), some(n.Text)}
}

type contactJSON struct {
	Name    *domain.Untrusted `json:"name"`
	Title   *domain.Untrusted `json:"title"`
	Email   *domain.Untrusted `json:"email"`
	Phone   *domain.Untrusted `json:"phone"`
	Mobile  *domain.Untrusted `json:"mobile"`
	Consent *domain.Date      `json:"consent"`
}

func contactOf(c domain.Contact) *contactJSON {
	if c == (domain.Contact{}) {
		return nil
	}
	return &contactJSON{some(c.Name), some(c.Title), some(c.Email), some(c.Phone), some(c.Mobile), some(c.Consent)}
}

func contactsOf(all []domain.Contact) []*contactJSON {
	out := make([]*contactJSON, len(all))
	for i, c := range all {
		out[i] = contactOf(c)
	}
	return out
}
