package domain

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// fill draws a value of any type that commands are made of.
func fill(t *rapid.T, v reflect.Value, label string) {
	switch v.Interface().(type) {
	case Untrusted:
		v.Set(reflect.ValueOf(Outside(rapid.OneOf(rapid.String(), rapid.SampledFrom(words)).Draw(t, label))))
		return
	case ID:
		v.Set(reflect.ValueOf(nth(byte(rapid.IntRange(1, 3).Draw(t, label)))))
		return
	case time.Time:
		v.Set(reflect.ValueOf(noon.Add(time.Duration(rapid.IntRange(-500, 500).Draw(t, label)) * time.Hour)))
		return
	case Date:
		v.SetInt(int64(DateOf(noon)) + int64(rapid.IntRange(-400, 400).Draw(t, label)))
		return
	case Money:
		v.Set(reflect.ValueOf(Money{Quantity(rapid.Int64Range(-1<<60, 1<<60).Draw(t, label)), rapid.SampledFrom([]string{"USD", "EUR", "JPY", "SEK"}).Draw(t, label)}))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Tag.Get("json") != "-" && rapid.IntRange(0, 3).Draw(t, f.Name+"?") > 0 {
				fill(t, v.Field(i), f.Name)
			}
		}
	case reflect.Slice:
		n := rapid.IntRange(1, 3).Draw(t, label)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i), label)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(1, 4).Draw(t, label) {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(t, key, label)
			fill(t, value, label)
			v.SetMapIndex(key, value)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), label)
	case reflect.String:
		v.SetString(rapid.SampledFrom(words).Draw(t, label))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, label))
	case reflect.Uint64:
		v.SetUint(uint64(rapid.IntRange(0, 3).Draw(t, label)))
	case reflect.Int, reflect.Int8, reflect.Int64:
		v.SetInt(int64(rapid.IntRange(-1, 6).Draw(t, label)))
	default:
		t.Fatalf("%s: no values of type %s", label, v.Type())
	}
}

// words are what fields, choices, names and values are drawn from, some of them
// right for each.
var words = func() []string {
	all := []string{
		"", DefaultProgram, "pvs-fy19", "nowhere", "a@b.example", "12 EUR", "-5", "2026-05-01", "yes", "3", "text", "\x1b[2J", "joint", "sourced",
		"Closed Won", "Closed Lost", "Needs Analysis", "Open", "Working", "Closed - Converted", "no_need", "conflict", "duplicate",
		"approved", "rejected", "expired", "draft", "offered", "resend_after_answer", "call", "navigator", "certification", "prime", "subcontractor",
	}
	for _, f := range LeadFields() {
		all = append(all, string(f))
	}
	for _, f := range OpportunityFields() {
		all = append(all, string(f))
	}
	for _, f := range ProjectFields() {
		all = append(all, string(f))
	}
	return all
}()

// anyCommand draws a command of any kind.
func anyCommand(t *rapid.T) Command {
	name := rapid.SampledFrom(slices.Sorted(maps.Keys(commandTypes))).Draw(t, "command")
	v := reflect.New(commandTypes[name]).Elem()
	fill(t, v, name)
	return v.Interface().(Command)
}

// likely draws a command that fits the default program and is often accepted.
func likely(t *rapid.T) Command {
	n := byte(rapid.IntRange(1, 2).Draw(t, "record"))
	id, other := nth(n), nth(byte(rapid.IntRange(1, 3).Draw(t, "other")))
	return rapid.SampledFrom([]Command{
		offered(n), row(n, ""), row(n, "Working"), AcceptLead{id}, DeclineLead{ID: id, Reason: "conflict"}, LapseLead{id},
		LogActivity{ID: id, Kind: Call, Text: Outside("hi")}, CloseLead{ID: id, Reason: "no_need"}, register(n), SubmitLead{ID: id}, SubmitLead{ID: id, Anyway: true},
		RecordOutcome{ID: id, Outcome: LeadApproved}, RecordOutcome{ID: id, Outcome: LeadExpired}, RecordOutcome{ID: id, Outcome: LeadJoint},
		RecordOutcome{ID: id, Outcome: LeadRejected, Reason: "duplicate"}, WithdrawLead{id}, ConvertLead{ID: id, Opportunity: other},
		addOpportunity(n), deal(n, "Prospecting"), MoveStage{ID: id, Stage: "Closed Won"}, addProject(n), complete(n, byte(other[15]), DateOf(noon)-200),
		HoldProject{ID: id}, ResumeProject{id}, TerminateProject{ID: id}, ReopenProject{id}, SendSurvey{id}, FailSurvey{id, Outside("550")},
		ResendSurvey{ID: id}, RecordAnswer{ID: id, Ratings: make([]Rating, 10)}, OpenCase{ID: id, Kind: CaseResend},
		EditLead{id, map[LeadField]Untrusted{FieldPhone: Outside(secret)}},
	}).Draw(t, "likely")
}

var (
	leadStatuses = []LeadStatus{
		LeadOffered, LeadAccepted, LeadWorking, LeadDeclined, LeadLapsed, LeadClosed, LeadDraft, LeadSubmitted, LeadApproved, LeadRejected,
		LeadWithdrawn, LeadJoint, LeadExpired, LeadConverted,
	}
	// gone are the statuses that a lead never leaves.
	gone = []LeadStatus{LeadDeclined, LeadLapsed, LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired}
)

// declared fails where a record is in a state that no rule knows.
func declared(t *rapid.T, r Record) {
	ok := true
	switch r := r.(type) {
	case Lead:
		ok = slices.Contains(leadStatuses, r.Status) && (r.Origin == Distributed || r.Origin == Registered)
	case Opportunity:
		ok = slices.Contains(ACVKinds(), r.Kind) && r.Stage != "" && r.Probability >= 0 && r.Probability <= 100 && r.ClosedAt.IsZero() == (r.Outcome == OutcomeOpen)
	case Project:
		ok = slices.Contains([]ProjectStatus{ProjectActive, ProjectOnHold, ProjectCompleted, ProjectTerminated}, r.Status) &&
			slices.Contains(Roles(), r.Role) && slices.Contains(Audiences(), r.For) && slices.Contains(ProjectKinds(), r.Kind)
	case Survey:
		ok = slices.Contains([]SurveyStatus{SurveyQueued, SurveySent, SurveyFailed, SurveyAnswered}, r.Status)
	case Story:
		ok = slices.Contains([]StoryStatus{StoryDrafted, StorySubmitted, StoryPublished}, r.Status)
	case Credential:
		ok = slices.Contains(CredentialKinds(), r.Kind)
	}
	if !ok || r.Ref().ID.IsZero() {
		t.Fatalf("no rule knows the state of %+v", r)
	}
}

// Whatever is commanded, in whatever order and by whatever clock: nothing
// panics, nothing reaches a state that is not declared, a decision leaves what
// it was given alone, a second time changes nothing, what is refused says why,
// and what was declined or has lapsed stays so and shows nothing.
func TestAnyCommandsInAnyOrder(t *testing.T) {
	p := preset(t)
	reached := map[LeadStatus]bool{}
	rapid.Check(t, func(t *rapid.T) {
		b, at := book{}, noon
		for range rapid.IntRange(20, 60).Draw(t, "commands") {
			c := anyCommand
			if rapid.IntRange(0, 9).Draw(t, "kind") > 0 {
				c = likely
			}
			at = at.Add(time.Duration(rapid.IntRange(-6, 8).Draw(t, "hours")) * time.Hour)
			command, now := c(t), Now{At: at, Who: Outside("ann")}
			before, was := fmt.Sprintf("%#v", b), maps.Clone(b)
			records, err := Decide(b, command, now)
			if fmt.Sprintf("%#v", b) != before {
				t.Fatalf("%s changed the book that it was given", command.Name())
			}
			var rule *RuleError
			if err != nil && !errors.As(err, &rule) && !strings.Contains(err.Error(), "there is one already") {
				t.Fatalf("%s fails without a rule: %v", command.Name(), err)
			}
			for _, r := range records {
				declared(t, r)
				b[r.Ref()] = r
				if l, ok := r.(Lead); ok {
					reached[l.Status] = true
					if old, ok := was[r.Ref()].(Lead); ok && slices.Contains(gone, old.Status) && l.Status != old.Status {
						t.Fatalf("%s revives a lead that is %s: %+v", command.Name(), old.Status, l)
					}
				}
			}
			if again, err2 := Decide(b, command, now); err == nil && !repeats(command) && (len(again) > 0 || err2 != nil) {
				t.Fatalf("%s given twice changes %d records: %v\n%+v", command.Name(), len(again), err2, command)
			}
		}
		for _, r := range b {
			if l, ok := r.(Lead); ok && !l.Disclosed() {
				if seen := l.Disclose(p); seen.Program == p.Name && (!seen.Contact.Email.IsZero() || !seen.Contact.Phone.IsZero() || !seen.Contact.Mobile.IsZero() || !seen.Contact.Name.IsZero()) {
					t.Fatalf("a lead that is %s shows %+v", l.Status, seen.Contact)
				}
			}
		}
		tally := NewTally(p, noon)
		for _, r := range b {
			tally.Add(r)
		}
		if s := tally.Stats(); s.Score.Points < 0 || s.Score.Points > s.Score.Max {
			t.Fatalf("the score is %d of %d", s.Score.Points, s.Score.Max)
		}
	})
	if len(reached) < 6 { // usually ten or more of fourteen
		t.Errorf("only %v were reached: the commands are too wild", slices.Sorted(maps.Keys(reached)))
	}
}

func TestCommandsKeepTheirMeaningInTheJournal(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(commandTypes)) {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				v := reflect.New(commandTypes[name]).Elem()
				fill(t, v, name)
				c := v.Interface().(Command)
				if c.Name() != name {
					t.Fatalf("%s is written down as %s", c.Name(), name)
				}
				version, args, err := EncodeCommand(c)
				if err != nil {
					t.Fatal(err)
				}
				got, err := DecodeCommand(name, version, args)
				if err != nil || !reflect.DeepEqual(got, c) {
					t.Fatalf("%+v\nis written %s\nand read back as %+v, %v", c, args, got, err)
				}
			})
		})
	}
}

func TestEveryCommandIsKnown(t *testing.T) {
	if len(commandTypes) != 49 {
		t.Errorf("%d commands are known: a new one is to be listed, and counted here", len(commandTypes))
	}
	for name := range commandTypes {
		if kind, verb, ok := strings.Cut(name, "."); !ok || kind == "" || verb == "" {
			t.Errorf("%q is not a kind, a dot and a verb", name)
		}
	}
}

func TestWhatIsNotKnownIsNotGuessedAt(t *testing.T) {
	for _, c := range []struct {
		name    string
		version int
		args    string
	}{
		{"lead.steal", 1, "{}"}, {"", 1, "{}"}, {"lead.accept", 0, "{}"}, {"lead.accept", 2, "{}"}, {"lead.accept", 1, "{"}, {"lead.accept", 1, `{"id":"xyz"}`},
		{"lead.accept", 1, `{"id":7}`}, {"lead.\x1b[2J", 1, "{}"},
	} {
		got, err := DecodeCommand(c.name, c.version, []byte(c.args))
		if err == nil {
			t.Errorf("%q, version %d, %s is read as %+v", c.name, c.version, c.args, got)
		} else if strings.ContainsFunc(err.Error(), hidden) {
			t.Errorf("%q: the error is harmful: %+q", c.name, err)
		}
	}
	// What a newer belay adds to a command of this version is passed over.
	if got, err := DecodeCommand("lead.accept", 1, []byte(`{"id":"`+nth(1).String()+`","mood":"good"}`)); err != nil || got != Command(AcceptLead{nth(1)}) {
		t.Errorf("a command with a field more is read as %+v, %v", got, err)
	}
}

func TestIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var id ID
		copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "bytes"))
		got, err := ParseID(strings.ToLower(id.String()))
		if err != nil || got != id {
			t.Fatalf("%s is read back as %s, %v", id, got, err)
		}
	})
	for _, in := range []string{"", "x", "0" + strings.Repeat("U", 25), strings.Repeat("0", 27), strings.Repeat("8", 26)} {
		if id, err := ParseID(in); err == nil {
			t.Errorf("%q is read as %s", in, id)
		}
	}
	seen := map[string]Kind{}
	for _, k := range Kinds() {
		if seen[k.Letter()] != "" {
			t.Errorf("%s and %s share the letter %s", k, seen[k.Letter()], k.Letter())
		}
		seen[k.Letter()] = k
	}
}
