package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
)

// The exit codes.
const (
	exitDone    = 0
	exitFailed  = 1 // file, disk, lock, damage
	exitUse     = 2
	exitRefused = 3 // by a rule, or some of several
)

// run does what the arguments say and returns the exit code. Nothing but the
// answer goes to out.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer, env func(string) string) int {
	a := newApp(in, out, errOut, env)
	root := a.root()
	if len(args) > 0 {
		root = a.tree()
	}
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(a.err)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { a.help(ctx, c) })
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		a.translate(root) // the shell shows what a command is for
	}
	failed, err := root.ExecuteContextC(ctx)
	if err == nil && a.answer.lost != nil {
		err = fmt.Errorf("print the answer: %w", a.answer.lost)
	}
	if err == nil {
		return exitDone
	}
	// A flag that cannot be read keeps those after it from being read.
	a.json = a.json || slices.Contains(args, "--json")
	a.explain(failed, err)
	return exitCode(err)
}

func exitCode(err error) int {
	if _, ok := errors.AsType[useError](err); ok {
		return exitUse
	}
	if _, ok := errors.AsType[fileError](err); ok {
		return exitFailed
	}
	if _, ok := errors.AsType[domain.Refusals](err); ok {
		return exitRefused
	}
	if _, ok := errors.AsType[*domain.RuleError](err); ok {
		return exitRefused
	}
	if errors.Is(err, errSomeRefused) {
		return exitRefused
	}
	return exitFailed
}

// help prints a command's help. Only here and for the manual page is fang run:
// it asks the terminal for its colors, which nothing else is to wait for.
func (a *app) help(ctx context.Context, c *cobra.Command) {
	plain := a.noColor || a.env("NO_COLOR") != ""
	path := append(commandPath(c), "--help")
	root := a.tree()
	a.translate(root)
	root.SetArgs(path)
	root.SetErr(a.err)
	root.SetOut(a.stdout)
	if plain {
		root.SetOut(plainWriter{a.stdout})
	}
	// Help goes to the terminal whatever it is, so its failure has nobody to be told.
	_ = fang.Execute(ctx, root, fang.WithoutVersion(), fang.WithoutManpage())
}

// man makes the command that prints the manual page.
func (a *app) man() *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "cli.man", Args: a.noArgs, Example: "belay man | man -l -",
		RunE: func(c *cobra.Command, _ []string) error {
			root := a.tree()
			a.translate(root)
			for _, sub := range root.Commands() {
				if sub.Name() == c.Name() {
					root.RemoveCommand(sub) // fang has one of that name
				}
			}
			root.SetArgs([]string{c.Name()})
			root.SetErr(a.err)
			root.SetOut(a.out)
			return fang.Execute(c.Context(), root, fang.WithoutVersion())
		},
	}
}

// plainWriter hides that a writer is a terminal, so that it gets no colors.
type plainWriter struct{ io.Writer }
