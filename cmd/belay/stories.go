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

// storyFlags are the flags that say what a story says.
type storyFlags struct {
	c                                             *cobra.Command
	title, customer, challenge, solution, results string
}

func (f *storyFlags) register(c *cobra.Command) {
	f.c = c
	for _, flag := range []struct {
		to          *string
		name, usage string
	}{
		{&f.title, "title", "cli.flag.title"}, {&f.customer, "customer", "cli.flag.customer"}, {&f.challenge, "challenge", "cli.flag.challenge"},
		{&f.solution, "solution", "cli.flag.solution"}, {&f.results, "results", "cli.flag.results"},
	} {
		c.Flags().StringVar(flag.to, flag.name, "", flag.usage)
	}
}

// said is what a flag says, nil where it is not given.
func (f *storyFlags) said(flag, text string) *domain.Untrusted {
	if !f.c.Flags().Changed(flag) {
		return nil
	}
	return new(domain.Outside(text))
}

func (a *app) storyAdd() *cobra.Command {
	var f storyFlags
	var project string
	c := &cobra.Command{
		Use: "add", Short: "cli.stories.add", Args: a.noArgs,
		Example: "belay stories add --project P-7F3K9 --title \"From paper to portal\"",
	}
	f.register(c)
	c.Flags().StringVar(&project, "project", "", "cli.flag.project")
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx := c.Context()
		book, p, err := a.openProgram(ctx)
		if err != nil {
			return err
		}
		add := domain.AddStory{
			ID: a.newID(), Program: p.Name, Title: domain.Outside(f.title), Customer: domain.Outside(f.customer),
			Challenge: domain.Outside(f.challenge), Solution: domain.Outside(f.solution), Results: domain.Outside(f.results),
		}
		if project != "" {
			if add.Project, err = book.Resolve(ctx, domain.KindProject, project); err != nil {
				return err
			}
			about, err := book.Project(ctx, add.Project)
			if err != nil {
				return err
			}
			if add.Program = about.Program; f.customer == "" {
				add.Customer = about.Customer
			}
		}
		return a.change(ctx, book, add, "cli.did.added")
	}
	return c
}

func (a *app) storyEdit() *cobra.Command {
	var f storyFlags
	c := a.changing(domain.KindStory, "edit STORY", "cli.stories.edit", "cli.did.edited", func(id domain.ID) (domain.Command, error) {
		edit := domain.EditStory{
			ID: id, Title: f.said("title", f.title), Customer: f.said("customer", f.customer), Challenge: f.said("challenge", f.challenge),
			Solution: f.said("solution", f.solution), Results: f.said("results", f.results),
		}
		if edit == (domain.EditStory{ID: id}) {
			return nil, useError{a.w.T("cli.use.nothing_set")}
		}
		return edit, nil
	})
	c.Example = "belay stories edit T-7F3K9 --results \"Half the time\""
	f.register(c)
	return c
}
