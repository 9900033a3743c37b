package main

import (
	"context"
	"errors"
)

// openScreen runs the screen on the book at a path.
func (a *app) openScreen(context.Context, string) error {
	return errors.New(a.w.T("cli.error.no_screen"))
}
