package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/keys"
)

type keyJSON struct {
	Action string `json:"action"`
	// Pane is the pane in which the action works, null for everywhere.
	Pane *string  `json:"pane"`
	Keys []string `json:"keys"`
	Name string   `json:"name"`
	Does string   `json:"does"`
	// Command is the command line that does the same.
	Command *string `json:"command"`
	// Changed is true for keys that the person's file gives.
	Changed bool `json:"changed"`
}

func (a *app) keys() *cobra.Command {
	var markdown bool
	var check string
	c := &cobra.Command{
		Use: "keys", Short: "cli.keys.short", Long: "cli.keys.long", Args: a.noArgs,
		Example: "belay keys\nbelay keys --json\nbelay keys --check keys.toml\nbelay keys --markdown",
	}
	c.Flags().BoolVar(&markdown, "markdown", false, "cli.flag.markdown")
	c.Flags().StringVar(&check, "check", "", "cli.flag.check_keys")
	a.keysFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		switch {
		case c.Flags().Changed("check"):
			return a.checkKeys(check)
		case markdown:
			for _, line := range a.keysMarkdown(ui.Actions()) {
				a.say(line)
			}
			return nil
		}
		registry, wrong := a.registry()
		for _, s := range wrong {
			fmt.Fprintln(a.err, s)
		}
		return a.listKeys(append(registry.All(), form.Actions()...))
	}
	return c
}

// keysFlag adds the flag for the file of keys.
func (a *app) keysFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.keysFile, "keys", "", "cli.flag.keys")
}

// keysPath is the person's file of keys: the flag's, the environment's, or the
// one in the folder for settings, which need not be there.
func (a *app) keysPath() (path string, asked bool) {
	for _, set := range []string{a.keysFile, a.env("BELAY_KEYS")} {
		if set != "" {
			return set, true
		}
	}
	if dir := a.configFolder(); dir != "" {
		return filepath.Join(dir, "keys.toml"), false
	}
	return "", false
}

// registry is the table of actions with the person's keys, and what is wrong in
// their file, in sentences. What is wrong keeps its default.
func (a *app) registry() (*keys.Registry, []string) {
	registry := ui.Actions()
	path, asked := a.keysPath()
	if path == "" {
		return registry, nil
	}
	changed, wrong, err := readKeys(registry, path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked:
		return registry, nil
	case err != nil:
		return registry, []string{a.w.T("keys.unread", "path", path, "why", a.tell(err).Message)}
	}
	var said []string
	for _, m := range wrong {
		said = append(said, a.w.T("keys.at", "path", path, "line", m.Line, "what", a.mistake(m)))
	}
	return changed, said
}

func readKeys(registry *keys.Registry, path string) (*keys.Registry, []keys.Mistake, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return registry, nil, atPath(path, err)
	}
	changed, wrong := registry.Change(file)
	return changed, wrong, nil
}

// mistake says what is wrong in a file of keys and what would be right.
func (a *app) mistake(m keys.Mistake) string {
	id := "keys.bad_" + m.Code
	for i := 0; i+1 < len(m.Args); i += 2 {
		if m.Args[i] == "near" && m.Args[i+1] != "" {
			id += "_near"
		}
	}
	return a.w.T(id, m.Args...)
}

// checkKeys says what is wrong in a file of keys.
func (a *app) checkKeys(path string) error {
	changed, wrong, err := readKeys(ui.Actions(), path)
	if err != nil {
		return err
	}
	type mistakeJSON struct {
		Line    int    `json:"line"`
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	all := []mistakeJSON{}
	for _, m := range wrong {
		all = append(all, mistakeJSON{m.Line, m.Code, a.mistake(m)})
		if !a.json {
			fmt.Fprintln(a.err, a.w.T("keys.at", "path", path, "line", m.Line, "what", a.mistake(m)))
		}
	}
	if a.json {
		if err := a.emit(all); err != nil {
			return err
		}
	}
	switch n := len(wrong); {
	case n == 0 && a.json:
		return nil
	case n == 0:
		given := len(slices.DeleteFunc(changed.All(), func(x keys.Action) bool { return !x.Changed }))
		a.say(a.w.N("keys.fine", given))
		return nil
	case slices.ContainsFunc(wrong, func(m keys.Mistake) bool { return !m.Refused() }):
		return useError{a.w.N("keys.wrong", n)}
	default:
		return domain.Refused("keys.clash", "n", n)
	}
}
