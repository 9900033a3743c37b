package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// oneByOne makes a verb on one lead or several, each named by an argument.
// One that a rule refuses does not stop the others; see [errSomeRefused].
// Before asks whether to go on with so many; nil does not ask.
func (a *app) oneByOne(use, short string, before func(n int) bool, do func(context.Context, target) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: a.args(1, -1),
		RunE: func(c *cobra.Command, args []string) error {
			if before != nil && !before(len(args)) {
				return nil
			}
			if len(args) == 1 {
				return a.onRecord(c.Context(), domain.KindLead, args, do)
			}
			return a.several(c, domain.KindLead, args, do)
		},
	}
}

// several does a verb to each of the records that are named.
func (a *app) several(c *cobra.Command, kind domain.Kind, names []string, do func(context.Context, target) error) error {
	ctx := c.Context()
	book, err := a.open(ctx)
	if err != nil {
		return err
	}
	if a.json {
		a.records = &array{out: a.out}
		defer func() { a.records = nil }()
	}
	err = a.each(c, book, kind, names, do)
	if a.json { // what was done before a failure is a whole array, too
		err = errors.Join(err, a.records.end())
	}
	return err
}

// each does a verb to one record after the other, and says which were refused.
func (a *app) each(c *cobra.Command, book *store.Book, kind domain.Kind, names []string, do func(context.Context, target) error) error {
	ctx, refused := c.Context(), false
	for _, name := range names {
		id, err := a.resolve(ctx, book, kind, name)
		if err == nil {
			err = do(ctx, target{book, domain.Ref{Kind: kind, ID: id}, nil})
		}
		switch {
		case err == nil:
		case !isRefusal(err):
			return err
		default:
			refused = true
			a.explainOne(c, name, err)
		}
	}
	if refused {
		return errSomeRefused
	}
	return nil
}

// isRefusal reports whether a rule refused, and not the disk.
func isRefusal(err error) bool {
	_, one := errors.AsType[*domain.RuleError](err)
	_, some := errors.AsType[domain.Refusals](err)
	return one || some
}

// explainOne says why one of several records was refused.
func (a *app) explainOne(c *cobra.Command, name string, err error) {
	t := a.tell(err)
	t.ID = domain.Outside(name)
	if a.json {
		a.printError(t)
		return
	}
	fmt.Fprintf(a.err, "belay: %s: %s: %s\n", strings.Join(commandPath(c), " "), domain.Outside(name), t.Message)
}
