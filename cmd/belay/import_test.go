package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// An import that fails half way leaves no book where there was none, and nothing
// beside it; the next one makes it.
func TestFailedFirstImportLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	env := func(name string) string {
		if name == "BELAY_BOOK" {
			return filepath.Join(dir, "book.db")
		}
		return ""
	}
	var file strings.Builder
	file.WriteString("Company,Last Name\n")
	for i := range 21_000 { // more than are written at once
		fmt.Fprintf(&file, "Company %d,Ann\n", i)
	}
	ctx, stop := context.WithCancel(t.Context())
	for name, c := range map[string]struct {
		ctx  context.Context
		last io.Reader
	}{
		"unreadable": {t.Context(), iotest.ErrReader(errors.New("the disk is gone"))},
		"stopped":    {ctx, readerFunc(func([]byte) (int, error) { stop(); return 0, io.EOF })},
	} {
		var said strings.Builder
		in := io.MultiReader(strings.NewReader(file.String()), c.last)
		if code := run(c.ctx, []string{"import", "leads", "-"}, in, &said, &said, env); code != exitFailed {
			t.Errorf("%s: ends with %d: %s", name, code, said.String())
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v, %v; said %s", name, left, err, said.String())
		}
	}
	var said strings.Builder
	if code := run(t.Context(), []string{"import", "leads", "-"}, strings.NewReader("Company,Last Name\nAcme,Ann\n"), &said, &said, env); code != exitDone {
		t.Errorf("the next ends with %d: %s", code, said.String())
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
