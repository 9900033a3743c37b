package main

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/uitest"
)

// TestUndoOnTheScreen accepts a lead and takes that back with u: the footer
// says so beforehand, and the contact is held back again.
func TestUndoOnTheScreen(t *testing.T) {
	c := demoScreen(t)
	page, err := c.Book.Leads(t.Context(), domain.Query{Kind: domain.KindLead, List: domain.ListInbox, Program: "trailblazer"}, 0, 1)
	if err != nil || len(page.Rows) == 0 {
		t.Fatal("the demo has no lead to accept", err)
	}
	shows := func(keys ...string) (frame string) {
		s := uitest.Start(t, ui.New(c), 140, 40)
		for _, key := range keys {
			s.Settle()
			s.Key(key)
		}
		s.Settle()
		app, ok := s.Quit().(*ui.App)
		if !ok {
			t.Fatal("the program lost its model")
		}
		return ansi.Strip(app.View().Content)
	}
	before := shows()
	accepted := shows("a")
	if !strings.Contains(accepted, "u undo accept") {
		t.Errorf("after accepting the footer says nothing of undo:\n%s", accepted)
	}
	undone := shows("u")
	if !strings.Contains(undone, "Took back: accept") || strings.Contains(undone, "u undo accept") {
		t.Errorf("after undo:\n%s", undone)
	}
	again := shows()
	if again != before {
		t.Errorf("the screen is not as it was:\n%s\nbut\n%s", before, again)
	}
	if why := shows("u"); !strings.Contains(why, "cannot be undone") && !strings.Contains(why, "Took back") {
		t.Errorf("undo says nothing:\n%s", why)
	}
}

// TestUndoOfAnImportAsks takes an import back from the screen, which asks first.
func TestUndoOfAnImportAsks(t *testing.T) {
	c := demoScreen(t)
	book := c.Book.(*store.Book)
	file := domain.ImportFile{Kind: domain.KindLead, Program: "trailblazer", File: domain.Outside("leads.csv")}
	rows := func(yield func(domain.Command) bool) {
		yield(domain.ImportLead{ID: c.NewID(), Program: "trailblazer", PortalID: domain.Outside("P1"), Company: domain.Company{Name: domain.Outside("Acme")}})
	}
	if _, err := book.Import(t.Context(), file, rows, nil); err != nil {
		t.Fatal(err)
	}
	total := func() int {
		counts, err := book.Counts(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		return counts[domain.KindLead][domain.ListAll]
	}
	before := total()
	for _, step := range []struct {
		answer string
		gone   int
	}{{"n", 0}, {"y", 1}} {
		s := uitest.Start(t, ui.New(c), 120, 40)
		for _, key := range []string{"u", step.answer} {
			s.Settle()
			s.Key(key)
		}
		s.Settle()
		s.Quit()
		if got := total(); got != before-step.gone {
			t.Errorf("answered %s: %d leads, want %d", step.answer, got, before-step.gone)
		}
	}
}
