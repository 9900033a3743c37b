package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) stories() *cobra.Command {
	list := func() *cobra.Command { return a.storyList().command(a) }
	return noun(list, "stories", "cli.stories.short",
		a.storyShow(), a.storyAdd(), a.storyEdit(),
		a.changing(domain.KindStory, "submit STORY", "cli.stories.submit", "cli.did.submitted", func(id domain.ID) (domain.Command, error) {
			return sure(domain.SubmitStory{ID: id})
		}),
		a.changing(domain.KindStory, "publish STORY", "cli.stories.publish", "cli.did.published", func(id domain.ID) (domain.Command, error) {
			return sure(domain.PublishStory{ID: id})
		}),
	)
}

func (a *app) storyList() lister[domain.Story] {
	return lister[domain.Story]{
		kind: domain.KindStory, short: "cli.stories.list",
		page: (*store.Book).Stories,
		columns: func() []column {
			return []column{
				{head: a.w.T("cli.head.id")}, {head: a.w.T("cli.head.status")}, {head: a.w.T("cli.head.title"), flex: late},
				{head: a.w.T("cli.head.customer"), flex: first}, {head: a.w.T("cli.head.created")},
			}
		},
		cells: func(s domain.Story, id string) []string {
			return []string{id, a.w.Value(string(s.Status)), s.Title.String(), s.Customer.String(), a.w.Instant(s.CreatedAt, a.now())}
		},
		json: func(s domain.Story) (any, error) { return storyOf(s), nil },
	}
}

func (a *app) storyShow() *cobra.Command {
	return a.on(domain.KindStory, "show STORY", "cli.stories.show", func(ctx context.Context, t target) error {
		s, err := t.book.Story(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		if a.json {
			return a.print(ctx, t.book, s)
		}
		id, err := short(ctx, t.book, t.ref)
		if err != nil {
			return err
		}
		project, err := shortOf(ctx, t.book, domain.KindProject, s.Project)
		if err != nil {
			return err
		}
		a.say(id + "  " + s.Title.String())
		f := &facts{a: a}
		f.add(a.w.T("cli.head.customer"), s.Customer.String())
		f.add(a.w.T("cli.head.project"), project)
		f.add(a.w.T("cli.head.status"), a.w.Value(string(s.Status)))
		f.add(a.w.T("cli.head.challenge"), s.Challenge.String())
		f.add(a.w.T("cli.head.solution"), s.Solution.String())
		f.add(a.w.T("cli.head.results"), s.Results.String())
		stats, err := t.book.Stats(ctx, s.Program)
		if err != nil {
			return err
		}
		f.add(a.w.T("cli.head.score"), a.w.StoryWorth(stats.Score.StoryWorth()))
		f.print()
		return nil
	})
}

func (a *app) storyAdd() *cobra.Command {
	var title, customer, challenge, solution, results, project string
	c := &cobra.Command{
		Use: "add", Short: "cli.stories.add", Args: a.noArgs,
		Example: "belay stories add --project P-7F3K9 --title \"From paper to portal\"",
	}
	for _, f := range []struct {
		to          *string
		name, usage string
	}{
		{&title, "title", "cli.flag.title"}, {&project, "project", "cli.flag.project"}, {&customer, "customer", "cli.flag.customer"},
		{&challenge, "challenge", "cli.flag.challenge"}, {&solution, "solution", "cli.flag.solution"}, {&results, "results", "cli.flag.results"},
	} {
		c.Flags().StringVar(f.to, f.name, "", f.usage)
	}
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx := c.Context()
		book, err := a.open(ctx)
		if err != nil {
			return err
		}
		p, err := a.program(ctx, book)
		if err != nil {
			return err
		}
		add := domain.AddStory{
			ID: a.newID(), Program: p.Name, Title: domain.Outside(title), Customer: domain.Outside(customer),
			Challenge: domain.Outside(challenge), Solution: domain.Outside(solution), Results: domain.Outside(results),
		}
		if project != "" {
			if add.Project, err = book.Resolve(ctx, domain.KindProject, project); err != nil {
				return err
			}
			about, err := book.Project(ctx, add.Project)
			if err != nil {
				return err
			}
			if add.Program = about.Program; customer == "" {
				add.Customer = about.Customer
			}
		}
		return a.change(ctx, book, add, "cli.did.added")
	}
	return c
}

func (a *app) storyEdit() *cobra.Command {
	var title, customer, challenge, solution, results string
	var c *cobra.Command
	c = a.changing(domain.KindStory, "edit STORY", "cli.stories.edit", "cli.did.edited", func(id domain.ID) (domain.Command, error) {
		said := func(flag, text string) *domain.Untrusted {
			if !c.Flags().Changed(flag) {
				return nil
			}
			u := domain.Outside(text)
			return &u
		}
		return sure(domain.EditStory{
			ID: id, Title: said("title", title), Customer: said("customer", customer), Challenge: said("challenge", challenge),
			Solution: said("solution", solution), Results: said("results", results),
		})
	})
	c.Flags().StringVar(&title, "title", "", "cli.flag.title")
	c.Flags().StringVar(&customer, "customer", "", "cli.flag.customer")
	c.Flags().StringVar(&challenge, "challenge", "", "cli.flag.challenge")
	c.Flags().StringVar(&solution, "solution", "", "cli.flag.solution")
	c.Flags().StringVar(&results, "results", "", "cli.flag.results")
	return c
}
