package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// asIs opens the book without noting in it what lapsed meanwhile.
func (a *app) asIs() (*store.Book, error) {
	path, err := a.bookPath()
	if err != nil {
		return nil, err
	}
	return a.openAt(path)
}

type checkedJSON struct {
	Path    domain.Untrusted `json:"path"`
	Entries uint64           `json:"journal_entries"`
	// Repaired is what was put right.
	Repaired repairedJSON `json:"repaired"`
}

type repairedJSON struct {
	Header  bool `json:"header"`
	Entries int  `json:"journal_entries"`
	Indexes bool `json:"indexes"`
}

func (a *app) checkBook() *cobra.Command {
	var repair bool
	c := &cobra.Command{
		Use: "check", Short: "cli.book.check", Long: "cli.book.check_long", Args: a.noArgs,
		Example: "belay book check\nbelay book check --repair",
	}
	c.Flags().BoolVar(&repair, "repair", false, "cli.flag.repair")
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx := c.Context()
		path, err := a.bookPath()
		if err != nil {
			return err
		}
		var did store.Mended
		if repair {
			did, err = store.RepairFile(ctx, path, a.storeOptions())
		} else {
			err = store.CheckFile(ctx, path, a.storeOptions())
		}
		if err != nil {
			a.sayDamage(err)
			return atPath(path, err)
		}
		return a.sayChecked(ctx, did)
	}
	return c
}

// sayDamage lists all that a check found; the error that ends the command
// tells of the first only.
func (a *app) sayDamage(err error) {
	if found := damages(err); !a.json && len(found) > 1 {
		for _, d := range found {
			a.say(d.What)
		}
	}
}

// damages takes joined errors apart.
func damages(err error) (all []*store.DamagedError) {
	for err != nil {
		if d, ok := err.(*store.DamagedError); ok { //nolint:errorlint // one level at a time
			return append(all, d)
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, one := range many.Unwrap() {
				all = append(all, damages(one)...)
			}
			return all
		}
		err = errors.Unwrap(err)
	}
	return all
}

func (a *app) sayChecked(ctx context.Context, did store.Mended) error {
	book, err := a.asIs()
	if err != nil {
		return err
	}
	head, err := book.Head(ctx)
	if err != nil {
		return atPath(book.Path(), err)
	}
	if a.json {
		return a.emit(checkedJSON{domain.Outside(book.Path()), head, repairedJSON{did.Header, did.Entries, did.Indexes}})
	}
	if did.Header {
		a.say(a.w.N("cli.book.mended", did.Entries))
	}
	if did.Indexes {
		a.say(a.w.T("cli.book.indexes"))
	}
	a.say(a.w.T("cli.book.whole", "path", book.Path(), "entries", a.w.Int(int(head))))
	return nil
}

type copiedJSON struct {
	Path    domain.Untrusted `json:"path"`
	Bytes   int64            `json:"bytes"`
	Entries uint64           `json:"journal_entries"`
}

func (a *app) backUp() *cobra.Command {
	return &cobra.Command{
		Use: "backup [FILE]", Short: "cli.book.backup", Long: "cli.book.backup_long", Args: a.args(0, 1),
		Example: "belay book backup\nbelay book backup /media/usb/book.db",
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			book, err := a.asIs()
			if err != nil {
				return err
			}
			path := ""
			if len(args) > 0 {
				path, err = a.copyTo(ctx, book, args[0])
			} else {
				var b store.Backup
				b, err = book.BackUp(ctx, store.BackupByHand)
				path, err = b.Path, atPathIf(book.Path(), err)
			}
			if err != nil {
				return err
			}
			return a.sayCopied(ctx, path)
		},
	}
}

// copyTo copies the book to a file; what is wrong with either is told of it.
func (a *app) copyTo(ctx context.Context, book *store.Book, file string) (string, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	err = book.CopyTo(ctx, path)
	if errors.Is(err, store.ErrExists) {
		return "", atPath(path, err)
	}
	return path, atPathIf(book.Path(), err)
}

// atPathIf is atPath where there is an error.
func atPathIf(path string, err error) error {
	if err == nil {
		return nil
	}
	return atPath(path, err)
}

func (a *app) sayCopied(ctx context.Context, path string) error {
	made, err := store.Open(path, a.storeOptions())
	if err != nil {
		return atPath(path, err)
	}
	head, err := made.Head(ctx)
	if err != nil {
		return atPath(path, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if a.json {
		return a.emit(copiedJSON{domain.Outside(path), info.Size(), head})
	}
	a.say(a.w.T("cli.book.backed_up", "path", path, "entries", a.w.Int(int(head))))
	return nil
}

type restoredJSON struct {
	Path domain.Untrusted `json:"path"`
	From domain.Untrusted `json:"from"`
	// Kept is the name that the book which was there has now.
	Kept    *domain.Untrusted `json:"kept"`
	Entries uint64            `json:"journal_entries"`
}

func (a *app) restore() *cobra.Command {
	return &cobra.Command{
		Use: "restore FILE", Short: "cli.book.restore", Long: "cli.book.restore_long", Args: a.args(1, 1),
		Example: "belay book restore book.db.backups/20261122T093000Z-000000000042-by-hand.db",
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			path, err := a.bookPath()
			if err != nil {
				return err
			}
			if _, err := os.Stat(args[0]); err != nil {
				return err
			}
			if !a.confirm(a.w.T("cli.ask.restore", "path", path, "file", args[0])) {
				return nil
			}
			kept, err := store.Restore(ctx, args[0], path, a.storeOptions())
			if err != nil {
				return atPath(path, err)
			}
			return a.sayRestored(ctx, args[0], kept)
		},
	}
}

func (a *app) sayRestored(ctx context.Context, from, kept string) error {
	book, err := a.asIs()
	if err != nil {
		return err
	}
	head, err := book.Head(ctx)
	if err != nil {
		return atPath(book.Path(), err)
	}
	if a.json {
		out := restoredJSON{Path: domain.Outside(book.Path()), From: domain.Outside(from), Entries: head}
		if kept != "" {
			old := domain.Outside(kept)
			out.Kept = &old
		}
		return a.emit(out)
	}
	a.say(a.w.T("cli.book.restored", "path", book.Path(), "entries", a.w.Int(int(head))))
	if kept != "" {
		a.say(a.w.T("cli.book.kept", "path", kept))
	}
	return nil
}

type compactedJSON struct {
	Path   domain.Untrusted `json:"path"`
	Before int64            `json:"bytes_before"`
	After  int64            `json:"bytes_after"`
}

func (a *app) compact() *cobra.Command {
	return &cobra.Command{
		Use: "compact", Short: "cli.book.compact", Long: "cli.book.compact_long", Args: a.noArgs,
		Example: "belay book compact --json",
		RunE: func(c *cobra.Command, _ []string) error {
			book, err := a.asIs()
			if err != nil {
				return err
			}
			s, err := book.Compact(c.Context())
			if err != nil {
				return atPath(book.Path(), err)
			}
			if a.json {
				return a.emit(compactedJSON{domain.Outside(book.Path()), s.Before, s.After})
			}
			a.say(a.w.T("cli.book.compacted", "path", book.Path(), "before", a.w.Int(int(s.Before)), "after", a.w.Int(int(s.After))))
			return nil
		},
	}
}

type salvagedJSON struct {
	Path    domain.Untrusted `json:"path"`
	From    domain.Untrusted `json:"from"`
	Records int              `json:"records"`
	Entries uint64           `json:"journal_entries"`
	// History is whether the journal could be saved.
	History bool  `json:"history"`
	Broken  int64 `json:"broken_values"`
}

func (a *app) salvage() *cobra.Command {
	return &cobra.Command{
		Use: "salvage FILE NEW", Short: "cli.book.salvage", Long: "cli.book.salvage_long", Args: a.args(2, 2),
		Example: "belay book salvage damaged.db saved.db\nbelay leads --book saved.db",
		RunE: func(c *cobra.Command, args []string) error {
			from, to := args[0], args[1]
			if _, err := os.Stat(from); err != nil {
				return err
			}
			n, err := store.Salvage(c.Context(), from, to, a.storeOptions())
			if errors.Is(err, store.ErrExists) {
				return atPath(to, err)
			}
			if err != nil {
				return atPath(from, err)
			}
			if a.json {
				return a.emit(salvagedJSON{domain.Outside(to), domain.Outside(from), n.Records, n.Entries, n.History, n.Broken})
			}
			a.say(a.w.N("cli.book.salvaged", n.Records, "path", to))
			if !n.History {
				a.say(a.w.T("cli.book.no_history"))
			}
			return nil
		},
	}
}
