package domain

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// SavedList is a list of the user's own: one of the lists of a kind, filtered
// and ordered.
type SavedList struct {
	// Name is what it is called: what [SaveList] made of what was typed.
	Name string `json:"name"`
	// List is one of [ListsOf], or [ListAll].
	List string `json:"list"`
	Sort Sort   `json:"sort,omitempty"`
	// Filter is in the language of [ParseFilter].
	Filter string `json:"filter,omitempty"`
}

// How long the name of a saved list may be, in characters, and how many lists
// of a kind are saved.
const (
	MaxSavedName  = 40
	MaxSavedLists = 30
)

// savedVersion is the version of the JSON of saved lists.
const savedVersion = 1

type savedLists struct {
	Version int         `json:"version"`
	Lists   []SavedList `json:"lists"`
}

// SavedListsKey is the key under which the saved lists of a kind are kept.
func SavedListsKey(k Kind) string { return "lists/" + string(k) }

// ReadSavedLists reads saved lists as [WriteSavedLists] writes them; nothing has
// none. Those of a newer belay are refused (saved_list.newer).
func ReadSavedLists(data []byte) ([]SavedList, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var s savedLists
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("read the saved lists: %w", err)
	}
	if s.Version > savedVersion {
		return nil, Refused("saved_list.newer")
	}
	return s.Lists, nil
}

// WriteSavedLists writes saved lists as JSON.
func WriteSavedLists(lists []SavedList) ([]byte, error) {
	return json.Marshal(savedLists{savedVersion, lists})
}

// ChangeSavedLists changes saved lists as they are written. The errors are those of
// [ReadSavedLists] and of the change.
func ChangeSavedLists(data []byte, change func([]SavedList) ([]SavedList, error)) ([]byte, error) {
	lists, err := ReadSavedLists(data)
	if err == nil {
		lists, err = change(lists)
	}
	if err != nil {
		return nil, err
	}
	return WriteSavedLists(lists)
}

// FindSavedList finds a saved list by its name, folded.
func FindSavedList(lists []SavedList, name string) (SavedList, bool) {
	if i := savedAt(lists, name); i >= 0 {
		return lists[i], true
	}
	return SavedList{}, false
}

func savedAt(lists []SavedList, name string) int {
	return slices.IndexFunc(lists, func(s SavedList) bool { return Fold(s.Name) == Fold(name) })
}

// SaveList adds a list of a kind, in the place of one of the same name. It
// refuses a name that is empty, too long, or that of another list of the kind
// (saved_list.name), and more lists than [MaxSavedLists] (saved_list.too_many).
// The filter and the order must have been understood before.
func SaveList(k Kind, lists []SavedList, s SavedList) ([]SavedList, error) {
	s.Name = strings.Join(strings.Fields(norm.NFC.String(Clean(s.Name))), " ")
	taken := append(slices.Clone(ListsOf(k)), ListAll, ListTop)
	if n := utf8.RuneCountInString(s.Name); n == 0 || n > MaxSavedName || slices.Contains(taken, Fold(s.Name)) {
		return nil, Refused("saved_list.name", "most", MaxSavedName, "taken", taken).on("name")
	}
	lists = slices.Clone(lists)
	if i := savedAt(lists, s.Name); i >= 0 {
		lists[i] = s
		return lists, nil
	}
	if len(lists) >= MaxSavedLists {
		return nil, Refused("saved_list.too_many", "most", MaxSavedLists)
	}
	return append(lists, s), nil
}

// DropList takes a saved list away. It refuses a name that none has
// (saved_list.unknown).
func DropList(lists []SavedList, name string) ([]SavedList, error) {
	i := savedAt(lists, name)
	if i < 0 {
		return nil, Refused("saved_list.unknown", "name", Outside(name))
	}
	return slices.Delete(slices.Clone(lists), i, i+1), nil
}
