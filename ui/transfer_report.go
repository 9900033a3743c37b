package ui

import (
	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
	"github.com/belay-tui/belay/ui/words"
)

// rejectedShown is how many rows a report lists of those that were left out.
const rejectedShown = 500

// firstRejected is how many of them a dry run lists, before the columns.
const firstRejected = 5

// importCounts says in a sentence how many rows became what.
func importCounts(w *words.Words, job Import, r Imported) string {
	id := "transfer.counts"
	if job.DryRun {
		id = "transfer.would"
	}
	return w.T(id, "made", r.Made, "changed", r.Changed, "same", r.Same, "refused", len(r.Rejected))
}

// ImportReport is what became of a file, to read. A dry run offers the import.
func ImportReport(ctx *pane.Context, job Import, r Imported) pane.Show {
	w := ctx.Words
	show := pane.Show{
		Title: w.T("transfer.done_title", "file", domain.Outside(job.File)),
		Lines: []string{w.N("transfer.rows", r.Rows) + ": " + importCounts(w, job, r)},
	}
	most := rejectedShown
	if job.DryRun {
		most = firstRejected
		show.Title = w.T("transfer.dry_title", "file", domain.Outside(job.File))
		if n := r.Made + r.Changed; n > 0 {
			job.DryRun, job.Rows = false, r.Rows
			show.Offers = []pane.Offer{{Key: "y", Label: w.N("transfer.import_yes", n), Do: BeginImport{nil, job}}}
		}
	}
	show.Lines = append(show.Lines, rejectedLines(w, r.Rejected, most)...)
	show.Lines = append(show.Lines, columnLines(ctx, r.Columns)...)
	if len(r.Assumed) > 0 {
		show.Lines = append(append(show.Lines, "", w.T("transfer.assumed")), r.Assumed...)
	}
	if len(r.Notices) > 0 {
		show.Lines = append(show.Lines, "")
	}
	for _, n := range r.Notices {
		show.Lines = append(show.Lines, w.N("transfer.notice", n.Rows, "what", n.Message))
	}
	return show
}

// rejectedLines are the first rows that were left out, and why.
func rejectedLines(w *words.Words, rows []RejectedRow, most int) []string {
	if len(rows) == 0 {
		return nil
	}
	lines := []string{"", w.N("transfer.refused", len(rows))}
	for _, r := range rows[:min(len(rows), most)] {
		if r.Column.IsZero() {
			lines = append(lines, w.T("transfer.row", "row", r.Row, "why", r.Reason))
			continue
		}
		lines = append(lines, w.T("transfer.row_column", "row", r.Row, "column", r.Column, "why", r.Reason))
	}
	if more := len(rows) - most; more > 0 {
		lines = append(lines, w.N("transfer.more", more))
	}
	return lines
}

// widestHeader is how many cells the name of a column takes at most.
const widestHeader = 28

// columnLines say what each column becomes.
func columnLines(ctx *pane.Context, columns []ImportedColumn) []string {
	w := ctx.Words
	lines := []string{"", w.T("transfer.columns")}
	var left []domain.Untrusted
	wide := 0
	for _, c := range columns {
		if c.Field != "" {
			wide = min(max(wide, text.Width(text.Show(c.Header))), widestHeader)
		}
	}
	for _, c := range columns {
		if c.Field == "" {
			left = append(left, c.Header)
			continue
		}
		header := text.Show(c.Header)
		if !ctx.Aloud {
			header = text.Left(header, wide)
		}
		lines = append(lines, w.T("transfer.column", "header", header, "arrow", ctx.Theme.Glyphs.Cursor, "field", w.Field(c.Field)))
	}
	if len(left) > 0 {
		lines = append(lines, w.T("transfer.left_out", "headers", left))
	}
	return lines
}
