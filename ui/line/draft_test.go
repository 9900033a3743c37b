package line

import (
	"errors"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/pane"
)

// What was typed into a form that was not saved is there the next time, and no
// more once it is saved.
func TestDraft(t *testing.T) {
	var saved map[string]string
	form := registration(func(v map[string]string) (pane.Apply, error) {
		saved = v
		return pane.Apply{Command: domain.AcceptLead{}}, nil
	})
	form.ID = "leads.new"
	kept := map[string][]byte{}
	next := func(said ...string) *talk {
		k := newTalk(t, said...)
		k.book.kept = kept
		k.drafts = ui.NewDrafts(k.ctx) // of what is kept
		if _, err := k.fill(form); err != nil && !errors.Is(err, errLeft) {
			t.Fatal(err)
		}
		return k
	}
	if next("Acme", "3"); len(kept) == 0 {
		t.Fatal("an input that ends loses what was typed")
	}
	next("b").wants(t, "You began this on", "1. Go on with it", "2. Start afresh", "Nothing was saved.")
	k := next("go on", "", ":cancel")
	k.wants(t, "Company [Acme]:", "Country", "[日本]", "What you typed is kept as a draft.")
	if all := k.drafts.All(); len(all) != 1 || all[0].ID != "leads.new" || all[0].Title.Raw() != "Register" {
		t.Errorf("the drafts are %v", all)
	}
	next("go on", "", "", ":save", "yes")
	if saved["company"] != "Acme" || saved["country"] != "JP" || len(kept) > 0 {
		t.Errorf("saved %v, and there is still %q", saved, kept)
	}
	next("Acme")
	if next("start"); len(kept) > 0 {
		t.Errorf("it starts afresh with %q", kept)
	}
}

// The home leads to the form of a draft.
func TestResume(t *testing.T) {
	k := newTalk(t, "register a", "Acme", ":cancel", "b")
	k.goes(t, "leads")
	k.wants(t, "What you typed is kept as a draft.")
	k.in = listenTo("1", "go on", "", ":cancel")
	if err := k.resume(); err != nil {
		t.Fatal(err)
	}
	k.wants(t, "Drafts\n1. Register a lead with Trailblazer, begun", "You began this on", "Company [Acme]:")
}
