package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// pageSize is how many records are read at a time: few enough for the memory,
// enough not to step over those before them too often.
const pageSize = 5000

// listWords are the usages of --list and --sort, which name the choices.
var listWords = map[domain.Kind]struct{ list, sort string }{
	domain.KindLead:        {"cli.flag.list_leads", "cli.flag.sort_leads"},
	domain.KindOpportunity: {"cli.flag.list_opportunities", "cli.flag.sort_opportunities"},
	domain.KindProject:     {"cli.flag.list_projects", "cli.flag.sort_projects"},
	domain.KindSurvey:      {"cli.flag.list_surveys", "cli.flag.sort_surveys"},
}

// listFlags choose and order the rows of a list.
type listFlags struct {
	list, sort, match, filter string
	reverse                   bool
	limit                     int
}

// choose registers the flags that choose and order.
func (f *listFlags) choose(c *cobra.Command, kind domain.Kind) {
	if len(domain.ListsOf(kind)) > 0 {
		c.Flags().StringVar(&f.list, "list", domain.ListAll, listWords[kind].list)
	}
	if len(domain.Sorts(kind)) > 1 {
		c.Flags().StringVar(&f.sort, "sort", "", listWords[kind].sort)
	}
	c.Flags().StringVar(&f.match, "match", "", "cli.flag.match")
	c.Flags().StringVar(&f.filter, "filter", "", "cli.flag.filter")
}

func (f *listFlags) register(c *cobra.Command, kind domain.Kind) {
	f.choose(c, kind)
	c.Flags().BoolVar(&f.reverse, "reverse", false, "cli.flag.reverse")
	c.Flags().IntVar(&f.limit, "limit", 0, "cli.flag.limit")
}

// query reads the flags.
func (a *app) query(kind domain.Kind, f listFlags) (domain.Query, error) {
	q := domain.Query{Kind: kind, List: f.list, Sort: domain.Sort(f.sort), Reverse: f.reverse, Program: a.programFlag}
	q.Match = strings.TrimSpace(f.filter + " " + f.match)
	if q.List == "" {
		q.List = domain.ListAll
	}
	lists := append(slices.Clone(domain.ListsOf(kind)), domain.ListAll)
	if kind == domain.KindLead {
		lists = append(lists, domain.ListTop)
		if q.List == domain.ListTop {
			q.List = domain.ListInbox
			if q.Sort == "" {
				q.Sort = domain.SortScore
			}
		}
	}
	switch {
	case !slices.Contains(lists, q.List):
		return q, useError{a.w.T("cli.use.choice", "flag", "--list", "value", f.list, "known", lists)}
	case f.limit < 0:
		return q, useError{a.w.T("cli.use.limit")}
	}
	var err error
	if q.Sort, err = domain.ParseSort(kind, string(q.Sort)); err != nil {
		return q, useError{a.w.Error(err)}
	}
	return q, a.checkFilter(kind, q.Match)
}

// lister prints the records of a kind.
type lister[R domain.Record] struct {
	kind    domain.Kind
	short   string
	example string
	// page reads rows.
	page    func(book *store.Book, ctx context.Context, q domain.Query, offset, limit int) (domain.Page[R], error)
	columns func() []column
	cells   func(r R, id string) []string
	json    func(r R) (any, error)
}

// command makes the verb list.
func (l lister[R]) command(a *app) *cobra.Command {
	var f listFlags
	c := &cobra.Command{Use: "list", Short: l.short, Example: l.example, Args: a.noArgs}
	f.register(c, l.kind)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if f.limit < 0 { // before a book is looked for
			return useError{a.w.T("cli.use.limit")}
		}
		book, err := a.open(c.Context())
		if err != nil {
			return err
		}
		q, err := a.asked(c.Context(), book, l.kind, f)
		if err != nil {
			return err
		}
		return l.run(c.Context(), a, book, q, f.limit, func(R) bool { return true })
	}
	return c
}

// run prints the rows of a list that are kept, at most limit of them where
// that is not nought.
func (l lister[R]) run(ctx context.Context, a *app, book *store.Book, q domain.Query, limit int, keep func(R) bool) error {
	table, arr := a.table(l.columns()...), &array{out: a.out}
	size := pageSize
	if limit > 0 { // a few more are read where not all are kept
		size = min(limit, pageSize)
	}
	printed := 0
	for offset := 0; ; offset, size = offset+size, min(2*size, pageSize) {
		page, err := l.page(book, ctx, q, offset, size)
		if err != nil {
			return err
		}
		rows := slices.DeleteFunc(page.Rows, func(r R) bool { return !keep(r) })
		if limit > 0 {
			rows = rows[:min(len(rows), limit-printed)]
		}
		printed += len(rows)
		if err := l.rows(ctx, a, book, table, arr, rows); err != nil {
			return err
		}
		if offset+size >= page.Total || (limit > 0 && printed >= limit) {
			break
		}
	}
	if a.json {
		return arr.end()
	}
	if printed == 0 {
		a.say(a.w.T("cli.list.empty"))
	}
	return table.flush()
}

func (l lister[R]) rows(ctx context.Context, a *app, book *store.Book, table *table, arr *array, rows []R) error {
	if a.json {
		for _, r := range rows {
			j, err := l.json(r)
			if err != nil {
				return err
			}
			if err := arr.add(j); err != nil {
				return err
			}
		}
		return nil
	}
	refs := make([]domain.Ref, len(rows))
	for i, r := range rows {
		refs[i] = r.Ref()
	}
	ids, err := book.Short(ctx, refs...)
	if err != nil {
		return err
	}
	for i, r := range rows {
		if err := table.add(l.cells(r, ids[i])...); err != nil {
			return err
		}
	}
	return nil
}
