package ui

import (
	"path/filepath"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/words"
)

// Exports reports whether records of a kind can be written to a file.
func Exports(kind domain.Kind) bool {
	return kind == domain.KindLead || kind == domain.KindOpportunity || kind == domain.KindProject
}

// ImportForm asks what to import, beginning with a kind and a file. The files are
// those that a path may be completed to; nil knows none.
func ImportForm(ctx *pane.Context, files func(string) ([]FileName, error), kind domain.Kind, file domain.Untrusted) pane.Fill {
	w := ctx.Words
	var kinds []form.Option
	for _, k := range []domain.Kind{domain.KindLead, domain.KindOpportunity} {
		kinds = append(kinds, form.Option{Value: string(k), Label: w.T("transfer.some_" + string(k))})
	}
	return pane.Fill{Title: w.T("transfer.import_title"), At: "file", Pages: []form.Page{{Fields: []form.Field{
		{Key: "kind", Label: w.T("transfer.kind"), Kind: form.Choice, Choices: kinds, Value: domain.Outside(string(kind))},
		{Key: "file", Label: w.T("transfer.file"), Hint: w.T("transfer.import_hint"), Value: file, Required: true, Suggest: true, Steps: true},
	}}}, Notes: func(map[string]string) []string { return []string{w.T("transfer.import_note")} }, Suggest: completePaths(w, files), SuggestFrom: 1}
}

// ImportJob is what an [ImportForm] was filled in with: a look at the file comes
// first.
func ImportJob(ctx *pane.Context, v map[string]string) Import {
	return Import{Kind: domain.Kind(v["kind"]), Program: ctx.Program.Name, File: strings.TrimSpace(v["file"]), DryRun: true}
}

// Title says what is being done.
func (job Import) Title(w *words.Words) string {
	title := "transfer.importing"
	if job.DryRun {
		title = "transfer.checking"
	}
	return w.T(title, "file", domain.Outside(filepath.Base(job.File)))
}

// ExportForm asks where to export a list to.
func ExportForm(ctx *pane.Context, files func(string) ([]FileName, error), q domain.Query) pane.Fill {
	w := ctx.Words
	kind := w.T("transfer.some_" + string(q.Kind))
	about := w.T("transfer.export_note", "kind", kind, "list", w.T("pane.list_"+q.List))
	if q.Match != "" {
		about = w.T("transfer.export_found", "kind", kind, "list", w.T("pane.list_"+q.List), "match", domain.Outside(q.Match))
	}
	return pane.Fill{Title: w.T("transfer.export_title", "kind", kind), Pages: []form.Page{{Fields: []form.Field{
		{Key: "file", Label: w.T("transfer.file"), Hint: w.T("transfer.export_hint"), Required: true, Suggest: true, Steps: true, Value: domain.Outside(w.T("transfer.name_" + string(q.Kind)))},
	}}}, Notes: func(map[string]string) []string { return []string{about} }, Suggest: completePaths(w, files), SuggestFrom: 1}
}

// ExportJob is what an [ExportForm] for a list was filled in with.
func ExportJob(q domain.Query, v map[string]string) Export {
	return Export{Query: q, File: strings.TrimSpace(v["file"])}
}

// Title says what is being done.
func (job Export) Title(w *words.Words) string {
	return w.T("transfer.exporting", "file", domain.Outside(filepath.Base(job.File)))
}

// AskReplace asks before a file that is there is replaced; again is the export
// that does.
func AskReplace(w *words.Words, job Export) (ask pane.Ask, again Export) {
	again = job
	again.Replace = true
	return pane.Ask{
		Title: w.T("transfer.replace_title"), Lines: []string{w.T("transfer.replace_note", "file", domain.Outside(job.File))},
		Yes: w.T("transfer.replace_yes"), Do: BeginExport{Job: again},
	}, again
}

// SaidExported tells what was written.
func SaidExported(w *words.Words, job Export, result Exported) string {
	kind := w.T("transfer.some_" + string(job.Query.Kind))
	return w.N("transfer.exported", result.Rows, "kind", kind, "file", domain.Outside(result.File))
}
