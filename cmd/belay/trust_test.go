package main_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/belay-tui/belay/domain/hostile"
)

const (
	teaPath     = "charm.land/bubbletea/v2"
	untrusted   = module + "/domain.Untrusted"
	clipboard   = module + "/ui/text.Clipboard"
	letter      = module + "/ui/text.Letter"
	frame       = module + "/ui/text.Frame"
	windowTitle = module + "/ui/text.Title"
	cell        = module + "/store/exchange.Cell"
	bellFile    = "ui/bell.go"
	writeCSV    = module + "/store/exchange.WriteCSV"
)

// place is a file or a tree, and why it may do what others may not.
type place struct{ tree, why string }

// Who may see the exact text behind [domain.Untrusted], and why that is safe.
var rawAllowed = []place{
	{"domain", "parses and compares, and prints nothing"},
	{"store", "keeps, folds and exports exact text; each format escapes on its own"},
	{"ui/form", "fills fields with exact text, and shows it harmless"},
	{"ui/text/show.go", "is the cleaning itself, for the screen and the clipboard"},
}

// Names that only some places may use, as Go writes them in full; a name that
// ends with a dot stands for all of a package. Nobody may use those without places.
var kept = []struct {
	names  []string
	places []place
	why    string
}{
	{[]string{"(" + untrusted + ").Raw"}, rawAllowed, "sees the exact text of others, which may do harm here"},
	{[]string{module + "/domain.Stored"}, []place{{"store/packed", "reads what the book kept"}}, "takes text for stored that the book did not keep"},
	{[]string{"os.Stdout", "os.Stderr"}, []place{{"cmd/belay/main.go", "hands them to the printer"}}, "goes around the printer"},
	{[]string{
		"fmt.Print", "fmt.Printf", "fmt.Println", "print", "println", "os.NewFile", "log.", "log/slog.", "syscall.Write", "syscall.Stdout", "syscall.Stderr",
	}, nil, "goes around the printer"},
	{[]string{
		teaPath + ".Println", teaPath + ".Printf", teaPath + ".SetPrimaryClipboard", "(*" + teaPath + ".Program).Println",
		"(*" + teaPath + ".Program).Printf", "(charm.land/lipgloss/v2.Style).Hyperlink", "charm.land/lipgloss/v2.Print", "charm.land/lipgloss/v2.Println",
		"charm.land/lipgloss/v2.Printf", "github.com/atotto/clipboard.",
	}, nil, "goes around the screen"},
	{[]string{module + "/ui/text.NewLink"}, []place{{"cmd/belay/links.go", "links belay's own addresses"}}, "may link what somebody else wrote"},
	{[]string{teaPath + ".Raw"}, []place{{bellFile, "rings"}}, "goes around the screen"},
	{[]string{"encoding/csv.NewWriter"}, []place{{"store/exchange", "is where cells are made harmless"}}, "writes cells that nothing made harmless"},
	{[]string{cell}, []place{{"store/exchange", "makes them"}}, "makes a cell that is not for exchange.WriteCSV"},
	{[]string{"encoding/json.Marshal", "encoding/json.MarshalIndent", "encoding/json.NewEncoder"}, []place{
		{"domain", "writes what is stored"}, {"store", "stores it"}, {"cmd/belay/sinks.go", "escapes what it prints"}, {"ui/draft.go", "keeps it in the book"},
	}, "writes JSON that nothing escaped"},
	{[]string{"reflect."}, []place{
		{"domain", "sees exact text anyway"}, {"store", "sees exact text anyway"}, {"ui/words/args.go", "cleans what it finds"},
		{"ui/guard.go", "looks for commands, and at nothing else"},
	}, "may see the exact text of others"},
	{[]string{"unsafe."}, []place{{"store/index/text_prefetch.go", "names pages of the file to the system"}}, "may see the exact text of others"},
	{[]string{"(" + module + "/cmd/belay.app).stdout", "(" + module + "/cmd/belay.app).stderr"}, []place{
		{"cmd/belay/wire.go", "lays the printer over them"}, {"cmd/belay/sinks.go", "is the printer"},
		{"cmd/belay/screen.go", "hands the terminal to the screen"}, {"cmd/belay/run.go", "prints help, where nothing is from outside"},
	}, "goes around the printer"},
}

// Places whose constant texts hold characters that act on a terminal.
var signsAllowed = []place{
	{"ui/text", "looks for them"}, {"store/exchange", "looks for them"}, {"cmd/belay/sinks.go", "wipes a line"},
	{bellFile, "rings"},
}

func allowed(file string, places []place) bool {
	for _, p := range places {
		if within(file, p.tree) {
			return true
		}
	}
	return false
}

// unit is a package with its types.
type unit struct {
	fset  *token.FileSet
	files []*ast.File
	info  *types.Info
}

// around returns where a package goes around the functions that make text from
// outside harmless. Files are named from the module's root, with slashes.
func (u *unit) around() []string {
	var found []string
	report := func(at token.Pos, format string, args ...any) {
		found = append(found, fmt.Sprintf("%s: ", u.fset.Position(at))+fmt.Sprintf(format, args...))
	}
	for _, file := range u.files {
		name := u.fset.Position(file.Package).Filename
		fine := u.handedOn(file)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if why := u.keptName(name, n); why != "" && !fine[n] {
					report(n.Pos(), "%s %s", n.Name, why)
				}
			case *ast.CallExpr:
				for _, why := range u.wrongCall(name, n) {
					report(n.Pos(), "%s", why)
				}
			case *ast.AssignStmt:
				for i, to := range n.Lhs {
					if i < len(n.Rhs) {
						if why := u.wrongField(to, n.Rhs[i]); why != "" {
							report(n.Pos(), "%s", why)
						}
					}
				}
			case *ast.KeyValueExpr:
				if why := u.wrongField(n.Key, n.Value); why != "" {
					report(n.Pos(), "%s", why)
				}
			}
			if e, ok := n.(ast.Expr); ok {
				if why := u.sign(name, e); why != "" && !allowed(name, signsAllowed) {
					report(n.Pos(), "%s", why)
					return false
				}
			}
			return true
		})
	}
	return found
}

// handedOn finds names that are kept and yet fine, for what they are given to:
// the question whether this is a terminal, and the writer of cells.
func (u *unit) handedOn(file *ast.File) map[*ast.Ident]bool {
	fine := map[*ast.Ident]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if name := u.called(call); name == module+"/cmd/belay.isTerminal" || name == writeCSV {
			if sel, ok := call.Args[len(call.Args)-1].(*ast.SelectorExpr); ok {
				fine[sel.Sel] = true
			}
		}
		return true
	})
	return fine
}

// keptName says why a file may not use a name.
func (u *unit) keptName(file string, id *ast.Ident) string {
	obj := u.info.Uses[id]
	if obj == nil {
		return ""
	}
	full := fullName(obj)
	for _, k := range kept {
		for _, name := range k.names {
			hit := full == name || strings.HasSuffix(name, ".") && obj.Pkg() != nil && obj.Pkg().Path() == strings.TrimSuffix(name, ".")
			if hit && !allowed(file, k.places) {
				return k.why
			}
		}
	}
	return ""
}

// fullName names an object as the rules do. A method Raw of an interface may be
// that of [domain.Untrusted].
func fullName(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Func:
		sig := obj.Signature()
		if sig.Recv() != nil && types.IsInterface(sig.Recv().Type()) && obj.Name() == "Raw" && sig.Params().Len() == 0 {
			return "(" + untrusted + ").Raw"
		}
		return obj.FullName()
	case *types.Builtin:
		return obj.Name()
	case *types.Var:
		if obj.IsField() && obj.Pkg() != nil && (obj.Name() == "stdout" || obj.Name() == "stderr") {
			return "(" + obj.Pkg().Path() + ".app)." + obj.Name()
		}
	}
	if obj.Pkg() == nil {
		return obj.Name()
	}
	return obj.Pkg().Path() + "." + obj.Name()
}

// called is the full name of the function that an expression calls, "" for none.
func (u *unit) called(e ast.Expr) string {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return ""
	}
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return ""
	}
	if obj := u.info.Uses[id]; obj != nil {
		return fullName(obj)
	}
	return ""
}

// wrongCall says what is wrong with the arguments of a call.
func (u *unit) wrongCall(file string, call *ast.CallExpr) []string {
	var wrong []string
	switch name := u.called(call); {
	case name == teaPath+".SetClipboard" && u.called(call.Args[0]) != clipboard && u.called(call.Args[0]) != letter:
		wrong = append(wrong, "copies what did not come from text.Clipboard")
	case name == teaPath+".NewView" && u.called(call.Args[0]) != frame && !u.empty(call.Args[0]):
		wrong = append(wrong, "shows what did not come from text.Frame")
	case name == teaPath+".Raw" && within(file, bellFile) && u.info.Types[call.Args[0]].Value == nil:
		wrong = append(wrong, "sends the terminal what is no constant")
	case strings.HasPrefix(name, "fmt."):
		for _, arg := range call.Args {
			if t := u.info.TypeOf(arg); t != nil && leaks(t, false) {
				wrong = append(wrong, fmt.Sprintf("prints a %s, whose fields without an exported name show exact text", t))
			}
		}
	}
	return wrong
}

func (u *unit) empty(e ast.Expr) bool {
	v := u.info.Types[e].Value
	return v != nil && v.Kind() == constant.String && constant.StringVal(v) == ""
}

// wrongField says what is wrong with what a field of a view is set to.
func (u *unit) wrongField(to, value ast.Expr) string {
	var id *ast.Ident
	switch to := to.(type) {
	case *ast.Ident:
		id = to
	case *ast.SelectorExpr:
		id = to.Sel
	default:
		return ""
	}
	field, ok := u.info.Uses[id].(*types.Var)
	if !ok || !ofView(field) {
		return ""
	}
	switch {
	case field.Name() == "WindowTitle" && u.called(value) != windowTitle:
		return "sets a window title that did not come from text.Title"
	case field.Name() == "Content" && u.called(value) != frame && !u.empty(value):
		return "shows what did not come from text.Frame"
	}
	return ""
}

// ofView reports whether a field is one of Bubble Tea's View.
func ofView(field *types.Var) bool {
	if !field.IsField() || field.Pkg() == nil || field.Pkg().Path() != teaPath {
		return false
	}
	view, ok := field.Pkg().Scope().Lookup("View").Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range view.Fields() {
		if f == field {
			return true
		}
	}
	return false
}

// sign says what acts on a terminal in a constant. Of single characters only
// escape is looked for, where there is a terminal: it begins all the rest. Keys of
// the book hold NUL and SOH.
func (u *unit) sign(file string, e ast.Expr) string {
	tv := u.info.Types[e]
	if tv.Value == nil || tv.Type == nil {
		return ""
	}
	switch tv.Value.Kind() {
	case constant.String:
		if found := hostile.Sign(constant.StringVal(tv.Value), "\n\r\t\x00\x01"); found != "" {
			return "has a text with " + found
		}
	case constant.Int:
		basic, ok := types.Default(tv.Type).Underlying().(*types.Basic)
		if n, exact := constant.Int64Val(tv.Value); ok && exact && n == 0x1b && withinAny(file, []string{"ui", "cmd"}) && (basic.Kind() == types.Byte || basic.Kind() == types.Rune) {
			return "has an escape character"
		}
	default:
	}
	return ""
}

// leaks reports whether package fmt, given a value of the type, shows exact text:
// it cannot ask for the harmless form of what is in a field that is not exported.
func leaks(t types.Type, hidden bool) bool { return leaksIn(t, hidden, map[types.Type]bool{}) }

func leaksIn(t types.Type, hidden bool, seen map[types.Type]bool) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok {
		if named.Obj().Pkg() != nil && named.Obj().Pkg().Path()+"."+named.Obj().Name() == untrusted {
			return hidden
		}
		if seen[t] || !hidden && saysItself(t) {
			return false
		}
		seen[t] = true
	}
	switch under := t.Underlying().(type) {
	case *types.Pointer:
		return !hidden && !saysItself(t) && leaksIn(under.Elem(), hidden, seen)
	case *types.Slice:
		return leaksIn(under.Elem(), hidden, seen)
	case *types.Array:
		return leaksIn(under.Elem(), hidden, seen)
	case *types.Map:
		return leaksIn(under.Key(), hidden, seen) || leaksIn(under.Elem(), hidden, seen)
	case *types.Struct:
		for f := range under.Fields() {
			if leaksIn(f.Type(), hidden || !f.Exported(), seen) {
				return true
			}
		}
	}
	return false
}

// saysItself reports whether a type has a method that fmt asks for its text.
func saysItself(t types.Type) bool {
	set := types.NewMethodSet(t)
	for _, name := range []string{"Format", "Error", "String"} {
		if set.Lookup(nil, name) != nil {
			return true
		}
	}
	return false
}
