package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/demo"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui"
)

func (a *app) demo() *cobra.Command {
	var write string
	o := a.demoOptions()
	c := &cobra.Command{
		Use: "demo", Short: "cli.demo.short", Long: "cli.demo.long", Args: a.noArgs,
		Example: "belay demo\nbelay demo --write demo.db --leads 1000 --seed 7",
	}
	c.Flags().StringVar(&write, "write", "", "cli.flag.write")
	c.Flags().IntVar(&o.Leads, "leads", o.Leads, "cli.flag.leads")
	c.Flags().IntVar(&o.Projects, "projects", o.Projects, "cli.flag.projects")
	c.Flags().Uint64Var(&o.Seed, "seed", o.Seed, "cli.flag.seed")
	a.screenFlags(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		o.Now = a.now()
		if o.Leads < 1 || o.Projects < 1 {
			return useError{a.w.T("cli.use.demo_size")}
		}
		if write != "" {
			return a.writeDemo(c.Context(), write, o)
		}
		return a.showDemo(c.Context(), o)
	}
	return c
}

// demoOptions are those of the demo that nobody asked anything special of.
func (a *app) demoOptions() demo.Options {
	return demo.Options{Seed: 1, Now: a.now(), Leads: 120, Projects: 40}
}

func (a *app) makeDemo(ctx context.Context, path string, o demo.Options) error {
	_, err := store.CreateFilled(path, a.storeOptions(), func(book *store.Book) error {
		return book.Replay(ctx, demo.Steps(o))
	})
	return atPathIf(path, err)
}

func (a *app) writeDemo(ctx context.Context, path string, o demo.Options) error {
	if err := a.makeDemo(ctx, path, o); err != nil {
		return err
	}
	if a.json {
		return a.emit(whereJSON{domain.Outside(path), true})
	}
	a.say(a.w.T("cli.did.demo", "path", path))
	return nil
}

// showDemo opens the screen on a book that is gone afterwards.
func (a *app) showDemo(ctx context.Context, o demo.Options) (err error) {
	if err := a.needTerminal(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "belay-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "demo.db")
	if err := a.makeDemo(ctx, path, o); err != nil {
		return err
	}
	book, err := store.Open(path, a.storeOptions())
	if err != nil {
		return atPath(path, err)
	}
	return a.openScreen(ctx, book, ui.Config{Demo: true})
}
