package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// create makes the book of a firm. Without a program it gets that of the flag, else
// the default one.
func (a *app) create(ctx context.Context, path string, firm domain.SetUpFirm) (*store.Book, error) {
	return a.createFilled(ctx, path, firm, func(*store.Book) error { return nil })
}

// createFilled makes it once fill has filled it: where that fails, there is none.
func (a *app) createFilled(ctx context.Context, path string, firm domain.SetUpFirm, fill func(*store.Book) error) (*store.Book, error) {
	firm.Program = cmp.Or(firm.Program, a.programFlag, domain.DefaultProgram)
	if _, err := a.programNamed(firm.Program); err != nil {
		return nil, err
	}
	if firm.Firm.IsZero() {
		bad := domain.Refused("firm.no_name")
		bad.Field = "name"
		return nil, bad
	}
	book, err := store.CreateFilled(path, a.storeOptions(), func(draft *store.Book) error {
		if _, err := draft.Apply(ctx, firm); err != nil {
			return err
		}
		return fill(draft)
	})
	return book, atPathIf(path, err)
}

func (a *app) setup() *cobra.Command {
	var name string
	var domains []string
	c := &cobra.Command{
		Use: "setup", Short: "cli.setup.short", Long: "cli.setup.long", Args: a.noArgs,
		Example: "belay setup --firm \"Nimbus Consulting\" --program trailblazer --domain nimbus.example",
	}
	c.Flags().StringVar(&name, "firm", "", "cli.flag.firm")
	c.Flags().StringArrayVar(&domains, "domain", nil, "cli.flag.domain")
	c.RunE = func(c *cobra.Command, _ []string) error {
		path, err := a.bookPath()
		if err != nil {
			return err
		}
		book, err := a.openAt(path)
		switch {
		case errors.Is(err, store.ErrNoBook):
			return a.setUpNew(c.Context(), path, domain.Outside(name), firmDomains(domains))
		case err != nil:
			return err
		}
		if own := firmDomains(domains); len(domains) > 0 {
			if name == "" && a.programFlag == "" {
				return a.change(c.Context(), book, own, "cli.did.domains")
			}
			if _, err := book.Apply(c.Context(), own); err != nil {
				return err
			}
		}
		f, err := a.firm(c.Context(), book)
		if err != nil {
			return err
		}
		p, err := a.program(c.Context(), book)
		if err != nil {
			return err
		}
		firm := f.Name
		if name != "" {
			firm = domain.Outside(name)
		}
		return a.change(c.Context(), book, domain.SetUpFirm{Firm: firm, Program: p.Name}, "cli.did.firm")
	}
	return c
}

func firmDomains(said []string) (c domain.SetFirmDomains) {
	for _, d := range said {
		c.Domains = append(c.Domains, domain.Outside(d))
	}
	return c
}

func (a *app) setUpNew(ctx context.Context, path string, name domain.Untrusted, own domain.SetFirmDomains) error {
	book, err := a.create(ctx, path, domain.SetUpFirm{Firm: name})
	if err != nil {
		return err
	}
	if _, err := book.Apply(ctx, own); err != nil {
		return err
	}
	f, err := a.firm(ctx, book)
	if err != nil {
		return err
	}
	if a.json {
		return a.print(ctx, book, f)
	}
	a.say(a.w.T("cli.did.book", "firm", f.Name, "path", path))
	return nil
}

func (a *app) books() *cobra.Command {
	info := func() *cobra.Command {
		return &cobra.Command{Use: "info", Short: "cli.book.info", Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error {
			return a.bookInfo(c.Context())
		}}
	}
	where := &cobra.Command{Use: "where", Short: "cli.book.where", Args: a.noArgs, RunE: func(*cobra.Command, []string) error {
		return a.bookWhere()
	}}
	return noun(info, "book", "cli.book.short", where, a.checkBook(), a.backUp(), a.restore(), a.compact(), a.salvage())
}

type whereJSON struct {
	Path   domain.Untrusted `json:"path"`
	Exists bool             `json:"exists"`
}

type placesJSON struct {
	whereJSON
	// Log is where details of errors are, null where nothing says where.
	Log *domain.Untrusted `json:"log"`
}

func (a *app) bookWhere() error {
	path, err := a.bookPath()
	if err != nil {
		return err
	}
	if !a.json {
		a.say(domain.Clean(path))
		return nil
	}
	_, err = os.Stat(path)
	j := placesJSON{whereJSON: whereJSON{domain.Outside(path), !errors.Is(err, fs.ErrNotExist)}}
	if log := a.errLog(); log != nil {
		j.Log = some(domain.Outside(log.path))
	}
	return a.emit(j)
}

type infoJSON struct {
	Path     domain.Untrusted               `json:"path"`
	Bytes    int64                          `json:"bytes"`
	Firm     domain.Untrusted               `json:"firm"`
	Programs []string                       `json:"programs"`
	Entries  uint64                         `json:"journal_entries"`
	Counts   map[domain.Kind]map[string]int `json:"counts"`
}

func (a *app) bookInfo(ctx context.Context) error {
	book, err := a.open(ctx)
	if err != nil {
		return err
	}
	f, err := a.firm(ctx, book)
	if err != nil {
		return err
	}
	counts, err := book.Counts(ctx, a.programFlag)
	if err != nil {
		return err
	}
	head, err := book.Head(ctx)
	if err != nil {
		return err
	}
	file, err := os.Stat(book.Path())
	if err != nil {
		return err
	}
	if a.json {
		return a.emit(infoJSON{domain.Outside(book.Path()), file.Size(), f.Name, f.Programs, head, counts})
	}
	facts := &facts{a: a}
	facts.add(a.w.T("cli.head.file"), domain.Clean(book.Path()))
	facts.add(a.w.T("cli.head.size"), a.w.T("cli.book.bytes", "n", int(file.Size())))
	facts.add(a.w.T("cli.head.firm"), f.Name.String())
	facts.add(a.w.T("cli.head.programs"), a.w.T("cli.plain", "text", f.Programs))
	facts.add(a.w.T("cli.head.entries"), a.w.Int(int(head)))
	for _, k := range domain.Kinds() {
		if n := counts[k][domain.ListAll]; n > 0 {
			facts.add(a.kinds(k), a.w.Int(n))
		}
	}
	facts.print()
	return nil
}

// kinds is what several records of a kind are called.
func (a *app) kinds(k domain.Kind) string {
	switch k {
	case domain.KindLead:
		return a.w.T("cli.head.leads")
	case domain.KindOpportunity:
		return a.w.T("cli.head.opportunities")
	case domain.KindProject:
		return a.w.T("cli.head.projects")
	case domain.KindSurvey:
		return a.w.T("cli.head.surveys")
	case domain.KindStory:
		return a.w.T("cli.head.stories")
	case domain.KindCredential:
		return a.w.T("cli.head.credentials")
	case domain.KindFirm:
	}
	return a.w.T("cli.head.firm")
}
