package main

import (
	"context"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// What a new record says as JSON: itself, and what may be known already of it.
type (
	known struct {
		Duplicates []domain.Duplicate `json:"duplicates"`
	}
	newLeadJSON struct {
		leadJSON
		known
	}
	newOpportunityJSON struct {
		opportunityJSON
		known
	}
	newProjectJSON struct {
		projectJSON
		known
	}
)

// added applies the command that makes a record, and tells what may be its
// duplicates.
func (a *app) added(ctx context.Context, book *store.Book, p *domain.Program, c domain.Command, sentence string) error {
	if !a.json {
		if err := a.change(ctx, book, c, sentence); err != nil {
			return err
		}
	} else if _, err := book.Apply(ctx, c); err != nil {
		return err
	}
	rec, err := read(ctx, book, c.Subject())
	if err != nil {
		return err
	}
	found, err := duplicatesOf(ctx, book, rec, p)
	if err != nil {
		return err
	}
	if a.json {
		return a.emitNew(ctx, book, rec, known{append([]domain.Duplicate{}, found...)})
	}
	for _, d := range found {
		id, err := short(ctx, book, d.Ref)
		if err != nil {
			return err
		}
		a.say(a.w.T("cli.known", "duplicate", d, "id", id))
	}
	return nil
}

// duplicatesOf are the open records that may be the record itself, known already.
func duplicatesOf(ctx context.Context, book *store.Book, rec domain.Record, p *domain.Program) ([]domain.Duplicate, error) {
	found, err := book.Duplicates(ctx, domain.IdentityOf(rec, p))
	switch r := rec.(type) {
	case domain.Opportunity:
		found = r.Repeated(found)
	case domain.Project:
		found = r.Repeated(found)
	}
	return found, err
}

func (a *app) emitNew(ctx context.Context, book *store.Book, rec domain.Record, k known) error {
	j, err := a.asJSON(ctx, book, rec)
	if err != nil {
		return err
	}
	switch j := j.(type) {
	case leadJSON:
		return a.emit(newLeadJSON{j, k})
	case opportunityJSON:
		return a.emit(newOpportunityJSON{j, k})
	case projectJSON:
		return a.emit(newProjectJSON{j, k})
	}
	return a.emit(j)
}
