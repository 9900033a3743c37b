package practice

import (
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// said tells in words what was done to a credential.
func (p *Pane) said(id string, title domain.Untrusted, pairs ...any) func(domain.Result) string {
	return func(domain.Result) string { return p.Ctx.Words.T(id, append(pairs, "title", title)...) }
}

// date is a field for a day.
func (p *Pane) date(key, label string, lean domain.Lean, value domain.Date, required bool) form.Field {
	w := p.Ctx.Words
	return form.Field{
		Key: key, Label: w.T(label), Hint: w.T("pane.date_hint"), Value: domain.Outside(value.String()), Required: required,
		Read: p.Ctx.ReadDay(lean),
	}
}

// day reads a day; nothing is no day.
func day(field, v string) (domain.Date, error) {
	if v == "" {
		return 0, nil
	}
	d, err := domain.ParseDate(v)
	if err != nil {
		bad := domain.Refused("date.invalid", "value", domain.Outside(v))
		bad.Field = field
		return 0, bad
	}
	return d, nil
}

// page is the page of a credential's form, filled in with one.
func (p *Pane) page(c domain.Credential) []form.Page {
	w := p.Ctx.Words
	level := domain.Untrusted{}
	if c.Level > 0 {
		level = domain.Outside(strconv.Itoa(c.Level))
	}
	return []form.Page{{Fields: []form.Field{
		{Key: "kind", Label: w.T("practice.kind"), Kind: form.Choice, Choices: pane.Options(p.Ctx, domain.CredentialKinds()), Value: domain.Outside(string(c.Kind)), Required: true},
		{Key: "title", Label: w.T("practice.title"), Value: c.Title, Required: true},
		{Key: "holder", Label: w.T("practice.holder"), Hint: w.T("practice.holder_hint"), Value: c.Holder},
		{Key: "level", Label: w.T("practice.level"), Hint: w.T("practice.level_hint"), Value: level, Check: func(v string) error { _, err := domain.ParseCount(v); return err }},
		p.date("earned", "practice.earned", domain.LeanBehind, c.Earned, true),
		p.date("expires", "practice.expires", domain.LeanAhead, c.Expires, false),
	}}}
}

// typed is the credential that a form says.
func typed(v map[string]string) (c domain.Credential, err error) {
	var earned, expires error
	c.Kind, c.Title, c.Holder = domain.CredentialKind(v["kind"]), domain.Outside(v["title"]), domain.Outside(v["holder"])
	c.Earned, earned = day("earned", v["earned"])
	c.Expires, expires = day("expires", v["expires"])
	if err = errors.Join(earned, expires); err != nil {
		return c, err
	}
	if c.Kind == domain.Navigator && v["level"] != "" {
		c.Level, err = strconv.Atoi(v["level"])
	}
	return c, err
}

// add notes a credential.
func (p *Pane) add() tea.Cmd {
	program, id := p.Ctx.Program, p.Ctx.NewID()
	return pane.Send(pane.Fill{
		ID: "practice.new", Title: p.Ctx.Words.T("practice.new_title", "program", program.Title),
		Pages: p.page(domain.Credential{Kind: domain.Certification, Earned: program.Day(p.Ctx.Now())}),
		Submit: func(v map[string]string) (pane.Apply, error) {
			c, err := typed(v)
			if err != nil {
				return pane.Apply{}, err
			}
			return pane.Apply{
				Command: domain.AddCredential{
					ID: id, Program: program.Name, Kind: c.Kind, Title: c.Title, Holder: c.Holder, Level: c.Level, Earned: c.Earned, Expires: c.Expires,
				},
				Said: p.said("practice.added", c.Title),
				Then: func(domain.Result) tea.Msg { return pane.Goto{Ref: domain.Ref{Kind: domain.KindCredential, ID: id}} },
			}, nil
		},
	})
}

// edit changes what is noted of a credential.
func (p *Pane) edit(was domain.Credential) tea.Cmd {
	return pane.Send(pane.Fill{
		ID: "practice.edit/" + was.ID.String(), Title: p.Ctx.Words.T("practice.edit_title", "title", was.Title), Pages: p.page(was),
		Submit: func(v map[string]string) (pane.Apply, error) {
			c, err := typed(v)
			if err != nil {
				return pane.Apply{}, err
			}
			return pane.Apply{
				Command: domain.EditCredential{
					ID: was.ID, Kind: &c.Kind, Title: &c.Title, Holder: &c.Holder, Level: &c.Level, Earned: &c.Earned, Expires: &c.Expires,
				},
				Said: p.said("practice.edited", c.Title),
			}, nil
		},
	})
}

// expire asks for the last day on which a credential holds.
func (p *Pane) expire(c domain.Credential) tea.Cmd {
	w := p.Ctx.Words
	return pane.Send(pane.Fill{
		Title: w.T("practice.expire_title", "title", c.Title),
		Pages: []form.Page{{Fields: []form.Field{
			p.date("expires", "practice.expires", domain.LeanAhead, p.Ctx.ProgramOf(c.Program).Day(p.Ctx.Now()), true),
		}}},
		Submit: func(v map[string]string) (pane.Apply, error) {
			on, err := day("expires", v["expires"])
			if err != nil {
				return pane.Apply{}, err
			}
			return pane.Apply{Command: domain.ExpireCredential{ID: c.ID, On: on}, Said: p.said("practice.expiring", c.Title, "on", on)}, nil
		},
	})
}
