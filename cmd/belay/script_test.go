package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/belay-tui/belay/domain"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"belay": main})
}

// TestScripts runs the scripts of testdata/script, each in a folder of its own
// at a fixed time.
func TestScripts(t *testing.T) {
	aside(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("BELAY_BOOK", e.WorkDir+"/book.db")
			e.Setenv("BELAY_NOW", "2026-11-23T09:00:00Z")
			e.Setenv("BELAY_USER", "ann")
			e.Setenv("TZ", "UTC")
			// Built with -race, a program waits a second when it ends, for races of
			// others to show; here some hundred programs run, each on its own.
			e.Setenv("GORACE", strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": wantCode, "finds": finds, "keep": keep, "json": wantJSON, "bytes": writeBytes, "utf16": writeUTF16, "cut": cut,
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("no condition %q", cond)
		},
	})
}

// wantCode runs belay and wants an exit code: code 3 leads accept X.
func wantCode(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec("belay", args[1:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("run belay: %v", err)
		}
		got = exit.ExitCode()
	}
	if (got == want) == neg {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// finds wants a filter to find just the records of the names: finds leads
// country:fr Acme. All that is wrong is told at once.
func finds(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("belay", args[0], "list", "--list", "all", "--json", "--filter", args[1]))
	var rows []struct {
		Company, Name string
		Project       string `json:"project_name"`
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &rows))
	var got []string
	for _, r := range rows {
		got = append(got, cmp.Or(r.Name, r.Company, r.Project))
	}
	want := slices.Clone(args[2:])
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		ts.Fatalf("%s %q finds %q, want %q", args[0], args[1], got, want)
	}
}

// keep sets a variable to a field of the last output: keep ID id.
func keep(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], fmt.Sprint(field(ts, args[1])))
}

// wantJSON compares a field of the last output, or of the last error if it
// starts with error: json status accepted.
func wantJSON(ts *testscript.TestScript, neg bool, args []string) {
	got, ok := field(ts, args[0]).(string)
	if !ok {
		data, err := json.Marshal(field(ts, args[0]))
		ts.Check(err)
		got = string(data)
	}
	if want := args[1]; (got == want) == neg {
		ts.Fatalf("%s is %s, want %s", args[0], got, want)
	}
}

// field finds a value by its path: csat.average, 0.id, or len for how many there are.
func field(ts *testscript.TestScript, path string) any {
	from := "stdout"
	if strings.HasPrefix(path, "error") {
		from = "stderr"
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(from)), &v))
	for key := range strings.SplitSeq(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			next, ok := at[key]
			if !ok {
				ts.Fatalf("%s: there is no %s", path, key)
			}
			v = next
		case []any:
			if key == "len" {
				v = len(at)
				continue
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(at) {
				ts.Fatalf("%s: there is no %s of %d", path, key, len(at))
			}
			v = at[i]
		default:
			ts.Fatalf("%s: %s has no parts", path, key)
		}
	}
	return v
}

// writeBytes turns the escapes of a file into bytes: bytes escaped.txt out.csv.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), "\n", `\n`)
	raw, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(raw), 0o600))
}

// writeUTF16 writes a file in little-endian UTF-16 with its mark.
func writeUTF16(ts *testscript.TestScript, _ bool, args []string) {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(ts.ReadFile(args[0]))) {
		out = append(out, byte(u), byte(u>>8))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out, 0o600))
}

// cut shortens a file to so many bytes.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// TestFilterScript wants the script of filters to try every key that there is.
func TestFilterScript(t *testing.T) {
	script, err := os.ReadFile("testdata/script/filters.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for noun, kind := range map[string]domain.Kind{
		"leads": domain.KindLead, "opps": domain.KindOpportunity, "projects": domain.KindProject, "surveys": domain.KindSurvey,
	} {
		for _, key := range domain.FilterFields(kind) {
			if !regexp.MustCompile("finds " + noun + " '([^']* )?" + key + "[:<>=]").Match(script) {
				t.Errorf("no %s are filtered by %s", noun, key)
			}
		}
	}
}
