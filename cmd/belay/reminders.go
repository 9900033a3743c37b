package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

// reminderJSON is one thing to remind of about the record that it stands in.
type reminderJSON struct {
	Code domain.Code `json:"code"`
	Due  *string     `json:"due"`
}

// remindedJSON is a line of the list of reminders.
type remindedJSON struct {
	reminderJSON
	Kind    domain.Kind       `json:"kind"`
	ID      string            `json:"id"`
	Program string            `json:"program"`
	Name    *domain.Untrusted `json:"name"`
}

// due is what to remind of about a record of a program now.
func (a *app) due(rec domain.Record, program string) ([]domain.Reminder, error) {
	p, err := a.programNamed(program)
	if err != nil {
		return nil, err
	}
	return domain.Reminders(rec, p, a.now()), nil
}

// remindersOf are reminders as JSON has them: an empty list where nothing is due.
func remindersOf(due []domain.Reminder) []reminderJSON {
	out := make([]reminderJSON, len(due))
	for i, r := range due {
		out[i] = reminderJSON{r.Code, instant(r.Due)}
	}
	return out
}

// marked is a list of leads with a sign at those that the rules remind of now.
func (a *app) marked(l lister[domain.Lead]) lister[domain.Lead] {
	columns, cells := l.columns, l.cells
	l.columns = func() []column { return append([]column{{}}, columns()...) }
	l.cells = func(lead domain.Lead, id string) []string {
		sign := ""
		if due, err := a.due(lead, lead.Program); err == nil && len(due) > 0 {
			sign = "!"
		}
		return append([]string{sign}, cells(lead, id)...)
	}
	return l
}

func (a *app) reminders() *cobra.Command {
	return &cobra.Command{
		Use: "reminders", Short: "cli.reminders.short", Long: "cli.reminders.long", Args: a.noArgs,
		Example: "belay reminders\nbelay reminders --json",
		RunE:    func(c *cobra.Command, _ []string) error { return a.showReminders(c.Context()) },
	}
}

func (a *app) showReminders(ctx context.Context) error {
	book, err := a.open(ctx)
	if err != nil {
		return err
	}
	all, err := book.Reminders(ctx, a.programFlag)
	if err != nil {
		return err
	}
	if a.json {
		arr := &array{out: a.out}
		for _, r := range all {
			ref := r.Record.Ref()
			line := remindedJSON{reminderJSON{r.Code, instant(r.Due)}, ref.Kind, ref.ID.String(), r.Program, some(domain.NameOf(r.Record))}
			if err := arr.add(line); err != nil {
				return err
			}
		}
		return arr.end()
	}
	if len(all) == 0 {
		a.say(a.w.T("cli.reminders.none"))
		return nil
	}
	refs := make([]domain.Ref, len(all))
	for i, r := range all {
		refs[i] = r.Record.Ref()
	}
	ids, err := book.Short(ctx, refs...)
	if err != nil {
		return err
	}
	t := a.table(
		column{head: a.w.T("cli.head.id")}, column{head: a.w.T("cli.head.due_at")},
		column{head: a.w.T("cli.head.name"), flex: late}, column{head: a.w.T("cli.head.what"), flex: first},
	)
	for i, r := range all {
		what := a.w.Rule(domain.Refused(r.Code, "due", r.Due))
		if err := t.add(ids[i], a.w.Instant(r.Due, a.now()), domain.NameOf(r.Record).String(), what); err != nil {
			return err
		}
	}
	return t.flush()
}
