package main

import (
	"slices"
	"strconv"
	"strings"

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
		assumed: []string{}, rejected: []rejectedJSON{}, notices: []noticeJSON{},
	}
}

// reject notes a row that was left out.
func (r *report) reject(row exchange.Row, column, value domain.Untrusted, err error) {
	t := r.a.tell(err)
	r.rejected = append(r.rejected, rejectedJSON{row.Row, row.Line, some(column), some(value), domain.Code(t.Code), t.Message})
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

func (r *report) print() error {
	slices.SortStableFunc(r.rejected, func(a, b rejectedJSON) int { return a.Row - b.Row })
	if r.a.json {
		return r.a.emit(r.asJSON())
	}
	w := r.a.w
	r.a.say(w.N("cli.import.head", r.rows, "file", r.name))
	for _, s := range r.assumed {
		r.a.say("  " + s)
	}
	r.printColumns()
	if err := r.printRejected(); err != nil {
		return err
	}
	r.printNotices()
	r.printCounts()
	return nil
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

// printColumns tells what each column became.
func (r *report) printColumns() {
	r.a.say("")
	f := &facts{a: r.a}
	var left []string
	for _, c := range r.columns {
		if c.Field == "" {
			left = append(left, c.Header.String())
			continue
		}
		f.add(c.Header.String(), "→ "+r.a.w.Field(c.Field))
	}
	if len(left) > 0 {
		f.add(r.a.w.T("cli.import.left_out"), strings.Join(left, ", "))
	}
	f.print()
}

// rowsListed is how many rows are listed to a person; JSON has all.
const rowsListed = 100

func (r *report) printRejected() error {
	if len(r.rejected) == 0 {
		return nil
	}
	r.a.say("")
	r.a.say(r.a.w.N("cli.import.refused", len(r.rejected)))
	for _, row := range r.rejected[:min(len(r.rejected), rowsListed)] {
		where := r.a.w.T("cli.import.row", "row", strconv.Itoa(row.Row))
		if row.Column != nil {
			where += ", " + row.Column.String()
		}
		if row.Value != nil {
			where += " \"" + row.Value.String() + "\""
		}
		r.a.say("  " + where + ": " + row.Reason)
	}
	if more := len(r.rejected) - rowsListed; more > 0 {
		r.a.say("  " + r.a.w.N("cli.import.more", more))
	}
	return nil
}

// placesNamed is how many rows a notice names.
const placesNamed = 10

func (r *report) printNotices() {
	if len(r.notices) == 0 {
		return
	}
	r.a.say("")
	for _, n := range r.notices {
		places := make([]string, 0, placesNamed)
		for _, row := range n.Rows[:min(len(n.Rows), placesNamed)] {
			places = append(places, strconv.Itoa(row))
		}
		where := strings.Join(places, ", ")
		if more := len(n.Rows) - placesNamed; more > 0 {
			where += " " + r.a.w.T("cli.import.others", "n", more)
		}
		r.a.say(r.a.w.N("cli.import.rows", len(n.Rows), "rows", where) + " " + n.Message)
	}
}

func (r *report) printCounts() {
	w := r.a.w
	r.a.say("")
	r.a.say(w.T("cli.import.counts", "kind", r.a.kinds(r.kind), "made", r.made, "changed", r.changed, "same", r.same, "refused", len(r.rejected)))
	switch {
	case r.dryRun:
		r.a.say(w.T("cli.import.dry"))
	case !r.written:
		r.a.say(w.T("cli.import.strict"))
	case r.book != "":
		r.a.say(w.T("cli.import.book", "path", r.book, "firm", r.firm))
	}
	if r.written && r.made+r.changed > 0 {
		r.a.say(w.T("cli.import.see", "command", "belay "+r.noun()))
	}
}

func (r *report) noun() string {
	if r.kind == domain.KindOpportunity {
		return "opportunities"
	}
	return "leads"
}
