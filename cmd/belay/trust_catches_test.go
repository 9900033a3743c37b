package main_test

import (
	"path"
	"strings"
	"testing"
)

// TestAroundCatches shows the checker every way around the sinks that it knows,
// and the nearest right thing, so that it cannot come to find nothing.
func TestAroundCatches(t *testing.T) {
	const (
		domainName = module + "/domain"
		textName   = module + "/ui/text"
		cells      = module + "/store/exchange"
	)
	tests := []struct {
		name, file string
		imports    []string
		body       string
		want       string // part of the only violation, or nothing
	}{
		{"raw in domain", "domain/a.go", []string{domainName}, `var u domain.Untrusted; var x = u.Raw()`, ""},
		{"raw in store", "store/a.go", []string{domainName}, `func f(l domain.Lead) string { return l.Company.Name.Raw() }`, ""},
		{"raw in ui", "ui/leads/a.go", []string{domainName}, `func f(l domain.Lead) string { return l.Company.Name.Raw() }`, "exact text"},
		{"raw where it is cleaned", "ui/text/show.go", []string{domainName}, `var u domain.Untrusted; var x = u.Raw()`, ""},
		{"raw beside where it is cleaned", "ui/text/cut.go", []string{domainName}, `var u domain.Untrusted; var x = u.Raw()`, "exact text"},
		{"raw as a value", "cmd/belay/a.go", []string{domainName}, `var u domain.Untrusted; var f = u.Raw`, "exact text"},
		{"raw as a function", "cmd/belay/a.go", []string{domainName}, `var f = domain.Untrusted.Raw`, "exact text"},
		{"raw of a pointer's", "cmd/belay/a.go", []string{domainName}, `var f = (*domain.Untrusted).Raw`, "exact text"},
		{"raw through another name", "ui/a.go", []string{domainName}, `type name = domain.Untrusted; func f(n name) string { return n.Raw() }`, "exact text"},
		{"raw through an embedded field", "ui/a.go", []string{domainName}, `type name struct{ domain.Untrusted }; func f(n name) string { return n.Raw() }`, "exact text"},
		{"raw through an import without a name", "ui/a.go", []string{". " + domainName}, `func f(u Untrusted) string { return u.Raw() }`, "exact text"},
		{"raw through an interface", "ui/a.go", nil, `func f(u interface{ Raw() string }) string { return u.Raw() }`, "exact text"},
		{"raw through a type parameter", "ui/a.go", nil, `func f[T interface{ Raw() string }](u T) string { return u.Raw() }`, "exact text"},
		{"a Raw of its own", "ui/a.go", nil, `type meat struct{}; func (meat) Raw() string { return "" }; var x = meat{}.Raw()`, ""},
		{"stored text in the book", "store/packed/a.go", []string{domainName}, `var x = domain.Stored("")`, ""},
		{"stored text in an exchange", "store/exchange/a.go", []string{domainName}, `var x = domain.Stored("")`, "takes text for stored"},
		{"stored text handed on", "cmd/belay/a.go", []string{domainName}, `var f = domain.Stored`, "takes text for stored"},
		{"reflection", "ui/a.go", []string{"reflect"}, `var x = reflect.ValueOf(1)`, "exact text"},
		{"reflection in domain", "domain/a.go", []string{"reflect"}, `var x = reflect.ValueOf(1)`, ""},
		{"unsafe", "store/a.go", []string{"unsafe"}, `var s = ""; var x = unsafe.StringData(s)`, "exact text"},

		{"a hidden field printed", "ui/a.go", []string{domainName, "fmt"}, `type row struct{ name domain.Untrusted }; func f(r row) string { return fmt.Sprint(r) }`, "exact text"},
		{"a hidden field deep down", "cmd/belay/a.go", []string{domainName, "fmt"}, `type row struct{ leads map[string][]*struct{ A domain.Lead } }; func f(r *row) error { return fmt.Errorf("%v", r) }`, ""},
		{"a hidden record printed", "cmd/belay/a.go", []string{domainName, "fmt"}, `type row struct{ leads map[string][]domain.Lead }; func f(r *row) error { return fmt.Errorf("%v", r) }`, "exact text"},
		{"a shown field printed", "ui/a.go", []string{domainName, "fmt"}, `type row struct{ Name domain.Untrusted }; func f(r row) string { return fmt.Sprint(r, r.Name) }`, ""},
		{"a field that says itself", "ui/a.go", []string{domainName, "fmt"}, `type row struct{ name domain.Untrusted }; func (row) String() string { return "" }; func f(r row) string { return fmt.Sprint(r) }`, ""},

		{"print", "cmd/belay/a.go", []string{"fmt"}, `func f() { fmt.Println() }`, "around the printer"},
		{"print handed on", "cmd/belay/a.go", []string{"fmt"}, `var f = fmt.Printf`, "around the printer"},
		{"the built-in print", "ui/a.go", nil, `func f() { println("x") }`, "around the printer"},
		{"standard output", "cmd/belay/a.go", []string{"os"}, `var x = os.Stdout`, "around the printer"},
		{"standard error renamed", "store/a.go", []string{"o os"}, `var x = o.Stderr`, "around the printer"},
		{"standard output in main", "cmd/belay/main.go", []string{"os"}, `var x = os.Stdout`, ""},
		{"log", "store/a.go", []string{"log"}, `func f() { log.Print() }`, "around the printer"},
		{"under the printer", "cmd/belay/a.go", []string{"io"}, `type app struct { stdout io.Writer }; func f(a *app) io.Writer { return a.stdout }`, "around the printer"},
		{"a question to a terminal", "cmd/belay/a.go", nil, `type app struct { stdout any }; func isTerminal(any) bool { return true }; func f(a *app) bool { return isTerminal(a.stdout) }`, ""},
		{"JSON printed", "cmd/belay/a.go", []string{"encoding/json"}, `var x, _ = json.Marshal("")`, "nothing escaped"},
		{"JSON stored", "store/a.go", []string{"encoding/json"}, `var x, _ = json.Marshal("")`, ""},

		{"a frame", "ui/a.go", []string{teaPath, textName}, `func f(s string) tea.View { return tea.NewView(text.Frame(s, 80)) }`, ""},
		{"no frame", "ui/a.go", []string{teaPath}, `func f(s string) tea.View { return tea.NewView(s) }`, "text.Frame"},
		{"an empty frame", "ui/a.go", []string{teaPath}, `func f() tea.View { return tea.NewView("") }`, ""},
		{"no frame, set", "ui/a.go", []string{teaPath}, `func f(s string) (v tea.View) { v.Content = s; return v }`, "text.Frame"},
		{"a paste", "ui/a.go", []string{teaPath}, `func f(s string) tea.Msg { return tea.PasteMsg{Content: s} }`, ""},
		{"a title", "ui/a.go", []string{teaPath, textName}, `func f(s string) (v tea.View) { v.WindowTitle = text.Title(s); return v }`, ""},
		{"no title", "ui/a.go", []string{teaPath}, `func f(s string) (v tea.View) { v.WindowTitle = s; return v }`, "text.Title"},
		{"no title, made so", "ui/a.go", []string{teaPath}, `func f(s string) tea.View { return tea.View{WindowTitle: s} }`, "text.Title"},
		{"a line above the screen", "ui/a.go", []string{teaPath}, `func f(s string) tea.Cmd { return tea.Println(s) }`, "around the screen"},
		{"raw to the terminal", "ui/a.go", []string{teaPath}, `func f(s string) tea.Cmd { return tea.Raw(s) }`, "around the screen"},
		{"the bell", "ui/bell.go", []string{teaPath}, `const bell = "\a"; func f() tea.Cmd { return tea.Raw(bell) }`, ""},
		{"more than the bell", "ui/bell.go", []string{teaPath}, `func f(s string) tea.Cmd { return tea.Raw(s) }`, "no constant"},
		{"a link", "ui/a.go", []string{"charm.land/lipgloss/v2"}, `func f(s string) lipgloss.Style { return lipgloss.NewStyle().Hyperlink(s) }`, "around the screen"},
		{"a link of text", "ui/a.go", []string{textName}, `var x = text.NewLink("x", "https://x.example")`, "somebody else wrote"},
		{"a link of our own", "cmd/belay/links.go", []string{textName}, `var x = text.NewLink("x", "https://x.example")`, ""},
		{"a copy", "ui/a.go", []string{teaPath, textName, domainName}, `func f(u domain.Untrusted) tea.Cmd { return tea.SetClipboard(text.Clipboard(u)) }`, ""},
		{"no copy", "ui/a.go", []string{teaPath}, `func f(s string) tea.Cmd { return tea.SetClipboard(s) }`, "text.Clipboard"},

		{"CSV", "cmd/belay/a.go", []string{"encoding/csv", "io"}, `func f(w io.Writer) { csv.NewWriter(w) }`, "nothing made harmless"},
		{"CSV in its place", "store/exchange/a.go", []string{"encoding/csv", "io"}, `func f(w io.Writer) { csv.NewWriter(w) }`, ""},
		{"a cell", "cmd/belay/a.go", []string{cells, domainName}, `func f(u domain.Untrusted) string { return exchange.Cell(u) }`, "not for exchange.WriteCSV"},
		{"cells of CSV", "cmd/belay/a.go", []string{cells}, `func f() error { return exchange.WriteCSV(nil, nil, nil, exchange.Cell) }`, ""},
		{"cells handed on", "cmd/belay/a.go", []string{cells}, `var f = exchange.Cell`, "not for exchange.WriteCSV"},

		{"an escape", "ui/a.go", nil, `const bold = "\x1b[1m"`, "U+001B"},
		{"an escape in pieces", "ui/a.go", nil, `var x = string(rune(27)) + "[1m"`, "U+001B"},
		{"an escape character", "cmd/belay/a.go", nil, `func f(s []byte) []byte { return append(s, '\x1b') }`, "escape"},
		{"an escape as a number", "cmd/belay/a.go", nil, `var x = []byte{27}`, "escape"},
		{"a bell", "ui/a.go", nil, `var x = "\a"`, "U+0007"},
		{"a C1", "ui/a.go", nil, `var x = "\u009b2J"`, "U+009B"},
		{"what styles are looked for with", "ui/text/a.go", nil, `const x = "\x1b["`, ""},
		{"27 of something", "ui/a.go", nil, `var x = 27`, ""},
		{"lines", "cmd/belay/a.go", nil, `const x = "a\n\tb"`, ""},
	}
	checker, _ := newTypeChecker(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var src strings.Builder
			src.WriteString("package p\n")
			for _, i := range tt.imports {
				name, imported, named := strings.Cut(i, " ")
				if !named {
					name, imported = "", i
				}
				src.WriteString("import " + name + " \"" + imported + "\"\n")
			}
			src.WriteString(tt.body)
			got := checker.check(t, module+"/"+path.Dir(tt.file), map[string][]byte{tt.file: []byte(src.String())}).around()
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("found %q, want nothing", got)
			case tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)):
				t.Errorf("found %q, want one with %q", got, tt.want)
			}
		})
	}
}
