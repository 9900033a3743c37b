package main

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// mostProgram is more than any program file has; the domain says how many bytes
// are allowed.
const mostProgram = 1 << 20

// readProgram reads and parses a program file.
func (a *app) readProgram(name string) (source []byte, p *domain.Program, err error) {
	file, err := a.source(name)
	if err != nil {
		return nil, nil, err
	}
	source, err = io.ReadAll(io.LimitReader(file, mostProgram))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, nil, err
	}
	if p, err = domain.ParseProgram(source); err != nil {
		return nil, nil, fileError{err}
	}
	return source, p, nil
}

func (a *app) programCheck() *cobra.Command {
	c := &cobra.Command{Use: "check FILE", Short: "cli.program.check", Args: a.args(1, 1), Example: "belay program check ours.toml"}
	c.RunE = func(_ *cobra.Command, args []string) error {
		_, p, err := a.readProgram(args[0])
		if err != nil {
			return err
		}
		if a.json {
			return a.emit(programOf(p, domain.Firm{}))
		}
		a.say(a.w.T("cli.program.sound", "name", p.Name, "title", p.Title))
		return nil
	}
	return c
}

type addedJSON struct {
	Program programJSON `json:"program"`
	// Changed is false for a file that the book has already.
	Changed bool `json:"changed"`
	// Replaces tells what had the name: "file", "preset" or nothing.
	Replaces *string    `json:"replaces"`
	Moved    *movedJSON `json:"moved"`
}

func (a *app) programAdd() *cobra.Command {
	c := &cobra.Command{Use: "add FILE", Short: "cli.program.add", Long: "cli.program.add_long", Args: a.args(1, 1), Example: "belay program add ours.toml"}
	c.RunE = func(c *cobra.Command, args []string) error {
		source, p, err := a.readProgram(args[0])
		if err != nil {
			return err
		}
		book, err := a.open(c.Context())
		if err != nil {
			return err
		}
		return a.addProgram(c.Context(), book, p, domain.AddProgram{Source: domain.Outside(string(source))})
	}
	return c
}

// addProgram adds a program and says what it replaces and what moved.
func (a *app) addProgram(ctx context.Context, book *store.Book, p *domain.Program, add domain.AddProgram) error {
	firm, err := a.firm(ctx, book)
	if err != nil {
		return err
	}
	replaces := ""
	switch old := programOf(p, firm); {
	case old.File:
		replaces = "file"
	case isPreset(p.Name):
		replaces = "preset"
	}
	var before domain.Stats
	if replaces != "" {
		if before, err = book.Stats(ctx, p.Name); err != nil {
			return err
		}
	}
	res, err := book.Apply(ctx, add)
	if err != nil {
		return err
	}
	after, err := book.Stats(ctx, p.Name)
	if err != nil {
		return err
	}
	if firm, err = book.Firm(ctx); err != nil {
		return err
	}
	moved := domain.Compare(before.Score, after.Score)
	if a.json {
		j := addedJSON{Program: programOf(p, firm), Changed: res.Entry != 0, Replaces: some(replaces)}
		if replaces != "" {
			j.Moved = movedOf(moved)
		}
		return a.emit(j)
	}
	switch {
	case res.Entry == 0:
		a.say(a.w.T("cli.did.program_same", "name", p.Name))
		return nil
	case replaces == "":
		a.say(a.w.T("cli.did.program_added", "name", p.Name))
		return nil
	case replaces == "preset":
		a.say(a.w.T("cli.did.program_shadows", "name", p.Name))
	default:
		a.say(a.w.T("cli.did.program_replaced", "name", p.Name))
	}
	a.showMoved(moved, p)
	return nil
}

// showMoved prints what a changed program moved.
func (a *app) showMoved(m domain.Moved, p *domain.Program) {
	if m.IsZero() {
		a.say(a.w.T("cli.program.unmoved"))
		return
	}
	if m.Points[0] != m.Points[1] || m.Max[0] != m.Max[1] {
		a.say(a.w.T("cli.program.moved_points", "before", a.points(m.Points[0], m.Max[0]), "after", a.points(m.Points[1], m.Max[1])))
	}
	if m.Tier[0].Key != m.Tier[1].Key {
		a.say(a.w.T("cli.program.moved_tier", "before", m.Tier[0].Title, "after", m.Tier[1].Title))
	}
	t := a.table(column{flex: late}, column{right: true}, column{}, column{right: true})
	for _, at := range m.Attributes {
		title := at.After.Title
		if title == "" {
			title = at.Before.Title
		}
		t.rows = append(t.rows, []string{"  " + title, a.moment(at.Before, p), a.w.T("cli.program.to"), a.moment(at.After, p)})
	}
	t.started = true // no head: the rows say what they are
	_ = t.flush()
}

// moment is an attribute before or after a change.
func (a *app) moment(at domain.AttributeScore, p *domain.Program) string {
	switch {
	case at.Key == "":
		return a.w.T("cli.program.none")
	case p.ByRequirements():
		return a.w.Quantity(at.Value)
	}
	return a.points(at.Points, at.Max)
}

// programSource prints a program's file, for a firm to write its own from. What
// a terminal must not see is replaced in it; JSON has the exact text.
func (a *app) programSource(name string, firm domain.Firm) error {
	source, err := domain.PresetSource(name)
	text, ours := domain.Outside(source), true
	for _, f := range firm.Files {
		if f.Name == name {
			text, ours, err = f.Source, false, nil
		}
	}
	if err != nil {
		return err
	}
	if a.json {
		return a.emit(map[string]domain.Untrusted{"name": domain.Outside(name), "source": text})
	}
	if ours {
		for line := range strings.SplitSeq(strings.TrimSpace(source), "\n") {
			a.say(line)
		}
		return nil
	}
	for _, line := range text.Lines() {
		a.say(line.String())
	}
	return nil
}
