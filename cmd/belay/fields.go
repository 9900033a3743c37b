package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

// fieldUsage marks the usage of a flag that sets a field: translate names it.
const fieldUsage = "field:"

// fieldName names a field of a record; what is typed for one is settled before it is
// part of a command.
type fieldName interface {
	~string
	Settle(typed domain.Untrusted, today domain.Date) (domain.Untrusted, error)
}

// fields are flags that set fields of a record.
type fields[F fieldName] struct {
	c     *cobra.Command
	names []F
}

// addFields registers a flag for each field.
func addFields[F fieldName](c *cobra.Command, names []F) *fields[F] {
	f := &fields[F]{c, names}
	c.Flags().SortFlags = false
	for _, name := range names {
		c.Flags().String(flagName(name), "", fieldUsage+string(name))
	}
	return f
}

// flagName is the flag that sets a field.
func flagName[F ~string](name F) string {
	if s, ok := strings.CutSuffix(string(name), "_date"); ok {
		return s
	}
	return strings.ReplaceAll(string(name), "_", "-")
}

// given are the fields that the command line sets; an empty value empties one.
func (f *fields[F]) given(today domain.Date) (map[F]domain.Untrusted, error) {
	set := map[F]domain.Untrusted{}
	var err error
	for _, name := range f.names {
		flag := f.c.Flags().Lookup(flagName(name))
		if !flag.Changed {
			continue
		}
		if set[name], err = name.Settle(domain.Outside(flag.Value.String()), today); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// today is the day that a person means who types "today".
func (a *app) today() domain.Date { return domain.DateOf(a.now()) }

// dateFlag reads a flag that is a date; an empty one is no date.
func dateFlag(field, value string, today domain.Date, lean domain.Lean) (domain.Date, error) {
	if value == "" {
		return 0, nil
	}
	d, err := domain.TypedDate(value, today, lean)
	if bad, ok := errors.AsType[*domain.RuleError](err); ok {
		bad.Field = field
	}
	return d, err
}

// yesFlag makes a flag that may stand alone mean yes.
func yesFlag(c *cobra.Command, name string) { c.Flags().Lookup(name).NoOptDefVal = "yes" }
