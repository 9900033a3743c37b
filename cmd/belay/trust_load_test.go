package main_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// listed is a package as the go command lists it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	Error                   *struct{ Err string }
}

// modulePackages lists the module's packages and all they need, built.
var modulePackages = sync.OnceValues(func() (map[string]listed, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Error", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			err = errors.New(string(exit.Stderr))
		}
		return nil, err
	}
	all := map[string]listed{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all[p.ImportPath] = p
	}
})

// typeChecker reads packages from source, and what they import as it was built.
type typeChecker struct {
	fset     *token.FileSet
	importer types.Importer
}

func newTypeChecker(t *testing.T) (*typeChecker, map[string]listed) {
	t.Helper()
	all, err := modulePackages()
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	open := func(path string) (io.ReadCloser, error) { return os.Open(all[path].Export) }
	return &typeChecker{fset, importer.ForCompiler(fset, "gc", open)}, all
}

// check reads the files of a package, given by their names from the module's root.
func (c *typeChecker) check(t *testing.T, pkgPath string, sources map[string][]byte) *unit {
	t.Helper()
	u := &unit{fset: c.fset, info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}}
	for name, src := range sources {
		file, err := parser.ParseFile(c.fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		u.files = append(u.files, file)
	}
	conf := types.Config{Importer: c.importer}
	if _, err := conf.Check(pkgPath, c.fset, u.files, u.info); err != nil {
		t.Fatal(err)
	}
	return u
}

// TestNothingGoesAroundTheSinks finds conversions around [domain.Untrusted] and
// output around the one function of each sink.
func TestNothingGoesAroundTheSinks(t *testing.T) {
	checker, all := newTypeChecker(t)
	seen := 0
	for pkgPath, p := range all {
		tree, ours := strings.CutPrefix(pkgPath, module+"/")
		if !ours || withinAny(tree, forTests) {
			continue
		}
		seen++
		sources := map[string][]byte{}
		for _, name := range p.GoFiles {
			src, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			sources[path.Join(tree, name)] = src
		}
		for _, v := range checker.check(t, pkgPath, sources).around() {
			t.Error(v)
		}
	}
	if seen < 10 {
		t.Fatalf("saw %d packages: this is not the module", seen)
	}
}
