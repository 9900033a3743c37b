package domain

import (
	"errors"
	"slices"
	"testing"
)

func TestParseSort(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want Sort
		why  *RuleError
	}{
		{KindLead, "", SortDue, nil},
		{KindLead, " score ", SortScore, nil},
		{KindOpportunity, "stage, -value", "stage,-value", nil},
		{KindProject, "-customer", "-customer", nil},
		{KindProject, "stage", "", Refused("sort.unknown")},
		{KindLead, "score,", "", Refused("sort.unknown")},
		{KindLead, "--score", "", Refused("sort.unknown")},
		{KindLead, "score,-score", "", Refused("sort.twice")},
		{KindLead, "score,name,value,due,country", "", Refused("sort.too_many")},
	} {
		got, err := ParseSort(c.kind, c.text)
		if got != c.want || (err == nil) != (c.why == nil) || err != nil && !errors.Is(err, c.why) {
			t.Errorf("%s %q: %q, %v", c.kind, c.text, got, err)
		}
	}
}

func TestSortKeys(t *testing.T) {
	keys := []SortKey{{SortStage, false}, {SortValue, true}}
	if got := SortBy(keys...); got != "stage,-value" || !slices.Equal(got.Keys(), keys) {
		t.Errorf("%q has the keys %v", got, got.Keys())
	}
	if got := SortBy(); got != "" || got.Keys() != nil {
		t.Errorf("no keys are %q, %v", got, got.Keys())
	}
}
