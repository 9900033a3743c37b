//go:build !windows

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

const exported = `Id,Company,LastName,FirstName,Email,Phone,Status,IsConverted,City,Country
00Q1,Delta Foods,Roux,Jeanne,j.roux@delta.example,+33 1 55 01,Open - Not Contacted,FALSE,Lyon,France
00Q2,北斗物流,佐藤,葵,aoi@hokuto.example,+81 3 55 02,Open - Not Contacted,FALSE,東京,Japan
00Q3,Alpine Bank,Weber,Max,m.weber@alpine.example,+41 44 55 03,Closed - Converted,TRUE,Zürich,Switzerland
`

// TestFirstDay is the first day with belay, on the real program: no book yet,
// an import from the shell while the screen is open, a lead answered and
// converted, a project registered, completed and rated, and all of it still
// there the next time.
func TestFirstDay(t *testing.T) {
	home := t.TempDir()
	env := []string{"BELAY_BOOK=" + filepath.Join(home, "book.db"), "BELAY_NOW=2026-11-21T09:00:00Z", "BELAY_USER=ann"}
	file := filepath.Join(home, "Lead.csv")
	if err := os.WriteFile(file, []byte(exported), 0o600); err != nil {
		t.Fatal(err)
	}

	x := startBelay(t, 120, 40, env)
	x.sees("Welcome", "Look around")
	x.keys("3")
	x.sees("Firm *")
	x.keys("Nimbus Consulting", keySave)
	x.sees("1 Leads", "No lead waits for an answer")

	if out, code := shell(env, "import", "leads", file); code != exitDone {
		t.Fatalf("the import ended with %d:\n%s", code, out)
	}
	x.sees("1 Leads 2", "Delta Foods", "北斗物流", "Held back until you accept")
	if strings.Contains(x.screen(), "j.roux") {
		t.Fatalf("the contact of an offered lead shows:\n%s", x.screen())
	}

	x.keys("G", "d")
	x.sees("Decline 北斗物流")
	x.keys(keyRight, keySave)
	x.sees("Declined 北斗物流", "1 Leads 1")

	x.keys("g", "g", "a")
	x.sees("Accepted Delta Foods", "j.roux@delta.example")
	x.keys("c")
	x.sees("Convert Delta Foods")
	x.keys(keyTab, keyTab, "40 kEUR", keySave)
	x.sees("Converted Delta Foods", "Prospecting", "40,000.00 EUR")

	registerAndComplete(x)
	x.keys("n")
	x.sees("▸ 1 ")
	rateAll(x)
	x.keys("5")
	x.sees("Trailblazer Score", "4.67")
	x.keys("q")
	x.quits()

	checkFigures(t, env)
	x = startBelay(t, 80, 24, env)
	x.sees("Nimbus Consulting")
	x.keys("3l")
	x.sees("ERP rollout")
	x.keys("q")
	x.quits()
	if out, _ := shell(env, "journal"); !strings.Contains(out, "ann") || strings.Contains(out, "j.roux") {
		t.Errorf("the journal is to name ann and no contact:\n%s", out)
	}
}

// TestFirstImport begins with a file: what would come in shows before there is a
// book, and who leaves it leaves nothing behind.
func TestFirstImport(t *testing.T) {
	home, temp := t.TempDir(), t.TempDir()
	book := filepath.Join(home, "book.db")
	env := []string{"BELAY_BOOK=" + book, "BELAY_NOW=2026-11-21T09:00:00Z", "BELAY_USER=ann", "TMPDIR=" + temp}
	file := filepath.Join(home, "Lead.csv")
	if err := os.WriteFile(file, []byte(exported), 0o600); err != nil {
		t.Fatal(err)
	}
	nothing := func() {
		t.Helper()
		for _, left := range []string{book, filepath.Join(temp, "*")} {
			if found, err := filepath.Glob(left); err != nil || len(found) > 0 {
				t.Errorf("left behind is %v, %v", found, err)
			}
		}
	}
	x := startBelay(t, 120, 40, env)
	x.sees("Welcome", "Look around")
	x.keys("2")
	x.sees("Firm *")
	x.keys("Nimbus Consulting", keyTab, keyTab, file, keySave)
	x.sees("nothing is written yet", "3 rows:", "import 3 rows")
	x.keys("\x03")
	x.quits()
	nothing()

	x = startBelay(t, 120, 40, env)
	x.sees("Welcome", "Look around")
	x.keys("2")
	x.sees("Firm *")
	x.keys("Nimbus Consulting", keyTab, keyTab, file+"x", keySave)
	x.sees("There is no file")
	x.keys("\x7f", keySave)
	x.sees("import 3 rows")
	x.keys("y")
	x.sees("Nimbus Consulting", "3 imported")
	x.keys("\r")
	x.sees("1 Leads 2", "Delta Foods")
	x.keys("q")
	x.quits()
	if found, _ := filepath.Glob(filepath.Join(temp, "*")); len(found) > 0 {
		t.Errorf("left behind is %v", found)
	}
}

// registerAndComplete registers a project with two consenting contacts and
// completes it, which leads to its survey.
func registerAndComplete(x *terminal) {
	x.t.Helper()
	x.keys("3", "n")
	x.sees("▸ 1 Project")
	x.keys("ERP rollout", keyTab, "Delta Foods")
	x.keys("\x1b[6~") // page down: the contacts
	x.sees("▸ 2 Contacts")
	x.keys("Ann One", keyTab, "ann@delta.example", keyTab, keyRight, keyTab, "Bob Two", keyTab, "bob@delta.example", keyTab, keyRight, keySave)
	x.sees("✓✓")
	x.keys("c")
	x.sees("Complete ERP rollout")
	x.keys(keySave)
	x.sees("Waiting 1", "Delta Foods", "ann@delta.example")
}

// rateAll answers the survey of [registerAndComplete]: 42 of nine ratings.
func rateAll(x *terminal) {
	x.t.Helper()
	for _, rating := range []string{"5", "5", "4", "5", "4", "n", "5", "4", "5", "5"} {
		x.keys(rating, keyTab)
	}
	x.keys(keySave)
	x.sees("Answered 1", "4.67")
}

func checkFigures(t *testing.T, env []string) {
	t.Helper()
	out, code := shell(env, "stats", "--json")
	var stats struct {
		CSAT struct {
			Average float64
			Count   int
		}
		Score struct{ Points int }
	}
	if err := json.Unmarshal([]byte(out), &stats); code != exitDone || err != nil {
		t.Fatalf("stats ended with %d, %v:\n%s", code, err, out)
	}
	if stats.CSAT.Count != 1 || stats.CSAT.Average < 4.66 || stats.CSAT.Average > 4.67 || stats.Score.Points == 0 {
		t.Errorf("stats are %+v", stats)
	}
}

// shell runs a command as a shell would, in this process.
func shell(env []string, args ...string) (out string, code int) {
	var b bytes.Buffer
	get := func(name string) string {
		for _, e := range env {
			if value, ok := strings.CutPrefix(e, name+"="); ok {
				return value
			}
		}
		return ""
	}
	code = run(context.Background(), args, strings.NewReader(""), &b, &b, get)
	return b.String(), code
}

// TestHangUp closes the terminal under a demo: its book goes with it.
func TestHangUp(t *testing.T) {
	dir := t.TempDir()
	x := startBelay(t, 80, 24, []string{"TMPDIR=" + dir}, "demo")
	x.sees("Nimbus Consulting", "5 My stats")
	if books, err := filepath.Glob(filepath.Join(dir, "belay-demo-*")); err != nil || len(books) != 1 {
		t.Fatalf("the demo's folders are %v, %v", books, err)
	}
	if err := x.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	x.quits()
	if books, _ := filepath.Glob(filepath.Join(dir, "belay-demo-*")); len(books) > 0 {
		t.Errorf("the demo left %v behind", books)
	}
}
