package domain

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// wholeRow says something in each field.
func wholeRow() ImportLead {
	yes := true
	return ImportLead{
		ID: nth(1), Program: "p", PortalID: Outside("00Q1"), Status: Outside("Open"), Converted: &yes, PortalOpportunity: Outside("006"),
		Company: Company{
			Name: Outside("Müller GmbH"), Street: Outside("1 St"), City: Outside("Köln"), State: Outside("NW"), PostalCode: Outside("50667"), Country: Outside("DE"),
			Industry: Outside("Metal"), Website: Outside("mueller.example"), Employees: 1200, Revenue: Money{Count(5_000_000), "EUR"},
		},
		Contact: Contact{Name: Outside("美咲"), Title: Outside("CTO"), Email: Outside("a@mueller.example"), Phone: Outside("+49 1"), Mobile: Outside("+49 2"), Consent: NewDate(2026, 2, 1)},
		Product: Outside("Kit"), Value: Money{Count(40_000), "GBP"}, Source: Outside("Web"), Description: Outside("two\nlines"),
		Campaign:      []Touch{{On: NewDate(2026, 1, 2), Campaign: Outside("Spring"), What: Outside("came")}, {Campaign: Outside("Fall")}},
		Qualification: map[string]int{"budget": 2, "need": 0},
		CreatedAt:     time.Date(2026, 2, 24, 9, 0, 0, 0, time.UTC), ModifiedAt: time.Date(2026, 2, 24, 23, 0, 0, 1_000_000, time.UTC), Due: time.Date(1969, 3, 1, 7, 0, 0, 0, time.UTC),
	}
}

func wholeDeal() ImportOpportunity {
	forty, yes, no := 40, true, false
	return ImportOpportunity{
		ID: nth(1), Program: "p", PortalID: Outside("0061"), Title: Outside("Big"), Customer: Outside("Acme"), AccountID: Outside("001"), Product: Outside("Kit"),
		Stage: Outside("Prospecting"), Probability: &forty, Amount: Money{Count(10), "USD"}, ACV: Money{Count(-5), "USD"}, CloseDate: NewDate(2026, 12, 31),
		Closed: &no, Won: &yes, Next: Outside("call"), Source: Outside("Web"), Description: Outside("x"),
		CreatedAt: time.Date(2026, 2, 24, 9, 0, 0, 0, time.UTC), ModifiedAt: time.Date(2026, 2, 24, 23, 0, 0, 0, time.UTC),
	}
}

// These stand in books. They must never change: rows would be taken for changed
// ones, and those without an id for new ones.
func TestFingerprintsHoldForGood(t *testing.T) {
	lead, deal, small, bare := wholeRow(), wholeDeal(), ImportLead{Program: "p", Company: Company{Name: Outside("Acme")}}, ImportOpportunity{}
	keyless, nameless := lead, deal
	keyless.PortalID, nameless.PortalID = Untrusted{}, Untrusted{}
	for _, c := range []struct{ what, got, want string }{
		{"a lead", lead.print(), "ee160dedc3d21b59"},
		{"a lead of few words", small.print(), "61128365e39ddfc4"},
		{"a deal", deal.print(), "ff7b7e3806be2bbe"},
		{"a deal of no words", bare.print(), "dbc1b4c900ffe48d"},
		{"the key of a lead", keyless.Key().Raw(), "row:4a3e9c7119d03327"},
		{"the key of a deal", nameless.Key().Raw(), "row:ee42d06cbec77bea"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
}

// eachLeaf calls f for each field of v that holds no others, with the name of it.
func eachLeaf(v reflect.Value, name string, f func(name string, v reflect.Value)) {
	switch v.Interface().(type) {
	case Untrusted, time.Time, ID:
		f(name, v)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			eachLeaf(v.Field(i), name+"."+v.Type().Field(i).Name, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachLeaf(v.Index(i), fmt.Sprintf("%s[%d]", name, i), f)
		}
	default:
		f(name, v)
	}
}

// Without any one of its fields a row has another fingerprint, and without each
// of them a different one. Only the id does not count.
func TestEachFieldCountsInAFingerprint(t *testing.T) {
	lead, deal := wholeRow(), wholeDeal()
	for _, c := range []struct {
		row   reflect.Value
		print func() string
	}{{reflect.ValueOf(&lead).Elem(), func() string { return lead.print() }}, {reflect.ValueOf(&deal).Elem(), func() string { return deal.print() }}} {
		whole := c.print()
		seen := map[string]string{}
		eachLeaf(c.row, "", func(name string, v reflect.Value) {
			if v.IsZero() {
				if !strings.HasPrefix(name, ".Campaign[1]") {
					t.Errorf("%s says nothing: nothing is tested", name)
				}
				return
			}
			was := reflect.ValueOf(v.Interface())
			v.SetZero()
			got := c.print()
			v.Set(was)
			if (got == whole) != (name == ".ID") || seen[got] != "" {
				t.Errorf("without %s: %s, as without %q; the whole %s", name, got, seen[got], whole)
			}
			seen[got] = name
		})
	}
}

// Two rows have one fingerprint where they are the same, and only there.
func TestFingerprintsTellRowsApart(t *testing.T) {
	said := func(c Command) string {
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	rapid.Check(t, func(t *rapid.T) {
		var a, b ImportLead
		fill(t, reflect.ValueOf(&a).Elem(), "a")
		fill(t, reflect.ValueOf(&b).Elem(), "b")
		if rapid.Bool().Draw(t, "alike") {
			from, to := reflect.ValueOf(a), reflect.ValueOf(&b).Elem()
			but := rapid.IntRange(0, to.NumField()).Draw(t, "but")
			for i := range to.NumField() {
				if i != but {
					to.Field(i).Set(from.Field(i))
				}
			}
		}
		a.ID, b.ID = ID{}, nth(1)
		gotSame := a.print() == b.print()
		b.ID = ID{}
		if gotSame != (said(a) == said(b)) {
			t.Fatalf("the same print: %v\n%s\n%s", gotSame, said(a), said(b))
		}
	})
}

func TestAnInstantIsOneInAnyZone(t *testing.T) {
	here, there := wholeRow(), wholeRow()
	there.CreatedAt = there.CreatedAt.In(time.FixedZone("", 3600))
	if here.print() != there.print() {
		t.Error("one instant in two zones has two fingerprints")
	}
}
