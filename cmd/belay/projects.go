package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) projects() *cobra.Command {
	list := func() *cobra.Command { return a.projectList().command(a) }
	return noun(list, "projects", "cli.projects.short",
		a.lists(domain.KindProject), a.projectShow(), a.projectAdd(), a.projectEdit(), a.projectComplete(),
		a.projectHold(), a.projectResume(), a.projectTerminate(), a.projectReopen(),
		a.projectDisqualify(), a.projectRequalify(),
	)
}

// judged is a project and whether it counts.
type judged struct {
	domain.Project
	standing domain.Standing
}

func standing(ctx context.Context, book *store.Book, p domain.Project) (domain.Standing, error) {
	all, err := book.Standings(ctx, []domain.Project{p})
	if err != nil {
		return domain.Standing{}, err
	}
	return all[0], nil
}

func (a *app) projectList() lister[judged] {
	return lister[judged]{
		kind: domain.KindProject, short: "cli.projects.list", example: "belay projects list --list active\nbelay projects list --sort score --json",
		page: judgedPage,
		columns: func() []column {
			return []column{
				{head: a.w.T("cli.head.id")}, {head: a.w.T("cli.head.status")}, {head: a.w.T("cli.head.name"), flex: late},
				{head: a.w.T("cli.head.customer"), flex: first}, {head: a.w.T("cli.head.kind"), flex: first}, {head: a.w.T("cli.head.role"), flex: first},
				{head: a.w.T("cli.head.end")}, {head: a.w.T("cli.head.csat"), right: true}, {head: a.w.T("cli.head.counts")},
			}
		},
		cells: func(p judged, id string) []string {
			return []string{
				id, a.w.Value(string(p.Status)), p.Name.String(), p.Customer.String(), a.w.Value(string(p.Kind)), a.w.Value(string(p.Role)),
				a.w.Date(p.End), a.csat(p.CSAT), a.yesNo(p.standing.Counts),
			}
		},
		json: func(p judged) (any, error) {
			due, err := a.due(p.Project, p.Program)
			return projectOf(p.Project, p.standing, due), err
		},
	}
}

func judgedPage(book *store.Book, ctx context.Context, q domain.Query, offset, limit int) (domain.Page[judged], error) {
	page, err := book.Projects(ctx, q, offset, limit)
	if err != nil {
		return domain.Page[judged]{}, err
	}
	standings, err := book.Standings(ctx, page.Rows)
	if err != nil {
		return domain.Page[judged]{}, err
	}
	rows := make([]judged, len(page.Rows))
	for i, p := range page.Rows {
		rows[i] = judged{p, standings[i]}
	}
	return domain.Page[judged]{Rows: rows, Offset: page.Offset, Total: page.Total}, nil
}

func (a *app) csat(c domain.CSAT) string {
	if c.IsZero() {
		return ""
	}
	return a.w.Ratio2(c.Score().Num, c.Score().Den)
}

func (a *app) yesNo(yes bool) string {
	if yes {
		return a.w.T("cli.yes")
	}
	return a.w.T("cli.no")
}

func (a *app) projectShow() *cobra.Command {
	return a.on(domain.KindProject, "show PROJECT", "cli.projects.show", func(ctx context.Context, t target) error {
		p, err := t.book.Project(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		if a.json {
			return a.print(ctx, t.book, p)
		}
		return a.showProject(ctx, t.book, p)
	})
}

func (a *app) showProject(ctx context.Context, book *store.Book, p domain.Project) error {
	id, err := short(ctx, book, p.Ref())
	if err != nil {
		return err
	}
	survey, err := shortOf(ctx, book, domain.KindSurvey, p.Survey)
	if err != nil {
		return err
	}
	s, err := standing(ctx, book, p)
	if err != nil {
		return err
	}
	a.say(id + "  " + p.Name.String())
	f := &facts{a: a}
	f.add(a.w.T("cli.head.customer"), p.Customer.String())
	f.add(a.w.T("cli.head.status"), a.w.Value(string(p.Status)))
	f.add(a.w.T("cli.head.reason"), p.Reason.String())
	f.add(a.w.T("cli.head.kind"), joined(", ", a.w.Value(string(p.Kind)), a.w.Value(string(p.Role)), a.w.T("cli.projects.for", "for", p.For)))
	f.add(a.w.T("cli.head.product"), p.Product.String())
	f.add(a.w.T("cli.head.industry"), p.Industry.String())
	f.add(a.w.T("cli.head.start"), a.w.Date(p.Start))
	f.add(a.w.T("cli.head.end"), a.w.Date(p.End))
	for _, c := range p.Contacts {
		consent := a.w.T("cli.projects.no_consent")
		if c.Consent != 0 {
			consent = a.w.T("cli.projects.consent", "on", c.Consent)
		}
		f.add(a.w.T("cli.head.contact"), c.String()+", "+consent)
	}
	f.add(a.w.T("cli.head.survey"), survey)
	f.add(a.w.T("cli.head.csat"), a.csat(p.CSAT))
	program, err := a.programNamed(p.Program)
	if err != nil {
		return err
	}
	f.add(a.w.T("cli.head.counts"), a.w.Standing(s, p, program))
	f.print()
	return nil
}

func (a *app) projectComplete() *cobra.Command {
	var end string
	c := a.on(domain.KindProject, "complete PROJECT", "cli.projects.complete", func(ctx context.Context, t target) error {
		p, err := t.book.Project(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		on, err := dateFlag("end", end, a.today(), domain.LeanBehind)
		if err != nil {
			return err
		}
		if end == "" {
			on = p.End
		}
		return a.change(ctx, t.book, domain.CompleteProject{ID: t.ref.ID, End: on, Survey: a.newID()}, "cli.did.completed")
	})
	c.Long, c.Example = "cli.projects.complete_long", "belay projects complete P-7F3K9 --end 2026-11-20"
	c.Flags().StringVar(&end, "end", "", "cli.flag.end")
	return c
}

func (a *app) projectHold() *cobra.Command {
	return a.reasoned(domain.KindProject, "hold PROJECT", "cli.projects.hold", "cli.did.held", "reason", func(id domain.ID, reason domain.Untrusted) domain.Command {
		return domain.HoldProject{ID: id, Reason: reason}
	})
}

func (a *app) projectResume() *cobra.Command {
	return a.changing(domain.KindProject, "resume PROJECT", "cli.projects.resume", "cli.did.resumed", func(id domain.ID) (domain.Command, error) {
		return sure(domain.ResumeProject{ID: id})
	})
}

func (a *app) projectTerminate() *cobra.Command {
	var reason string
	c := a.on(domain.KindProject, "terminate PROJECT", "cli.projects.terminate", func(ctx context.Context, t target) error {
		if !a.confirm(a.w.T("cli.ask.terminate")) {
			return nil
		}
		return a.change(ctx, t.book, domain.TerminateProject{ID: t.ref.ID, Reason: domain.Outside(reason)}, "cli.did.terminated")
	})
	c.Flags().StringVar(&reason, "reason", "", "cli.flag.why")
	return c
}

func (a *app) projectReopen() *cobra.Command {
	return a.changing(domain.KindProject, "reopen PROJECT", "cli.projects.reopen", "cli.did.reopened", func(id domain.ID) (domain.Command, error) {
		return sure(domain.ReopenProject{ID: id})
	})
}

func (a *app) projectDisqualify() *cobra.Command {
	c := a.reasoned(domain.KindProject, "disqualify PROJECT", "cli.projects.disqualify", "cli.did.disqualified", "reason", func(id domain.ID, reason domain.Untrusted) domain.Command {
		return domain.DisqualifyProject{ID: id, Reason: reason}
	})
	c.Example = "belay projects disqualify P-7F3K9 --reason \"internal project\""
	return c
}

func (a *app) projectRequalify() *cobra.Command {
	return a.changing(domain.KindProject, "requalify PROJECT", "cli.projects.requalify", "cli.did.requalified", func(id domain.ID) (domain.Command, error) {
		return sure(domain.RequalifyProject{ID: id, Survey: a.newID()})
	})
}
