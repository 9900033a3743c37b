package main

import (
	"strconv"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// print tells a person what became of a file, or a script.
func (r *report) print() error {
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
