package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

// fieldUsage marks the usage of a flag that sets a field: translate names it.
const fieldUsage = "field:"

// fields are flags that set fields of a record.
type fields[F ~string] struct {
	c     *cobra.Command
	names []F
}

// addFields registers a flag for each field.
func addFields[F ~string](c *cobra.Command, names []F) *fields[F] {
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
func (f *fields[F]) given() map[F]domain.Untrusted {
	set := map[F]domain.Untrusted{}
	for _, name := range f.names {
		if flag := f.c.Flags().Lookup(flagName(name)); flag.Changed {
			set[name] = domain.Outside(flag.Value.String())
		}
	}
	return set
}

// dateFlag reads a flag that is a date; an empty one is no date.
func dateFlag(field, value string) (domain.Date, error) {
	if value == "" {
		return 0, nil
	}
	d, err := domain.ParseDate(value)
	if err != nil {
		bad := domain.Refused("date.invalid", "value", domain.Outside(value))
		bad.Field = field
		return 0, bad
	}
	return d, nil
}

// yesFlag makes a flag that may stand alone mean yes.
func yesFlag(c *cobra.Command, name string) { c.Flags().Lookup(name).NoOptDefVal = "yes" }
