package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) leads() *cobra.Command {
	list := func() *cobra.Command { return a.leadList().command(a) }
	return noun(list, "leads", "cli.leads.short",
		a.lists(domain.KindLead), a.leadShow(), a.leadAccept(), a.leadDecline(), a.leadLog(), a.leadRegister(), a.leadEdit(), a.leadSubmit(),
		a.leadOutcome(), a.leadWithdraw(), a.leadConvert(), a.leadClose(), a.leadDue(), a.leadLetter(),
	)
}

func (a *app) leadList() lister[domain.Lead] {
	return lister[domain.Lead]{
		kind: domain.KindLead, short: "cli.leads.list", example: "belay leads list --list top --limit 10\nbelay leads list --match lyon --json",
		page: (*store.Book).Leads,
		columns: func() []column {
			return []column{
				{head: a.w.T("cli.head.id")}, {head: a.w.T("cli.head.status")}, {head: a.w.T("cli.head.due")},
				{head: a.w.T("cli.head.score"), right: true}, {head: a.w.T("cli.head.company"), flex: late},
				{head: a.w.T("cli.head.country"), flex: first}, {head: a.w.T("cli.head.product"), flex: first},
				{head: a.w.T("cli.head.value"), right: true},
			}
		},
		cells: a.leadCells,
		json: func(l domain.Lead) (any, error) {
			p, err := a.programNamed(l.Program)
			if err != nil {
				return nil, err
			}
			return leadOf(l, p, a.now()), nil
		},
	}
}

func (a *app) leadCells(l domain.Lead, id string) []string {
	score := ""
	if p, err := a.programNamed(l.Program); err == nil && len(l.Qualification) > 0 {
		q := p.Qualify(l)
		score = q.Band + " " + strconv.Itoa(q.Points)
	}
	return []string{
		id, a.w.Value(string(l.StatusAt(a.now()))), a.left(l), score, l.Company.Name.String(), l.Company.Country.String(),
		l.Product.String(), a.w.MoneyShort(l.Value),
	}
}

// left is the time in which an offer can still be answered.
func (a *app) left(l domain.Lead) string {
	if l.StatusAt(a.now()) != domain.LeadOffered {
		return ""
	}
	return a.w.Left(l.Due.Sub(a.now()))
}

func (a *app) leadShow() *cobra.Command {
	return a.on(domain.KindLead, "show LEAD", "cli.leads.show", func(ctx context.Context, t target) error {
		l, err := t.book.Lead(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		if a.json {
			return a.print(ctx, t.book, l)
		}
		return a.showLead(ctx, t.book, l)
	})
}

func (a *app) showLead(ctx context.Context, book *store.Book, l domain.Lead) error {
	p, err := a.programNamed(l.Program)
	if err != nil {
		return err
	}
	ids, err := book.Short(ctx, l.Ref())
	if err != nil {
		return err
	}
	opportunity, err := shortOf(ctx, book, domain.KindOpportunity, l.Opportunity)
	if err != nil {
		return err
	}
	a.say(ids[0] + "  " + l.Company.Name.String())
	f := &facts{a: a}
	f.add(a.w.T("cli.head.status"), a.w.Value(string(l.StatusAt(a.now()))))
	if l.StatusAt(a.now()) == domain.LeadOffered {
		f.add(a.w.T("cli.head.due_by"), a.w.T("cli.leads.answer_by", "due", a.w.Instant(l.Due, a.now()), "left", l.Due.Sub(a.now())))
	}
	f.add(a.w.T("cli.head.reason"), a.reason(p, l))
	a.companyFacts(f, l)
	a.contactFacts(f, l)
	f.add(a.w.T("cli.head.product"), l.Product.String())
	f.add(a.w.T("cli.head.value"), a.w.Money(l.Value))
	f.add(a.w.T("cli.head.source"), l.Source.String())
	f.add(a.w.T("cli.head.description"), l.Description.String())
	a.historyFacts(f, l)
	f.add(a.w.T("cli.head.next"), a.next(l.Next))
	f.add(a.w.T("cli.head.opportunity"), opportunity)
	f.add(a.w.T("cli.head.portal_id"), portal(l.PortalID).String())
	f.print()
	a.showScore(p, l)
	return nil
}

func (a *app) reason(p *domain.Program, l domain.Lead) string {
	if l.Reason == "" {
		return l.Remark.String()
	}
	return joined(": ", p.Leads.Reason(l.Reason), l.Remark.String())
}

func (a *app) companyFacts(f *facts, l domain.Lead) {
	c := l.Company
	f.add(a.w.T("cli.head.place"), joined(", ", c.Street.String(), joined(" ", c.PostalCode.String(), c.City.String()), c.State.String(), c.Country.String()))
	f.add(a.w.T("cli.head.industry"), c.Industry.String())
	if c.Employees > 0 {
		f.add(a.w.T("cli.head.employees"), a.w.Int(c.Employees))
	}
	f.add(a.w.T("cli.head.website"), c.Website.String())
}

func (a *app) contactFacts(f *facts, l domain.Lead) {
	if !l.Disclosed() && len(l.HeldBack) > 0 {
		names := make([]string, len(l.HeldBack))
		for i, h := range l.HeldBack {
			names[i] = a.w.Field(string(h))
		}
		f.add(a.w.T("cli.head.contact"), a.w.T("cli.leads.held_back", "fields", strings.Join(names, ", ")))
	}
	c := l.Contact
	if c.Name.IsZero() {
		f.add(a.w.T("cli.head.title"), c.Title.String())
	} else {
		f.add(a.w.T("cli.head.contact"), joined(", ", c.Name.String(), c.Title.String()))
	}
	f.add(a.w.T("cli.head.email"), c.Email.String())
	f.add(a.w.T("cli.head.phone"), joined(", ", c.Phone.String(), c.Mobile.String()))
}

func (a *app) historyFacts(f *facts, l domain.Lead) {
	for _, t := range l.Campaign {
		f.add(a.w.T("cli.head.campaign"), joined("  ", a.w.Date(t.On), joined(": ", t.Campaign.String(), t.What.String())))
	}
	for _, act := range l.Activities {
		f.add(a.w.T("cli.head.activity"), joined("  ", a.w.Instant(act.At, a.now()), act.Who.String(), a.w.Value(string(act.Kind)), act.Text.String()))
	}
}

func (a *app) next(n domain.NextStep) string { return joined("  ", a.w.Date(n.On), n.Text.String()) }

func (a *app) showScore(p *domain.Program, l domain.Lead) {
	if len(l.Qualification) == 0 {
		return
	}
	q := p.Qualify(l)
	a.say("")
	a.say(a.w.T("cli.leads.score", "points", q.Points, "band", q.Band))
	f := &facts{a: a}
	for _, c := range q.Criteria {
		step := c.Step
		if !c.Known {
			step = a.w.T("cli.unknown")
		}
		f.add(c.Title, strconv.Itoa(c.Points)+"/"+strconv.Itoa(c.Max)+"  "+step)
	}
	f.print()
}

// joined puts the separator between the texts that say anything.
func joined(sep string, texts ...string) string {
	var said []string
	for _, t := range texts {
		if t != "" {
			said = append(said, t)
		}
	}
	return strings.Join(said, sep)
}

// day is one, whatever clocks do in it.
const day = 24 * time.Hour

func (a *app) leadDue() *cobra.Command {
	var within string
	c := &cobra.Command{Use: "due", Short: "cli.leads.due", Example: "belay leads due --within 4h\nbelay leads due --within 2d --json", Args: a.noArgs}
	c.Flags().StringVar(&within, "within", "24h", "cli.flag.within")
	c.RunE = func(c *cobra.Command, _ []string) error {
		span, err := a.span(within)
		if err != nil {
			return err
		}
		q, err := a.query(domain.KindLead, listFlags{list: domain.ListInbox})
		if err != nil {
			return err
		}
		book, err := a.open(c.Context())
		if err != nil {
			return err
		}
		limit := a.now().Add(span)
		return a.marked(a.leadList()).run(c.Context(), a, book, q, 0, func(l domain.Lead) bool {
			return l.StatusAt(a.now()) == domain.LeadOffered && !l.Due.After(limit)
		})
	}
	return c
}

// span reads a duration, which may be in days.
func (a *app) span(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n < 1e5 {
			return time.Duration(n) * day, nil
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 {
		return 0, useError{a.w.T("cli.use.duration", "value", s)}
	}
	return d, nil
}
