package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

type rowJSON struct {
	By       string           `json:"by"`
	Key      *string          `json:"key"`
	Title    domain.Untrusted `json:"title"`
	From     *domain.Date     `json:"from"`
	To       *domain.Date     `json:"to"`
	CSAT     csatJSON         `json:"csat"`
	ACV      acvJSON          `json:"acv"`
	Leads    leadStatsJSON    `json:"leads"`
	Rates    ratesJSON        `json:"rates"`
	Projects endedJSON        `json:"projects"`
}

// endedJSON are the projects of a row: what is active now is of no period.
type endedJSON struct {
	Registered int `json:"registered"`
	Completed  int `json:"completed"`
}

func rowOf(by domain.Dimension, r domain.Row) rowJSON {
	title := r.Title
	if title.IsZero() {
		title = domain.Outside(r.Key)
	}
	return rowJSON{
		By: string(by), Key: some(domain.Outside(r.Key).String()), Title: title, From: some(r.Days.From), To: some(r.Days.To),
		CSAT: csatStatsOf(r.CSAT), ACV: acvStatsOf(r.ACV), Leads: leadStatsOf(r.Leads, r.ACV.Currency), Rates: rateStatsOf(r.Rates),
		Projects: endedJSON{r.Projects.Registered, r.Projects.Completed},
	}
}

// showBreakdown prints figures by a dimension, those of the fiscal year where
// no period is asked for.
func (a *app) showBreakdown(ctx context.Context, by domain.Dimension, period string) error {
	if period == "" {
		period = domain.Periods()[0]
	}
	book, p, days, err := a.figures(ctx, period)
	if err != nil {
		return err
	}
	rows, err := book.Breakdown(ctx, p.Name, by, days)
	if err != nil {
		return err
	}
	if a.json {
		arr := &array{out: a.out}
		for _, r := range rows {
			if err := arr.add(rowOf(by, r)); err != nil {
				return err
			}
		}
		return arr.end()
	}
	a.say(a.w.T("by.head", "period", days, "currency", p.Currency))
	return a.breakdownTable(rows)
}

func (a *app) breakdownTable(rows []domain.Row) error {
	columns := []column{{head: "", flex: late}}
	for _, id := range []string{
		"by.offered", "by.accepted", "by.lapsed", "by.response", "by.registered", "by.approved",
		"by.won", "by.lost", "by.close", "by.average", "by.acv", "by.csat", "by.counted", "by.completed",
	} {
		columns = append(columns, column{head: a.w.T(id), right: true})
	}
	t := a.table(columns...)
	for _, r := range rows {
		if err := t.add(a.breakdownCells(r)...); err != nil {
			return err
		}
	}
	return t.flush()
}

func (a *app) breakdownCells(r domain.Row) []string {
	title := r.Title.String()
	switch {
	case title == "" && r.Key == "":
		title = a.w.T("by.unknown")
	case title == "":
		title = r.Key
	}
	short := func(m domain.Money) string {
		if m.Mils == 0 {
			return ""
		}
		return a.w.MoneyShort(m)
	}
	n := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	response, closing, csat := "", "", ""
	if r.Leads.MedianResponse > 0 {
		response = a.w.Left(r.Leads.MedianResponse)
	}
	if r.Rates.Close.Den > 0 {
		closing = a.w.Percent(r.Rates.Close.Num, r.Rates.Close.Den)
	}
	if !r.CSAT.Average.IsZero() {
		csat = a.w.Ratio2(r.CSAT.Average.Num, r.CSAT.Average.Den)
	}
	acv := domain.Money{Mils: r.ACV.Sourced + r.ACV.Joint, Currency: r.ACV.Currency}
	return []string{
		title, n(r.Leads.Offered), n(r.Leads.Accepted), n(r.Leads.Lapsed), response, n(r.Leads.Registered), n(r.Leads.Approved),
		n(r.Rates.Won), n(r.Rates.Lost), closing, short(r.Rates.AverageDeal), short(acv), csat, n(len(r.CSAT.Counted)), n(r.Projects.Completed),
	}
}

// statsRecords lists the records behind a figure, and the figures where none is named.
func (a *app) statsRecords() *cobra.Command {
	return &cobra.Command{
		Use: "records [NUMBER]", Short: "by.records", Long: "by.records_long", Args: a.args(0, 1),
		Example: "belay stats records\nbelay stats records csat.count\nbelay stats records leads.lapsed --json",
		RunE: func(c *cobra.Command, args []string) error {
			book, p, _, err := a.figures(c.Context(), "")
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listFigures(p)
			}
			records, err := book.Behind(c.Context(), p.Name, domain.Figure(args[0]))
			if err != nil {
				return err
			}
			return a.listBehind(c.Context(), book, p, records)
		},
	}
}

func (a *app) listFigures(p *domain.Program) error {
	arr := &array{out: a.out}
	t := a.table(column{head: a.w.T("by.number")}, column{head: a.w.T("cli.head.name"), flex: late})
	for _, f := range domain.FiguresOf(p) {
		name := a.figureName(p, f)
		var err error
		if a.json {
			err = arr.add(struct {
				Number string `json:"number"`
				Name   string `json:"name"`
			}{string(f), name})
		} else {
			err = t.add(string(f), name)
		}
		if err != nil {
			return err
		}
	}
	if a.json {
		return arr.end()
	}
	return t.flush()
}

func (a *app) figureName(p *domain.Program, f domain.Figure) string {
	for _, at := range p.Attributes {
		if at.Key == string(f) {
			return domain.Clean(at.Title)
		}
	}
	return a.w.T("figure." + string(f))
}

func (a *app) listBehind(ctx context.Context, book *store.Book, p *domain.Program, records []domain.Record) error {
	arr := &array{out: a.out}
	t := a.table(column{head: a.w.T("cli.head.id")}, column{head: a.w.T("cli.head.name"), flex: late}, column{head: a.w.T("cli.head.status")},
		column{head: a.w.T("by.day")})
	refs := make([]domain.Ref, len(records))
	for i, r := range records {
		refs[i] = r.Ref()
	}
	ids, err := book.Short(ctx, refs...)
	if err != nil {
		return err
	}
	for i, r := range records {
		what := domain.Describe(r, p, a.now())
		if a.json {
			err = arr.add(behindJSON{
				string(r.Ref().Kind), r.Ref().ID.String(), what.Name, string(what.Status), some(what.On),
			})
		} else {
			err = t.add(ids[i], what.Name.String(), a.w.Value(string(what.Status)), what.On.String())
		}
		if err != nil {
			return err
		}
	}
	if a.json {
		return arr.end()
	}
	return t.flush()
}

// behindJSON is a record behind a figure: enough to find it.
type behindJSON struct {
	Kind   string           `json:"kind"`
	ID     string           `json:"id"`
	Name   domain.Untrusted `json:"name"`
	Status string           `json:"status"`
	On     *domain.Date     `json:"on"`
}
