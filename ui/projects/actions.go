package projects

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// said tells in words what was done to a project.
func (p *Pane) said(id string, project domain.Project) func(domain.Result) string {
	return func(domain.Result) string { return p.Ctx.Words.T(id, "name", project.Name) }
}

// today is the day of the project's program.
func today(ctx *pane.Context, project domain.Project) domain.Date {
	return ctx.ProgramOf(project.Program).Day(ctx.Now())
}

// lacking is what keeps a project from being completed on a day.
func lacking(ctx *pane.Context, project domain.Project, end domain.Date) error {
	project.End = end
	return project.CheckCompletion(today(ctx, project))
}

// complete asks for the day of completion and says what it starts. What is
// missing beforehand is asked for first.
func (p *Pane) complete(project domain.Project) tea.Cmd {
	w, day := p.Ctx.Words, today(p.Ctx, project)
	if project.Consenting() < domain.ProjectContacts {
		return p.mend(project)
	}
	survey := p.Ctx.NewID()
	return pane.Send(pane.Fill{
		Title: w.T("projects.complete_title", "name", project.Name),
		Pages: p.endPage(day, func(end domain.Date) error { return lacking(p.Ctx, project, end) }),
		Notes: func(v map[string]string) []string { return p.checks(project, v[string(domain.ProjEnd)]) },
		Submit: func(v map[string]string) (pane.Apply, error) {
			end, err := domain.ParseDate(v[string(domain.ProjEnd)])
			if err != nil {
				return pane.Apply{}, err
			}
			return pane.Apply{
				Command: domain.CompleteProject{ID: project.ID, End: end, Survey: survey},
				Said:    p.completed(project),
				Then:    toSurvey(project),
			}, nil
		},
	})
}

// endPage asks for the day of completion, which it has checked.
func (p *Pane) endPage(day domain.Date, check func(end domain.Date) error) []form.Page {
	w := p.Ctx.Words
	return []form.Page{{Fields: []form.Field{{
		Key: string(domain.ProjEnd), Label: w.T("projects.completed_on"), Hint: w.T("pane.date_hint"), Value: domain.Outside(day.String()), Required: true,
		Read: p.Ctx.ReadDay(domain.LeanBehind),
		Check: func(v string) error {
			if err := domain.CheckProjectField(domain.ProjEnd, domain.Outside(v)); err != nil {
				return err
			}
			end, err := domain.ParseDate(v)
			if err != nil {
				return err
			}
			return check(end)
		},
	}}}}
}

// checks says of everything that completion takes whether it is there, and what
// it starts.
func (p *Pane) checks(project domain.Project, typed string) []string {
	w, g := p.Ctx.Words, p.Ctx.Theme.Glyphs
	said := []string{g.Check + " " + w.T("projects.check_contacts", "have", project.Consenting(), "need", domain.ProjectContacts)}
	if end, err := domain.ParseDate(typed); err == nil {
		if err := lacking(p.Ctx, project, end); err != nil {
			said = append(said, g.Cross+" "+w.Error(err))
		} else {
			year, _ := p.Ctx.ProgramOf(project.Program).FiscalYear.Year(end)
			said = append(said, g.Check+" "+w.T("projects.check_end", "end", end, "year", w.FiscalYear(year)))
		}
	}
	return append(said, p.starts(project))
}

// mended is a project that was given what its completion lacked.
type mended struct{ project domain.Project }

// mend asks for the contacts that completion lacks, at the first field that is
// to blame, and goes on to complete the project.
func (p *Pane) mend(project domain.Project) tea.Cmd {
	fill := p.editing(project)
	fill.Title = p.Ctx.Words.T("projects.mend_title", "name", project.Name)
	fill.At = toBlame(project)
	submit := fill.Submit
	fill.Submit = func(v map[string]string) (pane.Apply, error) {
		apply, err := submit(v)
		apply.Then = func(r domain.Result) tea.Msg {
			for _, rec := range r.Records {
				if now, ok := rec.(domain.Project); ok && now.Consenting() >= domain.ProjectContacts {
					return mended{now}
				}
			}
			return nil
		}
		return apply, err
	}
	return pane.Send(fill)
}

// toBlame is the key of the first field that keeps a project from having the
// contacts that a survey needs.
func toBlame(project domain.Project) string {
	for n := range domain.ProjectContacts {
		switch {
		case n >= len(project.Contacts):
			return keyOf(n, "name")
		case agrees(project, n):
		case project.Contacts[n].Consent == 0 && domain.ValidEmail(project.Contacts[n].Email):
			return keyOf(n, "consent")
		default:
			return keyOf(n, "email")
		}
	}
	return ""
}

// starts says whether completion starts a survey, and why not.
func (p *Pane) starts(project domain.Project) string {
	w := p.Ctx.Words
	if ok, why := project.Eligible(); !ok {
		return w.T("projects.no_survey", "why", w.Error(domain.Refused(why)))
	}
	if !project.Survey.IsZero() {
		return w.T("projects.survey_stays")
	}
	return w.T("projects.survey_starts", "contact", project.Contacts[0].Email)
}

// completed tells what completion did.
func (p *Pane) completed(project domain.Project) func(domain.Result) string {
	return func(r domain.Result) string {
		if _, ok := started(r); ok {
			return p.Ctx.Words.T("projects.completed_survey", "name", project.Name)
		}
		return p.Ctx.Words.T("projects.completed", "name", project.Name)
	}
}

// started is the survey among the records that changed.
func started(r domain.Result) (domain.Ref, bool) {
	for _, rec := range r.Records {
		if ref := rec.Ref(); ref.Kind == domain.KindSurvey {
			return ref, true
		}
	}
	return domain.Ref{}, false
}

// toSurvey shows the survey that was started, else the project where it is now.
func toSurvey(project domain.Project) func(domain.Result) tea.Msg {
	return func(r domain.Result) tea.Msg {
		if ref, ok := started(r); ok {
			return pane.Goto{Ref: ref}
		}
		return pane.Goto{Ref: project.Ref(), List: domain.ListCompleted}
	}
}

// terminate asks why a project ends without counting; the form is the question.
func (p *Pane) terminate(project domain.Project) tea.Cmd {
	return p.because("projects.terminate", true, project, func(why domain.Untrusted) pane.Apply {
		return pane.Apply{Command: domain.TerminateProject{ID: project.ID, Reason: why}, Said: p.said("projects.terminated", project)}
	})
}

// hold puts a project on hold, and takes one off hold at once.
func (p *Pane) hold(project domain.Project) tea.Cmd {
	if resume, ok := holds(project).(domain.ResumeProject); ok {
		return pane.Send(pane.Apply{Command: resume, Said: p.said("projects.resumed", project)})
	}
	return p.because("projects.hold", false, project, func(why domain.Untrusted) pane.Apply {
		return pane.Apply{Command: domain.HoldProject{ID: project.ID, Reason: why}, Said: p.said("projects.held", project)}
	})
}

// disqualify asks for the reason that the program gave, and takes that back at
// once.
func (p *Pane) disqualify(project domain.Project) tea.Cmd {
	if !project.Disqualified.IsZero() {
		return pane.Send(pane.Apply{
			Command: domain.RequalifyProject{ID: project.ID, Survey: p.Ctx.NewID()}, Said: p.said("projects.requalified", project),
		})
	}
	return p.because("projects.disqualify", true, project, func(why domain.Untrusted) pane.Apply {
		return pane.Apply{Command: domain.DisqualifyProject{ID: project.ID, Reason: why}, Said: p.said("projects.was_disqualified", project)}
	})
}

// because shows the form of an action that asks for a reason in the firm's words.
func (p *Pane) because(action string, required bool, project domain.Project, apply func(why domain.Untrusted) pane.Apply) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Fill{
		ID: action + "/" + project.ID.String(), Title: w.T(action+"_title", "name", project.Name),
		Pages:  []form.Page{{Fields: []form.Field{{Key: "reason", Label: w.T("projects.reason"), Hint: w.T("projects.reason_hint"), Required: required}}}},
		Notes:  func(map[string]string) []string { return []string{w.T(action + "_note")} },
		Submit: func(v map[string]string) (pane.Apply, error) { return apply(domain.Outside(v["reason"])), nil },
	})
}

// reopen asks before an ended project is taken up again.
func (p *Pane) reopen(project domain.Project) tea.Cmd {
	w := p.Ctx.Words
	lines := []string{w.T("projects.reopen_note")}
	if !project.Survey.IsZero() {
		lines = append(lines, w.T("projects.reopen_survey"))
	}
	return pane.Send(pane.Ask{
		Title: w.T("projects.reopen_title", "name", project.Name),
		Lines: lines,
		Yes:   w.T("projects.reopen_yes"),
		Do: pane.Apply{
			Command: domain.ReopenProject{ID: project.ID}, Said: p.said("projects.reopened", project),
			Then: func(domain.Result) tea.Msg { return pane.Goto{Ref: project.Ref(), List: domain.ListActive} },
		},
	})
}

// story opens the newest story of a project, or starts one.
func (p *Pane) story(r Row) tea.Cmd {
	if len(r.Stories) > 0 {
		return pane.Send(pane.Goto{Ref: r.Stories[0].Ref()})
	}
	project := r.Project
	w, id := p.Ctx.Words, p.Ctx.NewID()
	chapter := func(key string) form.Field {
		return form.Field{Key: key, Label: w.T("stories." + key), Hint: w.T("stories." + key + "_hint"), Kind: form.Lines}
	}
	return pane.Send(pane.Fill{
		ID: "projects.story/" + project.ID.String(), Title: w.T("projects.story_of", "name", project.Name),
		Pages: []form.Page{{Fields: []form.Field{
			{Key: "title", Label: w.T("stories.title"), Required: true}, chapter("challenge"), chapter("solution"), chapter("results"),
		}}},
		Notes: func(map[string]string) []string { return []string{w.T("stories.note")} },
		Submit: func(v map[string]string) (pane.Apply, error) {
			return pane.Apply{
				Command: domain.AddStory{
					ID: id, Program: project.Program, Project: project.ID, Customer: project.Customer, Title: domain.Outside(v["title"]),
					Challenge: domain.Outside(v["challenge"]), Solution: domain.Outside(v["solution"]), Results: domain.Outside(v["results"]),
				},
				Said: p.said("projects.story_drafted", project),
				Then: func(domain.Result) tea.Msg { return pane.Goto{Ref: domain.Ref{Kind: domain.KindStory, ID: id}} },
			}, nil
		},
	})
}
