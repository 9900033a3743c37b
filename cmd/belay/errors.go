package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// useError is a command line that says nothing that can be done.
type useError struct{ sentence string }

// Error returns the sentence.
func (e useError) Error() string { return e.sentence }

// fileError is a refusal that is about a whole file: it failed, as if it could
// not be read.
type fileError struct{ error }

// Unwrap returns the refusal.
func (e fileError) Unwrap() error { return e.error }

// errSomeRefused ends a command that did some of several things, after it told
// which it did not.
var errSomeRefused = errors.New("some of several were refused")

// pathError is an error of the book at a path.
type pathError struct {
	path string
	error
}

// Unwrap returns the book's error.
func (e pathError) Unwrap() error { return e.error }

func atPath(path string, err error) error { return pathError{path, err} }

// told is an error as people and scripts are told.
type told struct {
	Code    string         `json:"code"`
	Field   string         `json:"field,omitempty"`
	Message string         `json:"message"`
	Args    map[string]any `json:"args"`
	// ID is the record as it was named, where there were several.
	ID domain.Untrusted `json:"id,omitzero"`
	// All lists the refusals of a command that was refused for several things.
	All []told `json:"all,omitempty"`
}

// explain prints an error: what failed, why, and what helps.
func (a *app) explain(c *cobra.Command, err error) {
	if errors.Is(err, errSomeRefused) {
		return
	}
	t := a.tell(err)
	if a.json {
		a.printError(t)
		return
	}
	what := strings.Join(append([]string{"belay"}, strings.Join(commandPath(c), " ")), ": ")
	what = strings.TrimSuffix(what, ": ")
	if len(t.All) == 0 {
		fmt.Fprintf(a.err, "%s: %s\n", what, t.Message)
		return
	}
	fmt.Fprintf(a.err, "%s: %s\n", what, a.w.N("cli.error.several", len(t.All)))
	for _, one := range t.All {
		fmt.Fprintf(a.err, "  %s\n", one.Message)
	}
}

// printError prints an error as JSON.
func (a *app) printError(t told) {
	out, bad := encode(map[string]told{"error": t})
	if bad != nil { // an argument that is no data
		t.Args = nil
		out, _ = encode(map[string]told{"error": t})
	}
	fmt.Fprintf(a.err, "%s\n", out)
}

// tell finds code, sentence and arguments of an error.
func (a *app) tell(err error) told {
	if use, ok := errors.AsType[useError](err); ok {
		return told{Code: "use", Message: domain.Clean(use.sentence), Args: map[string]any{}}
	}
	if several, ok := errors.AsType[domain.Refusals](err); ok && len(several) > 0 {
		t := a.rule(several[0])
		if len(several) > 1 {
			t.Message = a.w.Error(several)
			for _, one := range several {
				t.All = append(t.All, a.rule(one))
			}
		}
		return t
	}
	if one, ok := errors.AsType[*domain.RuleError](err); ok {
		return a.rule(one)
	}
	t, known := a.failure(err)
	if !known {
		t.Message = domain.Clean(err.Error())
	}
	return t
}

// inWords is an error whose text is the sentence that people are told.
type inWords struct {
	sentence string
	error
}

// Error returns the sentence.
func (e inWords) Error() string { return e.sentence }

// Unwrap returns the error that it tells of.
func (e inWords) Unwrap() error { return e.error }

// sentence finds what to tell of an error that no rule refused, "" where there is
// nothing but the text of a library.
func (a *app) sentence(err error) string {
	if said, ok := errors.AsType[inWords](err); ok {
		return capital(domain.Clean(said.sentence))
	}
	if use, ok := errors.AsType[useError](err); ok {
		return domain.Clean(use.sentence)
	}
	if _, ok := errors.AsType[*store.DamagedError](err); ok { // what is damaged, the log says
		log := ""
		if l := a.errLog(); l != nil {
			log = l.Where()
		}
		return a.w.T("cli.error.damaged_now", "log", domain.Outside(log))
	}
	t, known := a.failure(err)
	if !known {
		return ""
	}
	return capital(t.Message)
}

// capital begins what a command is told as a sentence of its own.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if s = string(unicode.ToUpper(r)) + s[size:]; !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

func (a *app) rule(e *domain.RuleError) told {
	t := told{Code: string(e.Code), Field: e.Field, Message: a.w.Rule(e), Args: map[string]any{}}
	for name, v := range e.Args {
		t.Args[name] = jsonArg(v)
	}
	return t
}

// jsonArg is an argument as JSON has it: an error within is told by its text.
func jsonArg(v any) any {
	if err, ok := v.(error); ok {
		return domain.Outside(err.Error())
	}
	return v
}

// older is the sentence for a book of an older belay, with what kept this one
// from bringing it up to date.
func (a *app) older(e *store.OlderError) string {
	if e.Err == nil {
		return a.w.T("cli.error.older", "path", e.Path)
	}
	return a.w.T("cli.error.not_migrated", "path", e.Path, "why", a.tell(e.Err).Message)
}

// failure tells of files, disks, locks and damage; known is false where it finds
// no sentence.
func (a *app) failure(err error) (t told, known bool) {
	path := ""
	if at, ok := errors.AsType[pathError](err); ok {
		path = at.path
	}
	if inner, ok := errors.AsType[*fs.PathError](err); ok && path == "" {
		path = inner.Path
	}
	t = told{Args: map[string]any{"path": domain.Outside(path)}}
	older, isOlder := errors.AsType[*store.OlderError](err)
	newer, isNewer := errors.AsType[*store.NewerError](err)
	damaged, isDamaged := errors.AsType[*store.DamagedError](err)
	held, isHeld := errors.AsType[*store.HeldError](err)
	switch {
	case errors.Is(err, store.ErrNoBook):
		t.Code, t.Message = "book.missing", a.w.T("cli.error.no_book", "path", path)
	case errors.Is(err, store.ErrExists):
		t.Code, t.Message = "book.exists", a.w.T("cli.error.exists", "path", path)
	case errors.Is(err, store.ErrDirectory):
		t.Code, t.Message = "book.directory", a.w.T("cli.error.directory", "path", path)
	case isOlder:
		t.Code, t.Message = "book.older", a.older(older)
		t.Args["path"], t.Args["version"], t.Args["known"] = domain.Outside(older.Path), older.Version, older.Known
	case isNewer:
		t.Code, t.Message = "book.newer", a.w.T("cli.error.newer", "path", newer.Path, "version", newer.Version, "known", newer.Known)
		t.Args["path"], t.Args["version"], t.Args["known"] = domain.Outside(newer.Path), newer.Version, newer.Known
	case isDamaged:
		t.Code, t.Message = "book.damaged", a.w.T("cli.error.damaged", "path", damaged.Path, "what", damaged.What)
		t.Args["path"], t.Args["what"] = domain.Outside(damaged.Path), domain.Outside(fmt.Sprint(damaged.What))
	case isHeld:
		t.Code, t.Message = "book.held", a.w.T("cli.error.held", "path", held.Path, "holder", held.Holder)
		t.Args["path"], t.Args["holder"] = domain.Outside(held.Path), domain.Outside(fmt.Sprint(held.Holder))
	case errors.Is(err, syscall.ENOSPC):
		t.Code, t.Message = "disk.full", a.w.T("cli.error.disk_full")
	case errors.Is(err, fs.ErrPermission):
		t.Code, t.Message = "file.permission", a.w.T("cli.error.permission", "path", path)
	case errors.Is(err, fs.ErrNotExist):
		t.Code, t.Message = "file.missing", a.w.T("cli.error.missing", "path", path)
	case errors.Is(err, fs.ErrExist):
		t.Code, t.Message = "file.exists", a.w.T("cli.error.file_exists", "path", path)
	case errors.Is(err, context.Canceled):
		t.Code, t.Message = "canceled", a.w.T("cli.error.canceled")
	default:
		t.Code = "failed"
		return t, false
	}
	return t, true
}
