package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

type templateJSON struct {
	Key   domain.Untrusted `json:"key"`
	Title domain.Untrusted `json:"title"`
	Mail  bool             `json:"mail"`
}

type letterJSON struct {
	Key     domain.Untrusted  `json:"key"`
	To      *domain.Untrusted `json:"to"`
	Subject *domain.Untrusted `json:"subject"`
	Text    domain.Untrusted  `json:"text"`
	Link    *string           `json:"link"`
	Missing []string          `json:"missing"`
	// Mailto opens the letter in a mail program, null where it is none, or too long.
	Mailto *string `json:"mailto"`
}

// letterOf makes the verb that fills in a template for a record of a kind.
func (a *app) letterOf(kind domain.Kind, use, short, example string, about func(context.Context, target) (domain.About, error)) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Long: "cli.letter_long", Args: a.args(1, 2), Example: example,
		RunE: func(c *cobra.Command, args []string) error {
			return a.onRecord(c.Context(), kind, args, func(ctx context.Context, t target) error {
				record, err := about(ctx, t)
				if err != nil {
					return err
				}
				return a.letter(ctx, t, record)
			})
		},
	}
}

func (a *app) leadLetter() *cobra.Command {
	return a.letterOf(domain.KindLead, "letter LEAD [TEMPLATE]", "cli.leads.letter", "belay leads letter L-7F3K9\nbelay leads letter L-7F3K9 first-answer", func(ctx context.Context, t target) (domain.About, error) {
		l, err := t.book.Lead(ctx, t.ref.ID)
		if err != nil {
			return domain.About{}, err
		}
		p, err := a.programNamed(l.Program)
		if err != nil {
			return domain.About{}, err
		}
		return domain.AboutLead(l, p, a.now()), nil
	})
}

func (a *app) opportunityLetter() *cobra.Command {
	return a.letterOf(domain.KindOpportunity, "letter DEAL [TEMPLATE]", "cli.opportunities.letter", "belay opportunities letter O-4TBEJ\nbelay opps letter O-4TBEJ meeting-recap", func(ctx context.Context, t target) (domain.About, error) {
		o, err := t.book.Opportunity(ctx, t.ref.ID)
		if err != nil {
			return domain.About{}, err
		}
		var l domain.Lead
		if !o.Lead.IsZero() {
			if l, err = t.book.Lead(ctx, o.Lead); err != nil {
				return domain.About{}, err
			}
		}
		p, err := a.programNamed(o.Program)
		if err != nil {
			return domain.About{}, err
		}
		return domain.AboutOpportunity(o, l, p), nil
	})
}

func (a *app) surveyLetter() *cobra.Command {
	return a.letterOf(domain.KindSurvey, "letter SURVEY [TEMPLATE]", "cli.surveys.letter", "belay surveys letter S-9QX2M\nbelay surveys letter S-9QX2M survey-reminder", func(ctx context.Context, t target) (domain.About, error) {
		s, err := t.book.Survey(ctx, t.ref.ID)
		if err != nil {
			return domain.About{}, err
		}
		project, err := t.book.Project(ctx, s.Project)
		if err != nil {
			return domain.About{}, err
		}
		p, err := a.programNamed(s.Program)
		if err != nil {
			return domain.About{}, err
		}
		return domain.AboutSurvey(s, project, p), nil
	})
}

// letter lists the templates for a record, or fills one in.
func (a *app) letter(ctx context.Context, t target, about domain.About) error {
	own, err := a.ownTemplates()
	if err != nil {
		return err
	}
	all := about.Templates(own)
	if len(t.args) == 0 {
		return a.listTemplates(all)
	}
	firm, err := a.firm(ctx, t.book)
	if err != nil {
		return err
	}
	var known []string
	for _, tm := range all {
		if tm.Key == t.args[0] {
			return a.printLetter(tm.Key, tm.Fill(about, firm, a.w.Phrases()))
		}
		known = append(known, tm.Key)
	}
	return useError{a.w.T("cli.use.template", "value", t.args[0], "known", known)}
}

func (a *app) listTemplates(all []domain.Template) error {
	arr := &array{out: a.out}
	list := a.table(column{head: a.w.T("cli.head.name")}, column{head: a.w.T("cli.head.title"), flex: late})
	for _, t := range all {
		var err error
		if a.json {
			err = arr.add(templateJSON{domain.Outside(t.Key), domain.Outside(t.Title), t.Mail})
		} else {
			err = list.add(domain.Clean(t.Key), domain.Clean(t.Title))
		}
		if err != nil {
			return err
		}
	}
	if a.json {
		return arr.end()
	}
	return list.flush()
}

func (a *app) printLetter(key string, f domain.Filled) error {
	if a.json {
		j := letterJSON{Key: domain.Outside(key), To: some(f.To), Subject: some(f.Subject), Text: f.Text, Link: some(f.Link), Missing: f.Missing}
		if j.Missing == nil {
			j.Missing = []string{}
		}
		if address, ok := f.Mailto(); f.Mail && ok {
			j.Mailto = &address
		}
		return a.emit(j)
	}
	if f.Mail {
		a.say(a.w.T("letter.to", "to", f.To))
		a.say(a.w.T("letter.subject", "subject", f.Subject))
		a.say("")
	}
	for _, line := range f.Text.Lines() {
		a.say(line.String())
	}
	if f.Link != "" {
		a.say(f.Link)
	}
	if n := len(f.Missing); n > 0 {
		a.say("")
		a.say(a.w.N("letter.missing", n))
	}
	return nil
}
