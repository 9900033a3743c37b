package domain

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSearchableTextIsOneFoldedLine(t *testing.T) {
	for _, c := range []struct {
		fields []Untrusted
		want   string
	}{
		{[]Untrusted{Outside("Müller GmbH"), {}, Outside("ｶﾞ")}, "muller gmbh\tガ"},
		{[]Untrusted{{}, Outside("two\nlines\tof it")}, "two lines of it"},
		{nil, ""},
		{make([]Untrusted, 3), ""},
	} {
		if got := AppendSearchable([]byte("before\n"), c.fields...); string(got) != "before\n"+c.want {
			t.Errorf("%q becomes %q, want %q", c.fields, got, c.want)
		}
	}
}

// What is found in the line is found in a field, and the other way round.
func TestSearchableTextIsSearchedByField(t *testing.T) {
	text := rapid.Map(usualText(), Outside)
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.SliceOfN(text, 0, 4).Draw(t, "fields")
		line := AppendSearchable(nil, fields...)
		if bytes.ContainsAny(line, "\n\v\f\r\u0085\u2028\u00a0") {
			t.Fatalf("%q is no line", line)
		}
		query := Fold(rapid.OneOf(
			usualText(), rapid.SampledFrom([]string{"a", " ", "\t", ""}),
			rapid.Custom(func(t *rapid.T) string { // a piece of the line
				from := rapid.IntRange(0, len(line)).Draw(t, "from")
				return string(line[from:rapid.IntRange(from, len(line)).Draw(t, "to")])
			}),
		).Draw(t, "query"))
		want := query == "" || slices.ContainsFunc(fields, func(f Untrusted) bool { return strings.Contains(Fold(f.Raw()), query) })
		if got := bytes.Contains(line, []byte(query)); got != want {
			t.Fatalf("%q is found in %q: %v, want %v", query, line, got, want)
		}
	})
}
