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
	r.printRejected()
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

// fault is what refused rows have in common.
type fault struct {
	column, value domain.Untrusted
	reason        string
}

// faultsListed is how many are listed to a person; JSON has all.
const faultsListed = 100

// printRejected lists the refused rows, those with the same fault together.
func (r *report) printRejected() {
	if len(r.rejected) == 0 {
		return
	}
	var faults []fault
	rows := map[fault][]int{}
	for _, row := range r.rejected {
		f := fault{reason: row.Reason}
		if row.Column != nil {
			f.column = *row.Column
		}
		if row.Value != nil {
			f.value = *row.Value
		}
		if rows[f] == nil {
			faults = append(faults, f)
		}
		rows[f] = append(rows[f], row.Row)
	}
	w := r.a.w
	r.a.say("")
	r.a.say(w.N("cli.import.refused", len(r.rejected)))
	for _, f := range faults[:min(len(faults), faultsListed)] {
		where := w.N("cli.import.row", len(rows[f]), "rows", r.places(rows[f]))
		if !f.column.IsZero() {
			where += ", " + f.column.String()
		}
		if !f.value.IsZero() {
			where += " \"" + f.value.String() + "\""
		}
		r.a.say("  " + where + ": " + f.reason)
	}
	if more := len(faults) - faultsListed; more > 0 {
		r.a.say("  " + w.N("cli.import.more", more))
	}
}

func (r *report) printNotices() {
	if len(r.notices) == 0 {
		return
	}
	r.a.say("")
	for _, n := range r.notices {
		r.a.say(r.a.w.N("cli.import.rows", len(n.Rows), "rows", r.places(n.Rows)) + " " + n.Message)
	}
}

// placesNamed is how many rows a line names.
const placesNamed = 20

// places names rows by their numbers.
func (r *report) places(rows []int) string {
	named := make([]string, 0, placesNamed)
	for _, row := range rows[:min(len(rows), placesNamed)] {
		named = append(named, strconv.Itoa(row))
	}
	where := strings.Join(named, ", ")
	if more := len(rows) - placesNamed; more > 0 {
		where += " " + r.a.w.N("cli.import.others", more)
	}
	return where
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
