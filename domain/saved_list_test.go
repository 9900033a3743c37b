package domain_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

func TestSaveList(t *testing.T) {
	retail := domain.SavedList{Name: "Retail France", List: domain.ListInbox, Sort: "score", Filter: "country:fr"}
	full := make([]domain.SavedList, domain.MaxSavedLists)
	for i := range full {
		full[i].Name = strings.Repeat("x", i+1)
	}
	for _, c := range []struct {
		name  string
		lists []domain.SavedList
		typed string
		code  domain.Code
		want  []string
	}{
		{"the first", nil, " Retail   France ", "", []string{"Retail France"}},
		{"the same name, folded", []domain.SavedList{retail}, "RETAIL france", "", []string{"RETAIL france"}},
		{"one more", []domain.SavedList{retail}, "小売", "", []string{"Retail France", "小売"}},
		{"no name", nil, " ", "saved_list.name", nil},
		{"the name of a list", nil, "Inbox", "saved_list.name", nil},
		{"a long name", nil, strings.Repeat("é", domain.MaxSavedName+1), "saved_list.name", nil},
		{"the longest", nil, strings.Repeat("é", domain.MaxSavedName), "", []string{strings.Repeat("é", domain.MaxSavedName)}},
		{"too many", full, "one more", "saved_list.too_many", nil},
	} {
		s := retail
		s.Name = c.typed
		got, err := domain.SaveList(domain.KindLead, c.lists, s)
		if c.code != "" {
			if !errors.Is(err, domain.Refused(c.code)) {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
			continue
		}
		var names []string
		for _, l := range got {
			names = append(names, l.Name)
		}
		if err != nil || !reflect.DeepEqual(names, c.want) {
			t.Errorf("%s: %q %v, want %q", c.name, names, err, c.want)
		}
	}
}

func TestSavedListsAreKept(t *testing.T) {
	want := []domain.SavedList{{Name: "A", List: "all", Sort: "name,-value", Filter: `"food wholesaler"`}, {Name: "物流", List: "open"}}
	data, err := domain.WriteSavedLists(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := domain.ReadSavedLists(data)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if none, err := domain.ReadSavedLists(nil); none != nil || err != nil {
		t.Errorf("nothing is %v, %v", none, err)
	}
	if _, err := domain.ReadSavedLists([]byte(`{"version":2}`)); !errors.Is(err, domain.Refused("saved_list.newer")) {
		t.Errorf("a newer one: %v", err)
	}
	if _, err := domain.ReadSavedLists([]byte(`{`)); err == nil {
		t.Error("half of one is read")
	}
	left, err := domain.DropList(want, "a")
	if err != nil || len(left) != 1 || left[0].Name != "物流" || len(want) != 2 {
		t.Errorf("%+v, %v", left, err)
	}
	if _, err := domain.DropList(want, "b"); !errors.Is(err, domain.Refused("saved_list.unknown")) {
		t.Errorf("one that is not there: %v", err)
	}
}
