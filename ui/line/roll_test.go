package line

import (
	"errors"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// talkOfDeals is a talk about so many deals.
func talkOfDeals(t *testing.T, n int, said ...string) *talk {
	t.Helper()
	k := newTalk(t, said...)
	for i := range n {
		k.book.deals.Records = append(k.book.deals.Records, deal(i, "Prospecting", 1000))
	}
	return k
}

// goes opens a pane and says all that there is to say.
func (k *talk) goes(t *testing.T, scope string) {
	t.Helper()
	if err := k.pane(scope); err != nil && !errors.Is(err, errLeft) {
		t.Fatal(err)
	}
}

// A list is read out in the order that is chosen, which is kept.
func TestOrderIsChosen(t *testing.T) {
	k := talkOfDeals(t, 3, "open", "o", "choose what", "by value", "o", "1", "by value", "o", "1", "then by name", "b")
	k.goes(t, "pipeline")
	k.wants(t, "o for its order and more", "What is to be done with Open, by date?", "Choose what the list is sorted by", "by date, turn around", "by value",
		"Open: 3 in all", "What is to be done with Open, by value?", "then by name", "Open: 3 in all")
	asked := k.book.deals.Asked
	if got := asked[len(asked)-1].Sort; got != "-value,name" {
		t.Errorf("the list is read by %q", got)
	}
	next := talkOfDeals(t, 3, "open", "b")
	next.book.kept = k.book.kept
	next.goes(t, "pipeline")
	asked = next.book.deals.Asked
	if got := asked[len(asked)-1].Sort; got != "-value,name" {
		t.Errorf("the next time it is read by %q", got)
	}
}

// What is found can be saved under a name, is offered with the other lists, and
// can be dropped.
func TestOwnLists(t *testing.T) {
	k := talkOfDeals(t, 12, "open", "/deal c", "o", "save", "", "o", "save", "Third\x1b[2J", "b", "third", "o", "choose one", "drop", "b")
	k.goes(t, "pipeline")
	k.wants(t, "Open, filter deal c: 1 in all", "A name for this list", "A name for this list", "Saved the list Third", "Third", ", 1, a list of your own", "filter deal c: 1 in all, 1 to 1.",
		"What is to be done with Third", "Drop the list Third", "Dropped the list Third")
	lists, err := domain.ReadSavedLists(k.book.kept[domain.SavedListsKey(domain.KindOpportunity)])
	if err != nil || len(lists) > 0 {
		t.Errorf("there are %v, %v", lists, err)
	}
	if strings.Contains(k.heard.String(), "\x1b") {
		t.Errorf("said %q", k.heard)
	}
}

// A filter that is not understood ends nothing: what would be right is said, and
// the list stays as it was.
func TestFilterThatIsWrong(t *testing.T) {
	k := talkOfDeals(t, 12, "open", "/deal c", "/amount>much", "?", "b")
	k.goes(t, "pipeline")
	k.wants(t, "filter deal c: 1 in all", "much", "A number,", "filter deal c: 1 in all")
}
