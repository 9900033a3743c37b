package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// tree makes all commands. Their texts are ids of the catalog until translate
// replaces them, so that nothing but help waits for the catalog.
func (a *app) tree() *cobra.Command {
	root := a.root()
	root.AddCommand(
		a.leads(), a.opportunities(), a.projects(), a.surveys(), a.stories(), a.practice(),
		a.reminders(), a.stats(), a.plan(), a.roi(), a.programs(), a.imports(), a.exports(), a.journal(), a.undo(),
		a.setup(), a.demo(), a.keys(), a.books(), a.version(), a.man(),
	)
	return root
}

// root makes the command that opens the screen: all there is to be made where
// nothing else is said.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "belay", Short: "cli.root.short", Long: "cli.root.long",
		Example:       "belay\nbelay demo\nbelay import leads Lead.csv\nbelay leads\nbelay stats --json",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          a.noArgs,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			return a.prepare(c.CommandPath())
		},
		RunE: func(c *cobra.Command, _ []string) error { return a.showBook(c.Context()) },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return useError{a.w.T("cli.use.flag", "why", err.Error(), "command", c.CommandPath())}
	})
	f := root.PersistentFlags()
	f.SortFlags = false
	f.StringVar(&a.bookFlag, "book", "", "cli.flag.book")
	f.StringVar(&a.programFlag, "program", "", "cli.flag.program")
	f.BoolVar(&a.json, "json", false, "cli.flag.json")
	f.StringVar(&a.lang, "lang", "", "cli.flag.lang")
	f.BoolVar(&a.noColor, "no-color", false, "cli.flag.no_color")
	f.BoolVar(&a.ascii, "ascii", false, "cli.flag.ascii")
	f.BoolVar(&a.yes, "yes", false, "cli.flag.yes")
	a.screenFlags(root)
	return root
}

// noun is a command whose verbs do the work; without one it does what list does.
func noun(list func() *cobra.Command, use, short string, verbs ...*cobra.Command) *cobra.Command {
	c := list()
	c.Use, c.Short, c.Example = use, short, ""
	c.AddCommand(list())
	c.AddCommand(verbs...)
	return c
}

// commandPath is the names of a command and those above it, without belay.
func commandPath(c *cobra.Command) []string {
	if c == nil {
		return nil
	}
	return strings.Fields(c.CommandPath())[1:]
}

// translate turns the ids of the catalog into texts.
func (a *app) translate(c *cobra.Command) {
	say := func(id string) string {
		if name, ok := strings.CutPrefix(id, fieldUsage); ok {
			return a.w.T("cli.flag.field", "field", a.w.Field(name))
		}
		if a.w.Has(id) {
			return a.w.T(id)
		}
		return id
	}
	c.Short, c.Long = say(c.Short), say(c.Long)
	flags := func(f *pflag.Flag) { f.Usage = say(f.Usage) }
	c.LocalFlags().VisitAll(flags)
	c.PersistentFlags().VisitAll(flags)
	for _, sub := range c.Commands() {
		a.translate(sub)
	}
}

// noArgs refuses arguments, and helps with a verb that does not exist.
func (a *app) noArgs(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case !c.HasAvailableSubCommands():
		return a.misused(c)
	}
	var verbs []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			verbs = append(verbs, sub.Name())
		}
	}
	return useError{a.w.T("cli.use.verb", "verb", args[0], "command", c.CommandPath(), "known", verbs)}
}

// args wants between least and most arguments, as many as wanted for a most below nought.
func (a *app) args(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < least || (most >= 0 && len(args) > most) {
			return a.misused(c)
		}
		return nil
	}
}

func (a *app) misused(c *cobra.Command) error {
	return useError{a.w.T("cli.use.args", "usage", c.UseLine(), "command", c.CommandPath())}
}
