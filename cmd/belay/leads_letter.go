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

func (a *app) leadLetter() *cobra.Command {
	return &cobra.Command{
		Use: "letter LEAD [TEMPLATE]", Short: "cli.leads.letter", Long: "cli.leads.letter_long", Args: a.args(1, 2),
		Example: "belay leads letter L-7F3K9\nbelay leads letter L-7F3K9 first-answer",
		RunE: func(c *cobra.Command, args []string) error {
			return a.onRecord(c.Context(), domain.KindLead, args, a.letter)
		},
	}
}

// letter lists the templates for a lead, or fills one in.
func (a *app) letter(ctx context.Context, t target) error {
	l, err := t.book.Lead(ctx, t.ref.ID)
	if err != nil {
		return err
	}
	p, err := a.programNamed(l.Program)
	if err != nil {
		return err
	}
	own, err := a.ownTemplates()
	if err != nil {
		return err
	}
	all := domain.TemplatesFor(l.StatusAt(a.now()), p.Templates, own)
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
			return a.printLetter(tm.Key, tm.Fill(l, p, firm, a.w.Phrases()))
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
		a.say(a.w.T("leads.letter_to", "to", f.To))
		a.say(a.w.T("leads.letter_subject", "subject", f.Subject))
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
		a.say(a.w.N("leads.fields_missing", n))
	}
	return nil
}
