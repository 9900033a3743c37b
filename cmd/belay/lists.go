package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// savedListJSON is a list of the user's own as JSON has it.
type savedListJSON struct {
	Name   string  `json:"name"`
	List   string  `json:"list"`
	Sort   string  `json:"sort"`
	Filter *string `json:"filter"`
	// Count is how many records the list has; null where it cannot be read. More
	// is that there may be more.
	Count *int `json:"count"`
	More  bool `json:"more"`
}

// mostCounted is to what number the records of saved lists are counted.
const mostCounted = 1_000_000

// lists makes the verb that prints the saved lists of a kind, with those that
// save and drop one.
func (a *app) lists(kind domain.Kind) *cobra.Command {
	c := &cobra.Command{Use: "lists", Short: "cli.lists.short", Args: a.noArgs}
	c.RunE = func(c *cobra.Command, _ []string) error {
		book, err := a.open(c.Context())
		if err != nil {
			return err
		}
		lists, err := savedLists(c.Context(), book, kind)
		if err != nil {
			return err
		}
		return a.printLists(c.Context(), book, kind, lists)
	}
	c.AddCommand(a.listSave(kind), a.listDrop(kind))
	return c
}

func savedLists(ctx context.Context, book *store.Book, kind domain.Kind) ([]domain.SavedList, error) {
	data, err := book.Kept(ctx, domain.SavedListsKey(kind))
	if err != nil {
		return nil, err
	}
	return domain.ReadSavedLists(data)
}

// listLength is how long a saved list is; ok is false for one that this belay does
// not understand.
func listLength(ctx context.Context, book *store.Book, kind domain.Kind, s domain.SavedList) (n domain.Length, ok bool, err error) {
	n, err = book.Length(ctx, domain.Query{Kind: kind, List: s.List, Match: s.Filter}, mostCounted)
	var refused *domain.RuleError
	var wrong *domain.FilterError
	if errors.As(err, &refused) || errors.As(err, &wrong) {
		return n, false, nil
	}
	return n, err == nil, err
}

func (a *app) printLists(ctx context.Context, book *store.Book, kind domain.Kind, lists []domain.SavedList) error {
	if a.json {
		arr := &array{out: a.out}
		for _, s := range lists {
			j := savedListJSON{Name: s.Name, List: s.List, Sort: string(s.Sort), Filter: some(s.Filter)}
			n, ok, err := listLength(ctx, book, kind, s)
			if err != nil {
				return err
			}
			if ok {
				j.Count, j.More = &n.N, n.More
			}
			if err := arr.add(j); err != nil {
				return err
			}
		}
		return arr.end()
	}
	if len(lists) == 0 {
		a.say(a.w.T("cli.lists.none"))
		return nil
	}
	t := a.table(column{head: a.w.T("cli.head.name"), flex: late}, column{head: a.w.T("cli.head.list")}, column{head: a.w.T("cli.head.count"), right: true},
		column{head: a.w.T("cli.head.order")}, column{head: a.w.T("cli.head.filter"), flex: first})
	for _, s := range lists {
		n, ok, err := listLength(ctx, book, kind, s)
		if err != nil {
			return err
		}
		count := ""
		if ok {
			count = a.w.Int(n.N)
		}
		if n.More {
			count = a.w.T("pane.at_least", "n", n.N)
		}
		if err := t.add(s.Name, s.List, count, string(s.Sort), s.Filter); err != nil {
			return err
		}
	}
	return t.flush()
}

func (a *app) listSave(kind domain.Kind) *cobra.Command {
	var f listFlags
	c := &cobra.Command{
		Use: "save NAME", Short: "cli.lists.save", Args: a.args(1, 1),
		Example: "belay leads lists save \"Retail France\" --list inbox --filter 'country:fr value>50k'",
	}
	f.choose(c, kind)
	c.RunE = func(c *cobra.Command, args []string) error {
		q, err := a.query(kind, f)
		if err != nil {
			return err
		}
		s := domain.SavedList{Name: args[0], List: q.List, Sort: q.Sort, Filter: q.Match}
		return a.changeLists(c.Context(), kind, "cli.lists.saved", s.Name, func(lists []domain.SavedList) ([]domain.SavedList, error) {
			return domain.SaveList(kind, lists, s)
		})
	}
	return c
}

func (a *app) listDrop(kind domain.Kind) *cobra.Command {
	c := &cobra.Command{Use: "drop NAME", Short: "cli.lists.drop", Args: a.args(1, 1)}
	c.RunE = func(c *cobra.Command, args []string) error {
		return a.changeLists(c.Context(), kind, "cli.lists.dropped", args[0], func(lists []domain.SavedList) ([]domain.SavedList, error) {
			return domain.DropList(lists, args[0])
		})
	}
	return c
}

func (a *app) changeLists(ctx context.Context, kind domain.Kind, said, name string, change func([]domain.SavedList) ([]domain.SavedList, error)) error {
	book, err := a.open(ctx)
	if err != nil {
		return err
	}
	var lists []domain.SavedList
	err = book.Rekeep(ctx, domain.SavedListsKey(kind), func(data []byte) ([]byte, error) {
		return domain.ChangeSavedLists(data, func(kept []domain.SavedList) (_ []domain.SavedList, err error) {
			lists, err = change(kept)
			return lists, err
		})
	})
	if err != nil {
		return err
	}
	if a.json {
		return a.printLists(ctx, book, kind, lists)
	}
	a.say(a.w.T(said, "name", domain.Outside(name)))
	return nil
}

// asked reads the flags of a list, which may be one of the user's own.
func (a *app) asked(ctx context.Context, book *store.Book, kind domain.Kind, f listFlags) (domain.Query, error) {
	f, err := a.named(ctx, book, kind, f)
	if err != nil {
		return domain.Query{}, err
	}
	return a.query(kind, f)
}

// named puts in the place of a saved list's name what it stands for. What the
// other flags say counts before it, and filters narrow each other.
func (a *app) named(ctx context.Context, book *store.Book, kind domain.Kind, f listFlags) (listFlags, error) {
	if f.list == "" || f.list == domain.ListTop || f.list == domain.ListAll || slices.Contains(domain.ListsOf(kind), f.list) {
		return f, nil
	}
	lists, err := savedLists(ctx, book, kind)
	if err != nil {
		return f, err
	}
	if s, ok := domain.FindSavedList(lists, f.list); ok {
		f.list, f.filter = s.List, strings.TrimSpace(s.Filter+" "+f.filter)
		if f.sort == "" {
			f.sort = string(s.Sort)
		}
	}
	return f, nil
}

// checkFilter says what is wrong in a filter, and where.
func (a *app) checkFilter(kind domain.Kind, filter string) error {
	_, err := domain.ParseFilter(kind, filter, a.now())
	var wrong *domain.FilterError
	if !errors.As(err, &wrong) {
		return err
	}
	here := filter[:wrong.From] + "[" + filter[wrong.From:wrong.To] + "]" + filter[wrong.To:]
	return useError{a.w.T("cli.use.filter", "why", a.w.Rule(wrong.Why), "here", domain.Outside(here))}
}
