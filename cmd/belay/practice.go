package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) practice() *cobra.Command {
	list := func() *cobra.Command { return a.credentialList().command(a) }
	return noun(list, "practice", "cli.practice.short", a.credentialShow(), a.credentialAdd(), a.credentialEdit(), a.credentialExpire())
}

func (a *app) credentialList() lister[domain.Credential] {
	return lister[domain.Credential]{
		kind: domain.KindCredential, short: "cli.practice.list",
		page: (*store.Book).Credentials,
		columns: func() []column {
			return []column{
				{head: a.w.T("cli.head.id")}, {head: a.w.T("cli.head.kind")}, {head: a.w.T("cli.head.title"), flex: late},
				{head: a.w.T("cli.head.holder"), flex: first}, {head: a.w.T("cli.head.level"), right: true},
				{head: a.w.T("cli.head.earned")}, {head: a.w.T("cli.head.expires")},
			}
		},
		cells: func(c domain.Credential, id string) []string {
			level := ""
			if c.Level > 0 {
				level = strconv.Itoa(c.Level)
			}
			return []string{id, a.w.Value(string(c.Kind)), c.Title.String(), c.Holder.String(), level, a.w.Date(c.Earned), a.w.Date(c.Expires)}
		},
		json: func(c domain.Credential) (any, error) {
			p, err := a.programNamed(c.Program)
			if err != nil {
				return nil, err
			}
			return credentialOf(c, p.Day(a.now())), nil
		},
	}
}

func (a *app) credentialShow() *cobra.Command {
	return a.on(domain.KindCredential, "show CREDENTIAL", "cli.practice.show", func(ctx context.Context, t target) error {
		c, err := t.book.Credential(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		p, err := a.programNamed(c.Program)
		if err != nil {
			return err
		}
		worth, err := a.worth(ctx, t.book, p, c.ID)
		if err != nil {
			return err
		}
		if a.json {
			return a.emit(shownCredentialJSON{credentialOf(c, p.Day(a.now())), worth.Points})
		}
		id, err := short(ctx, t.book, t.ref)
		if err != nil {
			return err
		}
		a.say(id + "  " + c.Title.String())
		f := &facts{a: a}
		f.add(a.w.T("cli.head.kind"), a.w.Value(string(c.Kind)))
		f.add(a.w.T("cli.head.holder"), c.Holder.String())
		if c.Level > 0 {
			f.add(a.w.T("cli.head.level"), strconv.Itoa(c.Level))
		}
		f.add(a.w.T("cli.head.earned"), a.w.Date(c.Earned))
		f.add(a.w.T("cli.head.expires"), a.w.Date(c.Expires))
		f.add(a.w.T("cli.head.score"), a.w.CredentialWorth(worth))
		f.print()
		return nil
	})
}

// worth is what a credential gives in its program's score. All of the program's
// are read: what one gives depends on the others, and there are few.
func (a *app) worth(ctx context.Context, book *store.Book, p *domain.Program, id domain.ID) (domain.CredentialWorth, error) {
	stats, err := book.Stats(ctx, p.Name)
	if err != nil {
		return domain.CredentialWorth{}, err
	}
	const some = 1000
	q := domain.Query{Kind: domain.KindCredential, List: domain.ListAll, Sort: domain.Sorts(domain.KindCredential)[0], Program: p.Name}
	var all []domain.Credential
	for {
		page, err := book.Credentials(ctx, q, len(all), some)
		if err != nil {
			return domain.CredentialWorth{}, err
		}
		all = append(all, page.Rows...)
		if len(page.Rows) == 0 || len(all) >= page.Total {
			return p.CredentialWorths(stats.Score, all, a.now())[id], nil
		}
	}
}

func (a *app) credentialAdd() *cobra.Command {
	var kind, title, holder, earned, expires string
	var level int
	c := &cobra.Command{
		Use: "add", Short: "cli.practice.add", Args: a.noArgs,
		Example: "belay practice add --kind certification --title \"Administrator\" --holder \"Ann One\" --earned 2026-05-01",
	}
	c.Flags().StringVar(&kind, "kind", string(domain.Certification), "cli.flag.credential")
	c.Flags().StringVar(&title, "title", "", "cli.flag.credential_title")
	c.Flags().StringVar(&holder, "holder", "", "cli.flag.holder")
	c.Flags().IntVar(&level, "level", 0, "cli.flag.level")
	c.Flags().StringVar(&earned, "earned", "", "cli.flag.earned")
	c.Flags().StringVar(&expires, "expires", "", "cli.flag.expires")
	c.RunE = func(c *cobra.Command, _ []string) error {
		book, p, err := a.openProgram(c.Context())
		if err != nil {
			return err
		}
		add := domain.AddCredential{
			ID: a.newID(), Program: p.Name, Kind: domain.CredentialKind(kind), Title: domain.Outside(title), Holder: domain.Outside(holder), Level: level,
		}
		if add.Earned, err = dateFlag("earned", earned, a.today(), domain.LeanBehind); err != nil {
			return err
		}
		if add.Expires, err = dateFlag("expires", expires, a.today(), domain.LeanAhead); err != nil {
			return err
		}
		return a.change(c.Context(), book, add, "cli.did.added")
	}
	return c
}

func (a *app) credentialEdit() *cobra.Command {
	var kind, title, holder, earned, expires string
	var level int
	var c *cobra.Command
	c = a.changing(domain.KindCredential, "edit CREDENTIAL", "cli.practice.edit", "cli.did.edited", func(id domain.ID) (domain.Command, error) {
		said := c.Flags().Changed
		edit := domain.EditCredential{ID: id}
		if said("kind") {
			edit.Kind = new(domain.CredentialKind(kind))
		}
		if said("title") {
			edit.Title = new(domain.Outside(title))
		}
		if said("holder") {
			edit.Holder = new(domain.Outside(holder))
		}
		if said("level") {
			edit.Level = &level
		}
		for _, f := range []struct {
			name, text string
			lean       domain.Lean
			to         **domain.Date
		}{{"earned", earned, domain.LeanBehind, &edit.Earned}, {"expires", expires, domain.LeanAhead, &edit.Expires}} {
			if !said(f.name) {
				continue
			}
			day, err := dateFlag(f.name, f.text, a.today(), f.lean)
			if err != nil {
				return nil, err
			}
			*f.to = &day
		}
		if edit == (domain.EditCredential{ID: id}) {
			return nil, useError{a.w.T("cli.use.nothing_set")}
		}
		return edit, nil
	})
	c.Example = "belay practice edit C-7F3K9 --expires 2027-05-01\nbelay practice edit C-7F3K9 --expires \"\""
	c.Flags().StringVar(&kind, "kind", "", "cli.flag.credential")
	c.Flags().StringVar(&title, "title", "", "cli.flag.credential_title")
	c.Flags().StringVar(&holder, "holder", "", "cli.flag.holder")
	c.Flags().IntVar(&level, "level", 0, "cli.flag.level")
	c.Flags().StringVar(&earned, "earned", "", "cli.flag.earned")
	c.Flags().StringVar(&expires, "expires", "", "cli.flag.expires")
	return c
}

func (a *app) credentialExpire() *cobra.Command {
	var on string
	c := a.on(domain.KindCredential, "expire CREDENTIAL", "cli.practice.expire", func(ctx context.Context, t target) error {
		cred, err := t.book.Credential(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		p, err := a.programNamed(cred.Program)
		if err != nil {
			return err
		}
		day, err := dateFlag("on", on, a.today(), domain.LeanBehind)
		if err != nil {
			return err
		}
		if day == 0 {
			day = p.Day(a.now())
		}
		return a.change(ctx, t.book, domain.ExpireCredential{ID: t.ref.ID, On: day}, "cli.did.expired")
	})
	c.Flags().StringVar(&on, "on", "", "cli.flag.on")
	return c
}
