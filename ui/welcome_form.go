package ui

import (
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/words"
)

// Start is how somebody begins who has no book yet.
type Start string

// The ways to begin.
const (
	StartDemo   Start = "demo"
	StartImport Start = "import"
	StartEmpty  Start = "empty"
	// StartNot is to leave without beginning.
	StartNot Start = ""
)

// starts are the ways to begin, as they are offered.
var starts = []Start{StartDemo, StartImport, StartEmpty}

// Starts are the ways to begin, as they are offered.
func Starts() []Start { return slices.Clone(starts) }

// Name is the way to begin in a word or two.
func (s Start) Name(w *words.Words) string { return w.T("frame.start_" + string(s)) }

// About says what comes of it.
func (s Start) About(w *words.Words) string { return w.T("frame.start_" + string(s) + "_what") }

// Welcome is what is asked the very first time.
type Welcome struct {
	Start   Start
	Firm    domain.Untrusted
	Program string
	// Lang is the language to speak, "" where nothing was asked.
	Lang string
	// Import is what to begin with, as it was looked at.
	Import Import
}

// StartForm asks what a way to begin needs: the firm and its program, where there
// are several languages which one to speak, and for an import the file. A look
// around needs nothing: its form has no pages.
func StartForm(ctx *pane.Context, cfg Config, languages []words.Language, start Start) pane.Fill {
	if start == StartDemo {
		return pane.Fill{}
	}
	w := ctx.Words
	fill := pane.Fill{Title: w.T("frame.welcome_" + string(start)), Pages: []form.Page{firmPage(w, cfg, languages)}, SuggestFrom: 1}
	if start == StartImport {
		fill.Pages = append(fill.Pages, filePage(ctx))
		fill.Suggest = completePaths(w, cfg.Files)
		fill.Notes = func(map[string]string) []string { return []string{w.T("transfer.import_note")} }
	}
	return fill
}

// firmPage asks whose book it will be.
func firmPage(w *words.Words, cfg Config, languages []words.Language) form.Page {
	var programs []form.Option
	for _, name := range domain.PresetNames() {
		if p, err := cfg.Programs(name); err == nil {
			programs = append(programs, form.Option{Value: name, Label: p.Title + " (" + p.Vendor + ")"})
		}
	}
	firm := form.Page{Title: w.T("frame.welcome_firm"), Fields: []form.Field{
		{Key: "firm", Label: w.T("frame.welcome_name"), Hint: w.T("frame.welcome_name_hint"), Required: true},
		{Key: "program", Label: w.T("frame.welcome_program"), Hint: w.T("frame.welcome_program_hint"), Kind: form.Choice, Choices: programs, Value: domain.Outside(domain.DefaultProgram), Required: true},
	}}
	if len(languages) > 1 {
		var all []form.Option
		for _, l := range languages {
			all = append(all, form.Option{Value: l.Tag, Label: l.Name})
		}
		firm.Fields = append(firm.Fields, form.Field{Key: "lang", Label: w.T("frame.welcome_lang"), Kind: form.Choice, Choices: all, Value: domain.Outside(languages[0].Tag), Required: true})
	}
	return firm
}

// filePage asks for the file to begin with.
func filePage(ctx *pane.Context) form.Page {
	w, hint := ctx.Words, "frame.welcome_file_hint"
	if ctx.Aloud { // no key completes a path there
		hint = "transfer.import_hint"
	}
	kinds := []form.Option{
		{Value: string(domain.KindLead), Label: w.T("transfer.some_lead")}, {Value: string(domain.KindOpportunity), Label: w.T("transfer.some_opportunity")},
	}
	return form.Page{Title: w.T("frame.welcome_file"), Fields: []form.Field{
		{Key: "file", Label: w.T("transfer.file"), Hint: w.T(hint), Required: true, Suggest: true, Steps: true},
		{Key: "kind", Label: w.T("transfer.kind"), Kind: form.Choice, Choices: kinds, Value: domain.Outside(string(domain.KindLead)), Required: true},
	}}
}

// AnswerStart is what a [StartForm] was filled in with: a look at the file comes
// first.
func AnswerStart(start Start, v map[string]string) Welcome {
	answer := Welcome{Start: start, Firm: domain.Outside(v["firm"]), Program: v["program"], Lang: v["lang"]}
	if start == StartImport {
		answer.Import = Import{Kind: domain.Kind(v["kind"]), Program: v["program"], File: strings.TrimSpace(v["file"]), DryRun: true}
	}
	return answer
}
