package form

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
)

// A form that is read out says of each field what the screen shows of it.
func TestAloud(t *testing.T) {
	f := register(t)
	var said []string
	for _, a := range f.Aloud() {
		said = append(said, strings.TrimSpace(strings.Join([]string{a.Page, a.Key, a.Label, a.Now}, "|")))
	}
	want := "Company|company|Company| |country|Country| |close|Close date| Contact|email|E-mail| |consent|Agreed to be contacted|No |goals|Goals|"
	if got := strings.Join(said, " "); got != want {
		t.Errorf("says %s\nwant %s", got, want)
	}
	all := f.Aloud()
	if !all[0].Required || all[0].Hint == "" || len(all[1].Choices) != 3 || all[5].Kind != Lines {
		t.Errorf("says %+v", all)
	}
	all[1].Choices[0].Label = "changed"
	if f.Aloud()[1].Choices[0].Label != "France" {
		t.Error("whoever hears the choices can change them")
	}
}

// An answer is taken as if it had been typed.
func TestAnswer(t *testing.T) {
	for _, tt := range []struct {
		key, value  string
		said, wrong string
		ok          bool
		now         string
	}{
		{"company", "Acme", "", "", true, "Acme"},
		{"company", "", "", "Required", true, ""},
		{"country", "JP", "", "", true, "日本"},
		{"country", "DE", "", "", false, ""},
		{"country", "", "", "", false, ""}, // it is required
		{"close", "4 dec", "Fri 4 Dec 2026", "", true, "4 dec"},
		{"close", "someday", "", "someday", true, "someday"},
		{"consent", "yes", "", "", true, "Yes"},
		{"consent", "", "", "", true, ""},
		{"goals", "one\ntwo", "", "", true, "one two"},
		{"nothing", "x", "", "", false, ""},
	} {
		f := register(t)
		said, wrong, ok := f.Answer(tt.key, tt.value)
		if said != tt.said || ok != tt.ok || (wrong == "") != (tt.wrong == "") {
			t.Errorf("%s = %q: said %q, wrong %q, %v", tt.key, tt.value, said, wrong, ok)
		}
		for _, a := range f.Aloud() {
			if a.Key == tt.key && ok && (a.Now != tt.now || a.Wrong != wrong) {
				t.Errorf("%s = %q: now %q, wrong %q", tt.key, tt.value, a.Now, a.Wrong)
			}
		}
	}
}

func TestAloudIsHarmless(t *testing.T) {
	for what, attack := range hostile.Texts {
		f := New("Edit", []Page{{Fields: []Field{{Key: "a", Value: domain.Outside(attack)}, {Key: "b", Kind: Lines, Value: domain.Outside(attack)}}}}, Look{}, speak(t))
		f.Answer("a", attack)
		for _, a := range f.Aloud() {
			if found := hostile.Sign(a.Now, ""); found != "" {
				t.Errorf("%s: says %s: %+q", what, found, a.Now)
			}
		}
	}
}
