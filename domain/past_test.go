package domain

import (
	"encoding/json"
	"fmt"
	"testing"
)

func TestInWay(t *testing.T) {
	lead := func(n byte) Ref { return Ref{KindLead, ID{15: n}} }
	entry := func(refs ...Ref) Past {
		p := Past{Entry: Entry{Command: (EditLead{}).Name(), Version: 1}}
		for _, r := range refs {
			p.Entry.Changes = append(p.Entry.Changes, Change{Ref: r})
		}
		return p
	}
	undo := func(n uint64, refs ...Ref) Past {
		p := entry(refs...)
		args, err := json.Marshal(Undo{n})
		if err != nil {
			t.Fatal(err)
		}
		p.Entry.Command, p.Entry.Args = (Undo{}).Name(), args
		return p
	}
	a, b, c := lead(1), lead(2), lead(3)
	for _, x := range []struct {
		name    string
		entries []Past
		want    string
	}{
		{"nothing", nil, "[]"},
		{"alone", []Past{entry(a)}, "[10]"},
		{"others do not matter", []Past{entry(a), entry(b)}, "[10]"},
		{"later ones of the record", []Past{entry(a), entry(b), entry(a), entry(a)}, "[13 12 10]"},
		{"what they changed too", []Past{entry(a), entry(a, b), entry(b, c), entry(c)}, "[13 12 11 10]"},
		{"but not before", []Past{entry(a), entry(b), entry(a, b)}, "[12 10]"},
		{"taken back since", []Past{entry(a), entry(a), undo(11, a)}, "[10]"},
		{"and done again", []Past{entry(a), entry(a), undo(11, a), undo(12, a)}, "[11 10]"},
		{"itself taken back", []Past{entry(a), undo(10, a)}, "[]"},
		{"itself done again", []Past{entry(a), undo(10, a), undo(11, a)}, "[10]"},
		{"an undo of before", []Past{entry(a), undo(3, a)}, "[11 10]"},
		{"an undo first", []Past{undo(3, a), entry(a)}, "[11 10]"},
	} {
		for i := range x.entries {
			x.entries[i].Entry.N = uint64(10 + i)
		}
		got := []uint64{}
		for _, p := range InWay(x.entries) {
			got = append(got, p.Entry.N)
		}
		if fmt.Sprint(got) != x.want {
			t.Errorf("%s: %v, want %s", x.name, got, x.want)
		}
	}
}

// A reason is told in the words of the program, and of its own key where the
// program does not know it any more.
func TestReasonInWords(t *testing.T) {
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	known := p.Leads.CloseReasons[0]
	for _, c := range []struct {
		program   *Program
		key, want string
	}{{p, known.Key, known.Title}, {p, p.Leads.DeclineReasons[0].Key, p.Leads.DeclineReasons[0].Title}, {p, "of_another_file", "of another file"}, {nil, "no_need", "no need"}} {
		if got := (Past{Program: c.program}).Reason(c.key); got != c.want {
			t.Errorf("%q is %q, want %q", c.key, got, c.want)
		}
	}
}
