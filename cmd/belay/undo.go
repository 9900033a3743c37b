package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

type undoneJSON struct {
	// Undone is the entry that was taken back, Entry the one that did it.
	Undone  uint64    `json:"undone"`
	Entry   uint64    `json:"entry"`
	Command string    `json:"command"`
	Records []refJSON `json:"records"`
}

func (a *app) undo() *cobra.Command {
	return &cobra.Command{
		Use: "undo [NUMBER]", Short: "cli.undo.short", Long: "cli.undo.long", Args: a.args(0, 1),
		Example: "belay undo\nbelay undo 12\nbelay undo --json",
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			n := uint64(0)
			if len(args) > 0 {
				var err error
				if n, err = strconv.ParseUint(args[0], 10, 64); err != nil || n == 0 {
					return useError{a.w.T("cli.use.entry", "value", args[0])}
				}
			}
			book, err := a.open(ctx)
			if err != nil {
				return err
			}
			if n == 0 {
				last, err := book.Undoable(ctx)
				if err != nil {
					return err
				}
				n = last.Entry
			}
			return a.takeBack(ctx, book, n)
		},
	}
}

// takeBack undoes an entry and says what that was.
func (a *app) takeBack(ctx context.Context, book *store.Book, n uint64) error {
	res, err := book.Apply(ctx, domain.Undo{Entry: n})
	if err != nil {
		return err
	}
	entries, err := book.Journal(ctx, n-1, 1, false, nil)
	if err != nil {
		return err
	}
	e := entries[0] // it was just taken back
	if a.json {
		return a.emit(undoneJSON{n, res.Entry, e.Command, entryOf(e).Records})
	}
	what, err := a.happened(ctx, book, e)
	if err != nil {
		return err
	}
	a.say(a.w.T("cli.did.undone", "n", n, "what", domain.Outside(what), "entry", strconv.FormatUint(res.Entry, 10)))
	return nil
}
