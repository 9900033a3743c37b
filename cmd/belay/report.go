package main

import (
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/exchange"
)

// report tells what became of a file.
type report struct {
	a    *app
	kind domain.Kind
	name domain.Untrusted
	// book and firm are those of a book that the import made.
	book string
	firm domain.Untrusted

	rows, made, changed, same int
	written, dryRun           bool
	columns                   []exchange.Column
	assumed                   []string
	rejected                  []rejectedJSON
	notices                   []noticeJSON
	// reasons keeps one copy of each sentence: many rows share it.
	reasons map[string]string
}

type importJSON struct {
	File     domain.Untrusted `json:"file"`
	Rows     int              `json:"rows"`
	Imported int              `json:"imported"`
	Updated  int              `json:"updated"`
	Skipped  int              `json:"skipped"`
	Rejected []rejectedJSON   `json:"rejected"`
	Columns  []columnJSON     `json:"columns"`
	Assumed  []string         `json:"assumed"`
	Notices  []noticeJSON     `json:"notices"`
	// Written is false for a dry run and for a strict import with a refused row.
	Written bool `json:"written"`
	DryRun  bool `json:"dry_run"`
	// Book and Firm are those of a book that the import made.
	Book *string           `json:"book"`
	Firm *domain.Untrusted `json:"firm"`
}

type rejectedJSON struct {
	Row    int               `json:"row"`
	Line   int               `json:"line"`
	Column *domain.Untrusted `json:"column"`
	Value  *domain.Untrusted `json:"value"`
	Code   domain.Code       `json:"code"`
	Reason string            `json:"reason"`
}

type columnJSON struct {
	Header domain.Untrusted `json:"header"`
	Field  *string          `json:"field"`
}

// noticeJSON is something that was decided about rows that contradict themselves.
type noticeJSON struct {
	Code    domain.Code `json:"code"`
	Message string      `json:"message"`
	Rows    []int       `json:"rows"`
}

func newReport(a *app, kind domain.Kind, name string) *report {
	return &report{
		a: a, kind: kind, name: domain.Outside(name),
		assumed: []string{}, rejected: []rejectedJSON{}, notices: []noticeJSON{}, reasons: map[string]string{},
	}
}

// reject notes a row that was left out.
func (r *report) reject(row exchange.Row, column, value domain.Untrusted, err error) {
	t := r.a.tell(err)
	reason, ok := r.reasons[t.Message]
	if !ok {
		reason = t.Message
		r.reasons[reason] = reason
	}
	r.rejected = append(r.rejected, rejectedJSON{row.Row, row.Line, some(column), some(value), domain.Code(t.Code), reason})
}

// notice notes what was decided about a row; rows with the same share a notice.
func (r *report) notice(row int, n *domain.RuleError) {
	message := r.a.w.Rule(n)
	for i := range r.notices {
		if r.notices[i].Message == message {
			r.notices[i].Rows = append(r.notices[i].Rows, row)
			return
		}
	}
	r.notices = append(r.notices, noticeJSON{n.Code, message, []int{row}})
}

// finish notes what the file says of itself, once it was read.
func (r *report) finish(file *exchange.File) {
	r.columns = file.Columns()
	for _, n := range file.Notes() {
		r.assumed = append(r.assumed, r.a.note(n))
	}
	slices.SortStableFunc(r.rejected, func(a, b rejectedJSON) int { return a.Row - b.Row })
}

func (r *report) asJSON() importJSON {
	j := importJSON{
		File: r.name, Rows: r.rows, Imported: r.made, Updated: r.changed, Skipped: r.same, Rejected: r.rejected,
		Columns: make([]columnJSON, len(r.columns)), Assumed: r.assumed, Notices: r.notices,
		Written: r.written, DryRun: r.dryRun, Book: some(domain.Clean(r.book)), Firm: some(r.firm),
	}
	for i, c := range r.columns {
		j.Columns[i] = columnJSON{c.Header, some(c.Field)}
	}
	return j
}
