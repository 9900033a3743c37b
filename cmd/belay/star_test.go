package main_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "github.com/belay-tui/belay"
)

// The star: which trees of ours a tree may import. The first that holds a file
// decides, so the narrower ones come first.
var star = []struct {
	from string
	to   []string
}{
	{"cmd", []string{"cmd", "domain", "store", "ui"}},
	{"store/exchange", []string{"store/exchange", "domain"}},
	{"store", []string{"store", "domain"}},
	{"ui", []string{"ui", "domain"}},
	{"domain", []string{"domain"}},
}

// Modules of others that only some trees may know, tests included.
var confined = []struct {
	module string
	in     []string
	notIn  string
}{
	{"go.etcd.io/bbolt", []string{"store"}, "store/exchange"},
	{"charm.land", []string{"ui", "cmd"}, ""},
}

// What makes the domain impure: I/O, the machine, chance. net/mail, net/netip
// and net/url only parse, math/rand/v2 can be seeded by its caller.
var impure = regexp.MustCompile(`^(os(/.*)?|io/(fs|ioutil)|path/filepath|net(/(http|rpc|smtp|textproto)(/.*)?)?|` +
	`syscall|log(/.*)?|math/rand|crypto/rand|database/sql(/.*)?|flag|plugin|runtime(/.*)?|unsafe|testing(/.*)?)$`)

// Names that read the clock, by import path; ids are made where the clock is.
var clock = map[string][]string{
	"time":                     {"Now", "Since", "Until", "After", "Tick"},
	"github.com/oklog/ulid/v2": {"Make", "Now"},
}

// Names that wait, or ask the machine where it is: not in the domain either.
var machine = map[string][]string{
	"time": {"NewTimer", "NewTicker", "AfterFunc", "Sleep", "Local"},
}

// Packages that only tests import, and that may do what tests do.
var forTests = []string{"domain/hostile", "store/storetest", "ui/uitest", "ui/pane/panetest"}

// violations returns what a Go file does against the architecture. The path is
// the file's from the module's root, with slashes.
func violations(file string, src []byte) ([]string, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", file, err)
	}
	var found []string
	report := func(at token.Pos, format string, args ...any) {
		found = append(found, fmt.Sprintf("%s: ", fset.Position(at))+fmt.Sprintf(format, args...))
	}
	dir := path.Dir(file)
	test := strings.HasSuffix(file, "_test.go") || withinAny(dir, forTests)
	names := map[string]string{}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, fmt.Errorf("read an import of %s: %w", file, err)
		}
		if why := forbiddenImport(dir, imported, test); why != "" {
			report(spec.Pos(), "imports %s: %s", imported, why)
		}
		name := importName(spec, imported)
		if name == "." && clock[imported] != nil {
			report(spec.Pos(), "imports %s without its name, which hides the clock", imported)
		}
		names[name] = imported
	}
	if test {
		return found, nil
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if why := forbiddenName(file, names, sel); why != "" {
				report(sel.Pos(), "%s", why)
			}
		}
		return true
	})
	return found, nil
}

func forbiddenImport(dir, imported string, test bool) string {
	if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
		return forbiddenEdge(dir, ours, test)
	}
	for _, c := range confined {
		if within(imported, c.module) && (!withinAny(dir, c.in) || within(dir, c.notIn)) {
			return "only for " + strings.Join(c.in, ", ")
		}
	}
	if within(dir, "domain") && !test && impure.MatchString(imported) {
		return "the domain is pure"
	}
	return ""
}

func forbiddenEdge(from, to string, test bool) string {
	if from == "domain" && !test {
		return "the domain imports nothing of ours"
	}
	if !test && withinAny(to, forTests) {
		return "it is for tests"
	}
	for _, edge := range star {
		if within(from, edge.from) {
			if withinAny(to, edge.to) {
				return ""
			}
			return edge.from + " imports only " + strings.Join(edge.to, ", ")
		}
	}
	return from + " has no place in the star"
}

func forbiddenName(file string, names map[string]string, sel *ast.SelectorExpr) string {
	name := sel.Sel.Name
	x, ok := sel.X.(*ast.Ident)
	if !ok {
		return ""
	}
	imported := names[x.Name]
	if slices.Contains(clock[imported], name) && !within(file, "cmd") {
		return fmt.Sprintf("%s.%s reads the clock outside cmd", x.Name, name)
	}
	if slices.Contains(machine[imported], name) && within(file, "domain") {
		return fmt.Sprintf("%s.%s depends on the machine", x.Name, name)
	}
	return ""
}

func importName(spec *ast.ImportSpec, imported string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	base := path.Base(imported)
	if regexp.MustCompile(`^v\d+$`).MatchString(base) {
		base = path.Base(path.Dir(imported))
	}
	return base
}

func within(p, tree string) bool {
	return tree != "" && (p == tree || strings.HasPrefix(p, tree+"/"))
}

func withinAny(p string, trees []string) bool {
	return slices.ContainsFunc(trees, func(tree string) bool { return within(p, tree) })
}

func TestStar(t *testing.T) {
	files := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "dist") {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		files++
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		found, err := violations(filepath.ToSlash(rel), src)
		for _, v := range found {
			t.Error(v)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 2 {
		t.Fatalf("saw %d Go files: this is not the module", files)
	}
}

// What the top level holds, besides names that start with a dot.
var topLevel = []string{"cmd", "ui", "store", "domain", "go.mod", "go.sum", "README.md", "LICENSE"}

func strangers(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return strings.HasPrefix(name, ".") || slices.Contains(topLevel, name)
	})
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	ignored := ignoredByGit(t)
	var names []string
	for _, e := range entries {
		if !slices.Contains(ignored, e.Name()) {
			names = append(names, e.Name())
		}
	}
	if got := strangers(names); len(got) > 0 {
		t.Errorf("the top level holds %q; it is for %q and dot files", got, topLevel)
	}
	if got := strangers([]string{"cmd", "util", ".ci", "go.mod", "main.go"}); !slices.Equal(got, []string{"util", "main.go"}) {
		t.Errorf("strangers = %q, want util and main.go", got)
	}
}

// ignoredByGit returns what the top level holds but the repository does not,
// such as a built binary: nothing where there is no repository.
func ignoredByGit(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Logf("no git here, so nothing is ignored: %v", err)
		return []string{"belay", "dist"}
	}
	var names []string
	for name := range bytes.SplitSeq(out, []byte{0}) {
		names = append(names, strings.TrimSuffix(string(name), "/"))
	}
	return names
}
