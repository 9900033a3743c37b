package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
	"text/template/parse"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
)

// dynamic are the prefixes of ids that are put together at run time, so that no
// literal in the source names them.
var dynamic = []string{
	"value.",        // Words.Value
	"field.",        // Words.Field
	"letter.",       // Words.Phrases
	"format.hours_", // unitsID
	"format.days_",
	"import.assumed_",                                                          // of the order of dates
	"journal.",                                                                 // of commands, by their names
	"rules.lead.unknown", "rules.opportunity.unknown", "rules.project.unknown", // of kinds of record
	"rules.survey.unknown", "rules.story.unknown", "rules.credential.unknown",
	"plan.step_", "plan.effort", "plan.nearest", // Words.PlanStep and Words.PlanHead
	"undo.can", "undo.later", "undo.undone", "undo.cannot", // states in the list of undo
	"keys.bad_",  // mistakes in a file of keys
	"pane.list_", // names of lists
	"pane.sort_",
	"pane.open", "pane.search", "pane.next_list", "pane.previous_list", "pane.sort", "pane.back", "pane.copy", // ListActions
	"pane.mark", "pane.extend_", "pane.split_", "pane.pick_list", "pane.save_list", "pane.bigger",
	"brief.",                           // of refusals
	"transfer.some_", "transfer.name_", // of kinds of record
	"pane.down", "pane.up", "pane.page_", "pane.top", "pane.bottom",
	"surveys.", "stats.", "funnel.", // actions, statuses and reasons
	"frame.", "leads.", "pipeline.", "projects.", "practice.", "stories.", // actions, statuses, fields and empty lists
}

// messages reads the English catalog: the messages by id.
func messages(t *testing.T) map[string]*i18n.Message {
	t.Helper()
	names, err := fs.Glob(catalog, "catalog/*.toml")
	if err != nil || len(names) == 0 {
		t.Fatal("no catalog", err)
	}
	all := map[string]*i18n.Message{}
	for _, name := range names {
		text, err := fs.ReadFile(catalog, name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := i18n.ParseMessageBytes(text, toml.Unmarshal)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.HasSuffix(name, ".en.toml") {
			continue
		}
		for _, m := range list {
			if area := areaOf(m.ID); filepath.Base(name) != area+".en.toml" {
				t.Errorf("%s: %q belongs into %s.en.toml", name, m.ID, area)
			}
			if all[m.ID] != nil {
				t.Errorf("%s: %q is there twice", name, m.ID)
			}
			all[m.ID] = m
		}
	}
	return all
}

// fields returns the names that a message's templates use.
func fields(t *testing.T, m *i18n.Message) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, text := range []string{m.One, m.Other} {
		tmpl, err := template.New(m.ID).Parse(text)
		if err != nil {
			t.Errorf("%s: %v", m.ID, err)
			continue
		}
		if tmpl.Tree != nil {
			collect(tmpl.Root, names)
		}
	}
	return names
}

func collect(n parse.Node, names map[string]bool) {
	branch := func(b *parse.BranchNode) {
		collect(b.Pipe, names)
		collect(b.List, names)
		if b.ElseList != nil {
			collect(b.ElseList, names)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			collect(child, names)
		}
	case *parse.ActionNode:
		collect(n.Pipe, names)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			for _, arg := range c.Args {
				collect(arg, names)
			}
		}
	case *parse.FieldNode:
		if n.Ident[0] != keyName { // which every sentence is given
			names[n.Ident[0]] = true
		}
	}
}

func TestEveryMessageSpeaks(t *testing.T) {
	w := english(t)
	for id, m := range messages(t) {
		var pairs []any
		for name := range fields(t, m) {
			pairs = append(pairs, name, "value of "+name)
		}
		for _, s := range []string{w.T(id, pairs...), w.N(id, 1, pairs...), w.N(id, 2, pairs...)} {
			if s == "" || strings.ContainsAny(s, "⟦\x1b\n") || strings.Contains(s, "<no value>") {
				t.Errorf("%s says %q", id, s)
			}
		}
		if m.Other == "" {
			t.Errorf("%s has no other form", id)
		}
	}
}

// use is a place in the source that asks for a message.
type use struct {
	id, at string
	plural bool
	names  []string // of the values it gives
	open   bool     // it gives more, unknown here
}

// source is what the module's Go source says of messages.
type source struct {
	uses     []use
	literals map[string]bool // every string in the source
	commands map[string]bool // the names of commands, which look like codes
}

var idForm = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_-]+)+$`)

func scan(t *testing.T) *source {
	t.Helper()
	const root = "../.."
	s := &source{literals: map[string]bool{}, commands: map[string]bool{}}
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != root && (name == "testdata" || strings.HasPrefix(name, ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		s.file(files, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *source) file(files *token.FileSet, file *ast.File) {
	at := func(n ast.Node) string { return files.Position(n.Pos()).String() }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, ok := literal(n); ok {
				s.literals[text] = true
				// In the domain what looks like a code is one, but for the names of commands.
				if file.Name.Name == "domain" && idForm.MatchString(text) {
					s.uses = append(s.uses, use{id: "rules." + text, at: at(n), open: true})
				}
			}
		case *ast.FuncDecl:
			if n.Name.Name == "Name" && n.Recv != nil && n.Body != nil && len(n.Body.List) == 1 {
				if r, ok := n.Body.List[0].(*ast.ReturnStmt); ok && len(r.Results) == 1 {
					if text, ok := literal(r.Results[0]); ok {
						s.commands["rules."+text] = true
					}
				}
			}
		case *ast.ValueSpec:
			if named(n.Type) == "Code" {
				s.codes(n.Values, at(n))
			}
			if named(n.Type) == "Figure" {
				s.figures(n.Values, at(n))
			}
		case *ast.AssignStmt:
			if named(n.Lhs[0]) == "code" {
				s.codes(n.Rhs, at(n))
			}
		case *ast.KeyValueExpr:
			// Actions name their words by id.
			if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Short" || key.Name == "Long") {
				if text, ok := literal(n.Value); ok && idForm.MatchString(text) {
					s.uses = append(s.uses, use{id: text, at: at(n), open: true})
				}
			}
		case *ast.CallExpr:
			if u, ok := called(n); ok {
				u.at = at(n)
				s.uses = append(s.uses, u)
			}
		}
		return true
	})
}

// codes notes that a place names refusals without giving their values.
func (s *source) codes(values []ast.Expr, at string) {
	for _, v := range values {
		if text, ok := literal(v); ok && idForm.MatchString(text) {
			s.uses = append(s.uses, use{id: "rules." + text, at: at, open: true})
		}
	}
}

// figures notes that figures have names, and that they are no refusals.
func (s *source) figures(values []ast.Expr, at string) {
	for _, v := range values {
		if text, ok := literal(v); ok {
			s.commands["rules."+text] = true
			s.uses = append(s.uses, use{id: "figure." + text, at: at, open: true})
		}
	}
}

// named is the last name of an expression: Code of domain.Code.
func named(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// called reads w.T("id", …), w.N("id", count, …) and Refused("code", …).
func called(c *ast.CallExpr) (use, bool) {
	fun := named(c.Fun)
	if len(c.Args) == 0 {
		return use{}, false
	}
	text, ok := literal(c.Args[0])
	u := use{id: text, open: c.Ellipsis.IsValid()}
	pairs := c.Args[1:]
	_, method := c.Fun.(*ast.SelectorExpr)
	switch {
	case !ok:
		return use{}, false
	case fun == "T" && method:
	case fun == "N" && method && len(pairs) > 0:
		u.plural, pairs, u.names = true, pairs[1:], []string{"n"}
	case fun == "Refused" && idForm.MatchString(text):
		u.id, u.names = "rules."+text, []string{"field"}
	case fun == "note": // of an import
		u.open = true
		if !idForm.MatchString(text) {
			return use{}, false // the rest of the id is put together at run time
		}
	case (fun == "refused" || fun == "Code") && idForm.MatchString(text):
		u.id, u.open = "rules."+text, true
	default:
		return use{}, false
	}
	for i := 0; i < len(pairs); i += 2 {
		if name, ok := literal(pairs[i]); ok {
			u.names = append(u.names, name)
		} else {
			u.open = true
		}
	}
	return u, true
}

func literal(e ast.Expr) (string, bool) {
	b, ok := e.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(b.Value)
	return s, err == nil
}

func TestSourceAndCatalogAgree(t *testing.T) {
	all, src := messages(t), scan(t)
	if len(src.uses) < 10 {
		t.Fatalf("only %d uses found: the scan is broken", len(src.uses))
	}
	used := map[string]bool{}
	for _, u := range src.uses {
		m := all[u.id]
		if m == nil && src.commands[u.id] {
			continue
		}
		used[u.id] = true
		if m == nil {
			t.Errorf("%s: no message %q", u.at, u.id)
			continue
		}
		if u.plural && m.One == "" {
			t.Errorf("%s: %q has no form for one", u.at, u.id)
		}
		for name := range fields(t, m) {
			if !u.open && !slices.Contains(u.names, name) {
				t.Errorf("%s: %q needs a value for %q", u.at, u.id, name)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		isDynamic := slices.ContainsFunc(dynamic, func(p string) bool { return strings.HasPrefix(id, p) })
		if !used[id] && !isDynamic && !src.literals[id] && !src.literals[strings.TrimPrefix(id, "rules.")] {
			t.Errorf("nothing uses the message %q", id)
		}
	}
}
