package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
)

// Options say what a file does not.
type Options struct {
	// Program is the program that the records belong to.
	Program string
	// NewID makes the id that a command's record gets if it is new. It is called
	// by the goroutine that reads ahead, for each row in turn.
	NewID func() domain.ID
	// Zone is where the clocks of times without an offset are; nil is UTC.
	Zone *time.Location
	// Currency is the ISO 4217 code of amounts that name none.
	Currency string
	// Dates is how to read dates such as 02/03/24, if not as the column has them.
	Dates DateOrder
}

// File is a table that is being read. It is read once, from start to end.
type File struct {
	name    domain.Untrusted
	columns []Column
	source  *source
	records *records
	build   builder
	notes   []Note
	found   found
}

// Row is a row of the file: a command, or what is wrong with it.
type Row struct {
	// Row is as a spreadsheet counts, the header being 1; Line as an editor does.
	Row, Line int
	// Command is nil where Err is not.
	Command domain.Command
	Err     *RowError
}

// RowError says why a row was refused. It wraps a *domain.RuleError whose
// arguments include the file, row, line, column and value.
type RowError struct {
	File      domain.Untrusted
	Row, Line int
	// Column is the header of the cell at fault, and Value what was in it, cut to
	// 80 characters. Both are empty where the whole row is at fault.
	Column, Value domain.Untrusted
	rule          *domain.RuleError
}

// Error returns the place and the code, for logs and tests.
func (e *RowError) Error() string {
	return fmt.Sprintf("%s, row %d, line %d, column %q: %s", e.File, e.Row, e.Line, e.Column, e.rule)
}

// Unwrap returns the *domain.RuleError.
func (e *RowError) Unwrap() error { return e.rule }

// Code is the rule's code.
func (e *RowError) Code() domain.Code { return e.rule.Code }

const valueQuoted = 80 // characters

// Open reads a file's start, finds its encoding, its separator and the meaning
// of its columns. The name is for messages. A file that is no table of that
// kind is refused with a *domain.RuleError: import.empty, import.no_text,
// import.spreadsheet, import.json, import.no_columns, import.other_kind,
// import.bad_header; other errors come from r.
func Open(kind domain.Kind, name string, r io.Reader, o Options) (*File, error) {
	f, err := open(kind, name, r, o)
	if refusal, ok := errors.AsType[*domain.RuleError](err); ok {
		if refusal.Args == nil {
			refusal.Args = map[string]any{}
		}
		refusal.Args["file"] = domain.Outside(name)
		return nil, refusal
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", domain.Clean(name), err)
	}
	return f, nil
}

func open(kind domain.Kind, name string, r io.Reader, o Options) (*File, error) {
	makeTable, ok := tables[kind]
	if !ok {
		return nil, fmt.Errorf("import: no files of kind %q", kind)
	}
	t, err := openText(r)
	if err != nil {
		return nil, err
	}
	sample, err := t.sample()
	if err != nil {
		return nil, err
	}
	if start := bytes.TrimSpace(sample[:min(len(sample), 64)]); bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte("[{")) {
		return nil, domain.Refused("import.json")
	}
	d := sniff(sample, makeTable().knows)
	if _, err := t.Discard(d.declared); err != nil {
		return nil, err
	}
	f := &File{name: domain.Outside(name), source: t, notes: t.notes, records: newRecords(t, d.comma, t.charset)}
	if err := f.header(kind); err != nil {
		return nil, err
	}
	if d.comma != ',' && d.declared == 0 {
		f.notes = append(f.notes, note("import.assumed_separator", "separator", separatorName(d.comma)))
	}
	how, notes := habits(sample[d.declared:], d, t.charset.name, f.columns, o)
	f.notes = append(f.notes, notes...)
	f.build = newBuilder(kind, f.columns, how, o)
	f.found.windows = t.charset.windows()
	return f, nil
}

func separatorName(comma byte) string {
	if comma == '\t' {
		return "TAB"
	}
	return string(rune(comma))
}

// header reads the first record.
func (f *File) header(kind domain.Kind) error {
	head, err := f.records.next()
	if errors.Is(err, io.EOF) {
		return domain.Refused("import.empty")
	}
	if err != nil {
		return err
	}
	if head.bad != nil {
		return domain.Refused("import.bad_header", "line", head.line, "why", head.bad)
	}
	f.columns, err = mapColumns(kind, head.fields)
	return err
}

// Columns tells what each column became, in the order of the file.
func (f *File) Columns() []Column { return f.columns }

// Notes tells what was assumed about the file. Some of it is known only when
// all rows were read.
func (f *File) Notes() []Note {
	notes := slices.Clone(f.notes)
	if f.found.windows {
		notes = append(notes, note("import.assumed_encoding", "encoding", nameWindows))
	}
	if f.found.deleted > 0 {
		notes = append(notes, note("import.deleted_rows", "n", f.found.deleted))
	}
	if f.found.footer > 0 {
		notes = append(notes, note("import.footer", "n", f.found.footer))
	}
	return notes
}

// refuse says where in the file a rule was broken. A negative column is the
// whole row.
func (f *File) refuse(rec record, column int, rule *domain.RuleError) *RowError {
	e := &RowError{File: f.name, Row: rec.row, Line: rec.line, rule: rule}
	if rule.Args == nil {
		rule.Args = map[string]any{}
	}
	for name, v := range map[string]any{"file": e.File, "row": e.Row, "line": e.Line} {
		rule.Args[name] = v
	}
	if column >= 0 {
		e.Column = f.columns[column].Header
		// A copy: the cell is a piece of the whole record.
		e.Value = domain.Outside(strings.Clone(cutText(rec.fields[column], valueQuoted)))
		rule.Field = f.columns[column].Field
		rule.Args["column"], rule.Args["value"] = e.Column, e.Value
	}
	return e
}
