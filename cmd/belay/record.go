package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// read returns a record as the firm may see it.
func read(ctx context.Context, book *store.Book, ref domain.Ref) (domain.Record, error) {
	switch ref.Kind {
	case domain.KindFirm:
		return asRecord(book.Firm(ctx))
	case domain.KindLead:
		return asRecord(book.Lead(ctx, ref.ID))
	case domain.KindOpportunity:
		return asRecord(book.Opportunity(ctx, ref.ID))
	case domain.KindProject:
		return asRecord(book.Project(ctx, ref.ID))
	case domain.KindSurvey:
		return asRecord(book.Survey(ctx, ref.ID))
	case domain.KindStory:
		return asRecord(book.Story(ctx, ref.ID))
	case domain.KindCredential:
		return asRecord(book.Credential(ctx, ref.ID))
	}
	return nil, fmt.Errorf("read %s: no such kind of record", ref)
}

func asRecord[R domain.Record](r R, err error) (domain.Record, error) {
	if err != nil {
		return nil, err
	}
	return r, nil
}

// asJSON is a record as the contract has it.
func (a *app) asJSON(ctx context.Context, book *store.Book, rec domain.Record) (any, error) {
	switch r := rec.(type) {
	case domain.Firm:
		path, err := a.bookPath()
		return firmJSON{r.Name, r.Programs, append([]string{}, r.Domains...), domain.Outside(path)}, err
	case domain.Lead:
		p, err := a.programNamed(r.Program)
		if err != nil {
			return nil, err
		}
		return leadOf(r, p, a.now()), nil
	case domain.Opportunity:
		due, err := a.due(r, r.Program)
		return opportunityOf(r, due), err
	case domain.Project:
		s, err := standing(ctx, book, r)
		if err != nil {
			return nil, err
		}
		due, err := a.due(r, r.Program)
		return projectOf(r, s, due), err
	case domain.Survey:
		due, err := a.due(r, r.Program)
		return surveyOf(r, due), err
	case domain.Story:
		return storyOf(r), nil
	case domain.Credential:
		p, err := a.programNamed(r.Program)
		if err != nil {
			return nil, err
		}
		return credentialOf(r, p.Day(a.now())), nil
	}
	return nil, fmt.Errorf("print %s: no such kind of record", rec.Ref())
}

// short is a record's id as people see it.
func short(ctx context.Context, book *store.Book, ref domain.Ref) (string, error) {
	ids, err := book.Short(ctx, ref)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// shortOf is short, and nothing for no record.
func shortOf(ctx context.Context, book *store.Book, kind domain.Kind, id domain.ID) (string, error) {
	if id.IsZero() {
		return "", nil
	}
	return short(ctx, book, domain.Ref{Kind: kind, ID: id})
}

// change applies a command and prints the record that it left, or the sentence
// of the catalog for what was done.
func (a *app) change(ctx context.Context, book *store.Book, c domain.Command, sentence string) error {
	res, err := book.Apply(ctx, c)
	if err != nil {
		return err
	}
	var rec domain.Record
	if len(res.Records) > 0 {
		rec = res.Records[0]
	} else if rec, err = read(ctx, book, c.Subject()); err != nil {
		return err
	}
	if a.json {
		return a.print(ctx, book, rec)
	}
	id, err := short(ctx, book, rec.Ref())
	if err != nil {
		return err
	}
	if res.Entry == 0 {
		sentence = "cli.did.nothing"
	}
	a.say(a.w.T(sentence, "id", id, "name", domain.NameOf(rec)))
	return nil
}

// print prints a record as JSON.
func (a *app) print(ctx context.Context, book *store.Book, rec domain.Record) error {
	j, err := a.asJSON(ctx, book, rec)
	if err != nil {
		return err
	}
	return a.emit(j)
}

// target is what a verb is done to: the record that the first argument names.
type target struct {
	book *store.Book
	ref  domain.Ref
	// args are those after the id.
	args []string
}

// on makes a verb on one record, named by the first argument.
func (a *app) on(kind domain.Kind, use, short string, do func(context.Context, target) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: a.args(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.onRecord(c.Context(), kind, args, do)
		},
	}
}

func (a *app) onRecord(ctx context.Context, kind domain.Kind, args []string, do func(context.Context, target) error) error {
	book, err := a.open(ctx)
	if err != nil {
		return err
	}
	id, err := a.resolve(ctx, book, kind, args[0])
	if err != nil {
		return err
	}
	return do(ctx, target{book, domain.Ref{Kind: kind, ID: id}, args[1:]})
}

// resolve finds the record that somebody names. A survey may also be named by
// its project.
func (a *app) resolve(ctx context.Context, book *store.Book, kind domain.Kind, text string) (domain.ID, error) {
	id, err := book.Resolve(ctx, kind, text)
	if err == nil || kind != domain.KindSurvey {
		return id, err
	}
	project, notOne := book.Resolve(ctx, domain.KindProject, text)
	if notOne != nil {
		return id, err
	}
	p, notRead := book.Project(ctx, project)
	if notRead != nil || p.Survey.IsZero() {
		return id, err
	}
	return p.Survey, nil
}

// changing makes a verb that applies one command to a record.
func (a *app) changing(kind domain.Kind, use, short, sentence string, make func(domain.ID) (domain.Command, error)) *cobra.Command {
	return a.on(kind, use, short, func(ctx context.Context, t target) error {
		c, err := make(t.ref.ID)
		if err != nil {
			return err
		}
		return a.change(ctx, t.book, c, sentence)
	})
}

// reasoned is changing for a command that carries a reason, which a flag gives.
func (a *app) reasoned(kind domain.Kind, use, short, sentence, flag string, make func(id domain.ID, reason domain.Untrusted) domain.Command) *cobra.Command {
	var reason string
	c := a.changing(kind, use, short, sentence, func(id domain.ID) (domain.Command, error) {
		return sure(make(id, domain.Outside(reason)))
	})
	c.Flags().StringVar(&reason, flag, "", "cli.flag.why")
	return c
}

// sure is a command that cannot go wrong before it is applied.
func sure(c domain.Command) (domain.Command, error) { return c, nil }
