package packed

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

// parts are the tags of each kind whose fields are made of fields, lists included.
var parts = map[domain.Kind][]int{
	domain.KindFirm:        {firmFiles},
	domain.KindLead:        {leadCompany, leadContact, leadCampaign, leadQualification, leadRegistration, leadActivities, leadNext, leadImported},
	domain.KindOpportunity: {oppNext, oppImported},
	domain.KindProject:     {projectContacts, projectCSAT},
	domain.KindSurvey:      {surveyTo, surveyCases},
}

// newer is a body as a newer belay would write it: with fields that this one
// does not know, in the record and in each of its parts.
func newer(t fataler, k domain.Kind, body []byte) []byte {
	t.Helper()
	isPart := map[int]bool{}
	for _, tag := range parts[k] {
		isPart[tag] = true
	}
	out := []byte{Version}
	r := NewReader(body)
	for n := 0; r.Next(); n++ {
		switch {
		case r.wire == wireUint:
			out = appendUvarint(appendKey(out, r.tag, wireUint), r.Uint())
		case isPart[r.tag]:
			at := 0
			out, at = OpenPart(out, r.tag)
			out = append(out, r.Value()...)
			// Another one for each, and for some none.
			out = AppendUint(out, 90, uint64(n%3))
			out = AppendBytes(out, 91, fmt.Sprint("new ", n)[:n%2*5])
			out = ClosePart(out, at)
		default:
			out = AppendItem(out, r.tag, r.Value())
		}
	}
	if r.Err() != nil {
		t.Fatalf("read %x: %v", body, r.Err())
	}
	out = AppendBytes(out, 90, "new")
	out = AppendItem(out, 91, "list")
	out = AppendItem(out, 91, "")
	return AppendUint(out, 1000, 1<<40)
}

// TestNewerIsKept reads what a newer belay wrote, and writes it unchanged.
func TestNewerIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(domain.Kinds()).Draw(t, "kind")
		rec := filler{t, rapid.Bool().Draw(t, "all")}.record(k)
		old := newer(t, k, pack(t, rec, nil))
		if got := unpack(t, k, old); !reflect.DeepEqual(got, rec) {
			t.Fatalf("packed  %#v\nunpacked %#v", rec, got)
		}
		if got := pack(t, rec, old); !bytes.Equal(got, old) {
			t.Fatalf("a newer belay wrote %x\nthis one          %x", old, got)
		}
	})
}

// TestNewerIsKeptThroughChanges changes all that this belay knows.
func TestNewerIsKeptThroughChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(domain.Kinds()).Draw(t, "kind")
		f := filler{t, rapid.Bool().Draw(t, "all")}
		old := newer(t, k, pack(t, f.record(k), nil))
		rec := f.record(k)
		got := pack(t, rec, old)
		if back := unpack(t, k, got); !reflect.DeepEqual(back, rec) {
			t.Fatalf("packed  %#v\nunpacked %#v", rec, back)
		}
		if again := pack(t, rec, got); !bytes.Equal(again, got) {
			t.Fatalf("packed %x\nagain  %x", got, again)
		}
		if want := AppendBytes(nil, 90, "new"); !bytes.Contains(got, want) {
			t.Fatalf("%x lost %x", got, want)
		}
	})
}

// field is the text of the fields with a tag in the parts with a tag, "-" for
// a part without.
func field(body []byte, part, tag int) (found []string) {
	for r := NewReader(body); r.Next(); {
		if r.Tag() != part {
			continue
		}
		text := "-"
		for in := Fields(r.Value()); in.Next(); {
			if in.Tag() == tag {
				text = in.Text()
			}
		}
		found = append(found, text)
	}
	return found
}

// mark writes a new field into each part with a tag: its place, from 0.
func mark(body []byte, part int) []byte {
	out := []byte{Version}
	n := 0
	for r := NewReader(body); r.Next(); {
		switch {
		case r.wire == wireUint:
			out = appendUvarint(appendKey(out, r.tag, wireUint), r.Uint())
		case r.Tag() == part:
			at := 0
			out, at = OpenPart(out, part)
			out = append(out, r.Value()...)
			out = ClosePart(AppendBytes(out, 90, fmt.Sprint(n)), at)
			n++
		default:
			out = AppendItem(out, r.tag, r.Value())
		}
	}
	return out
}

func TestNewerInLists(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 1, 2, 3, minute, 0, 0, time.UTC) }
	did := func(minute int, text string) domain.Activity {
		return domain.Activity{At: at(minute), Kind: domain.Call, Text: domain.Outside(text)}
	}
	contact := func(email, name, phone string) domain.Contact {
		return domain.Contact{Email: domain.Outside(email), Name: domain.Outside(name), Phone: domain.Outside(phone)}
	}
	id := domain.ID{1}
	tests := []struct {
		name          string
		before, after domain.Record
		part          int
		want          []string
	}{
		{
			"an activity taken out, another said otherwise, one added", domain.Lead{ID: id, Activities: []domain.Activity{did(1, "a"), did(2, "b"), did(3, "c")}},
			domain.Lead{ID: id, Activities: []domain.Activity{did(2, "b"), did(3, "other"), did(4, "d")}}, leadActivities, []string{"1", "2", "-"},
		},
		{
			"activities in one minute", domain.Lead{ID: id, Activities: []domain.Activity{did(1, "a"), did(1, "b"), did(1, "c")}},
			domain.Lead{ID: id, Activities: []domain.Activity{did(1, "a"), did(1, "b"), did(1, "c"), did(1, "d")}}, leadActivities, []string{"0", "1", "2", "-"},
		},
		{
			"a touch of another day", domain.Lead{ID: id, Campaign: []domain.Touch{{On: 5, Campaign: domain.Outside("x")}, {On: 6, Campaign: domain.Outside("x")}}},
			domain.Lead{ID: id, Campaign: []domain.Touch{{On: 6, Campaign: domain.Outside("x"), What: domain.Outside("came")}, {On: 7, Campaign: domain.Outside("x")}}},
			leadCampaign, []string{"1", "-"},
		},
		{
			"a criterion on another step", domain.Lead{ID: id, Qualification: map[string]int{"budget": 0, "need": 1}},
			domain.Lead{ID: id, Qualification: map[string]int{"authority": 1, "need": 2}}, leadQualification, []string{"-", "1"},
		},
		{
			"contacts the other way round", domain.Project{ID: id, Contacts: []domain.Contact{contact("a@x.example", "A", "1"), contact("b@x.example", "B", "2")}},
			domain.Project{ID: id, Contacts: []domain.Contact{contact("b@x.example", "B", "3"), contact("a@x.example", "A", "1"), contact("c@x.example", "A", "1")}},
			projectContacts, []string{"1", "0", "-"},
		},
		{
			"a case answered", domain.Survey{ID: id, Cases: []domain.Case{{Kind: domain.CaseResend, OpenedAt: at(1)}}},
			domain.Survey{ID: id, Cases: []domain.Case{{Kind: domain.CaseResend, OpenedAt: at(1), AnsweredAt: at(2)}, {Kind: domain.CaseResend, OpenedAt: at(3)}}},
			surveyCases, []string{"0", "-"},
		},
		{
			"a program file replaced", domain.Firm{Files: []domain.ProgramFile{{Name: "b", Source: domain.Outside("1")}}},
			domain.Firm{Files: []domain.ProgramFile{{Name: "a"}, {Name: "b", Source: domain.Outside("2")}}}, firmFiles, []string{"-", "0"},
		},
		{
			"a list emptied, and a part changed", domain.Lead{ID: id, Activities: []domain.Activity{did(1, "a")}, Next: domain.NextStep{On: 4}},
			domain.Lead{ID: id}, leadNext, []string{"0"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			old := mark(pack(t, tt.before, nil), tt.part)
			got := pack(t, tt.after, old)
			if has := field(got, tt.part, 90); !reflect.DeepEqual(has, tt.want) {
				t.Errorf("kept %q, want %q", has, tt.want)
			}
			if back := unpack(t, tt.after.Ref().Kind, got); !reflect.DeepEqual(back, tt.after) {
				t.Errorf("unpacked %#v, want %#v", back, tt.after)
			}
		})
	}
}

// TestPartsAreKnown counts the fields that are made of fields, so that the
// table above misses none.
func TestPartsAreKnown(t *testing.T) {
	for _, k := range domain.Kinds() {
		n := 0
		for _, f := range reflect.VisibleFields(reflect.TypeOf(kinds[k])) {
			typ := f.Type
			if typ.Kind() == reflect.Slice {
				typ = typ.Elem()
			}
			switch typ {
			case reflect.TypeFor[time.Time](), reflect.TypeFor[domain.Untrusted](), reflect.TypeFor[domain.Money]():
				continue
			}
			if typ.Kind() == reflect.Struct || typ.Kind() == reflect.Map {
				n++
			}
		}
		if n != len(parts[k]) {
			t.Errorf("%s has %d fields made of fields, the test knows %d", k, n, len(parts[k]))
		}
	}
}
