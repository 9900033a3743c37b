package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// say prints a sentence of the answer, on one line.
func (a *app) say(sentence string) { fmt.Fprintln(a.out, domain.Clean(sentence)) }

// emit prints one record as JSON, on one line.
func (a *app) emit(v any) error {
	if a.records != nil {
		return a.records.add(v)
	}
	out, err := encode(v)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%s\n", out)
	return err
}

// array prints records as one JSON array, a record a line, as they come.
type array struct {
	out io.Writer
	n   int
}

func (r *array) add(v any) error {
	out, err := encode(v)
	if err != nil {
		return err
	}
	sep := ",\n"
	if r.n == 0 {
		sep = "[\n"
	}
	r.n++
	_, err = fmt.Fprintf(r.out, "%s%s", sep, out)
	return err
}

func (r *array) end() error {
	last := "\n]\n"
	if r.n == 0 {
		last = "[]\n"
	}
	_, err := io.WriteString(r.out, last)
	return err
}

// asciiWriter writes belay's own signs with what every font has.
type asciiWriter struct{ io.Writer }

// Write replaces the signs; each write has whole lines.
func (w asciiWriter) Write(p []byte) (int, error) {
	_, err := io.WriteString(w.Writer, text.ASCII(string(p)))
	return len(p), err
}

// confirm asks before what cannot be taken back. Scripts are not asked: who
// writes the verb down means it.
func (a *app) confirm(question string) bool {
	if a.yes || a.json || !isTerminal(a.in) || !isTerminal(a.stdout) {
		return true
	}
	fmt.Fprintf(a.err, "%s %s ", question, a.w.T("cli.ask"))
	var answer string
	if _, err := fmt.Fscanln(a.in, &answer); err != nil {
		return false // no answer is no
	}
	return strings.EqualFold(answer, a.w.T("cli.ask_yes"))
}
