package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/store"
)

// testApp is an app without a terminal and at a fixed time.
func testApp(out *bytes.Buffer) *app {
	a := newApp(strings.NewReader(""), out, out, func(string) string { return "" })
	a.now = func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }
	return a
}

// anID finds ids of the catalog: no text of help has a word like cli.leads.
var anID = regexp.MustCompile(`\b(cli|by|roi|frame|leads|stats|plan|surveys)\.[a-z_]+`)

// TestHelpSpeaks wants words for every command and flag.
func TestHelpSpeaks(t *testing.T) {
	a := testApp(&bytes.Buffer{})
	root := a.tree()
	a.translate(root)
	seen := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		seen++
		texts := []string{c.Short, c.Long, c.LocalFlags().FlagUsages()}
		for _, s := range texts {
			if strings.Contains(s, "⟦") || anID.MatchString(s) && c.Name() != "keys" /* which names actions */ || strings.Contains(s, fieldUsage) {
				t.Errorf("%s says %q", c.CommandPath(), s)
			}
		}
		if c.Short == "" {
			t.Errorf("%s says nothing", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
	if seen < 60 {
		t.Errorf("only %d commands were seen", seen)
	}
}

// TestWordsAreThere finds ids in the source that are put into words only when
// something is done.
func TestWordsAreThere(t *testing.T) {
	a := testApp(&bytes.Buffer{})
	id := regexp.MustCompile(`"(cli\.[a-z_.]*[a-z])"`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range id.FindAllStringSubmatch(string(src), -1) {
			found++
			if !a.w.Has(m[1]) {
				t.Errorf("%s: no words for %s", name, m[1])
			}
		}
	}
	if found < 200 {
		t.Errorf("only %d ids were found", found)
	}
}

func TestDataFolder(t *testing.T) {
	tests := []struct {
		goos string
		env  map[string]string
		want string
	}{
		{"linux", map[string]string{"HOME": "/home/ann"}, "/home/ann/.local/share"},
		{"linux", map[string]string{"HOME": "/home/ann", "XDG_DATA_HOME": "/data"}, "/data"},
		{"linux", map[string]string{"HOME": "/home/ann", "XDG_DATA_HOME": "data"}, "/home/ann/.local/share"}, // relative ones are ignored
		{"linux", nil, ""},
		{"darwin", map[string]string{"HOME": "/Users/ann"}, "/Users/ann/Library/Application Support"},
		{"windows", map[string]string{"LocalAppData": "/l", "UserProfile": "/u"}, "/l"},
		{"windows", map[string]string{"UserProfile": "/u"}, "/u/AppData/Local"},
	}
	for _, tt := range tests {
		got := dataFolder(tt.goos, func(name string) string { return tt.env[name] })
		if filepath.ToSlash(got) != tt.want {
			t.Errorf("%s with %v: %q, want %q", tt.goos, tt.env, got, tt.want)
		}
	}
}

func TestTableFits(t *testing.T) {
	rows := [][]string{
		{"L-7F3K9", "", "Société Générale de Surveillance", "Switzerland", "120 k€"},
		{"L-8XK22", "", "物流グループ株式会社", "Japan", "9.5 M¥"},
	}
	columns := []column{{head: "ID"}, {head: "Product", flex: first}, {head: "Company", flex: late}, {head: "Country", flex: first}, {head: "Value", right: true}}
	tests := []struct {
		width int
		want  []string
	}{
		{0, []string{
			"ID       Product  Company                           Country       Value",
			"L-7F3K9           Société Générale de Surveillance  Switzerland  120 k€",
			"L-8XK22           物流グループ株式会社              Japan        9.5 M¥",
		}},
		{50, []string{
			"ID       Company                  Country    Value",
			"L-7F3K9  Société Générale de Su…  Switzer…  120 k€",
			"L-8XK22  物流グループ株式会社     Japan     9.5 M¥",
		}},
		{14, []string{"ID       Comp…", "L-7F3K9  Soci…", "L-8XK22  物流…"}},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		table := testApp(&out).table(columns...)
		table.width = tt.width
		for _, r := range rows {
			if err := table.add(slices.Clone(r)...); err != nil {
				t.Fatal(err)
			}
		}
		if err := table.flush(); err != nil {
			t.Fatal(err)
		}
		if got := strings.Split(strings.TrimSpace(out.String()), "\n"); !slices.Equal(got, tt.want) {
			t.Errorf("in %d cells:\n%s\nwant\n%s", tt.width, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// TestHeld has another process's import keep the book.
func TestHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	book, err := testApp(&bytes.Buffer{}).create(t.Context(), path, domain.SetUpFirm{Firm: domain.Outside("Nimbus")})
	if err != nil {
		t.Fatal(err)
	}
	held, release, done := make(chan bool), make(chan bool), make(chan error)
	go func() {
		_, err := book.Import(context.Background(), domain.ImportFile{}, func(func(domain.Command) bool) {
			close(held)
			<-release
		}, func(store.Row) error { return nil })
		done <- err
	}()
	<-held
	var out, errOut bytes.Buffer
	code := run(t.Context(), []string{"leads", "--book", path, "--json"}, strings.NewReader(""), &out, &errOut, os.Getenv)
	close(release)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if code != exitFailed || !strings.Contains(errOut.String(), `"code":"book.held"`) || out.Len() > 0 {
		t.Errorf("code %d, %s, %s", code, out.String(), errOut.String())
	}
}

func TestSpan(t *testing.T) {
	a := testApp(&bytes.Buffer{})
	for text, want := range map[string]time.Duration{"4h": 4 * time.Hour, "2d": 48 * time.Hour, "0d": 0, "1h30m": 90 * time.Minute} {
		if got, err := a.span(text); err != nil || got != want {
			t.Errorf("span(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "d", "-1d", "-4h", "2 days", "99999999d"} {
		if got, err := a.span(text); err == nil {
			t.Errorf("span(%q) = %v, want an error", text, got)
		}
	}
}

// FuzzRun gives run any words: it must end with one of its codes, leave
// standard output to answers, and print nothing that acts on a terminal.
func FuzzRun(f *testing.F) {
	for _, seed := range []string{"leads", "leads show \x1b]0;x\x07", "import leads \x9b.csv", "stats --json", "--lang \u202e", "leads due --within 9999999999h", "projects add --contact <"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Fields(line)
		for _, a := range args { // these write where they are told, or only print help
			if slices.Contains([]string{"export", "demo", "man", "completion", "help", "-h", "--help", "--book", "__complete", "__completeNoDesc"}, a) || strings.HasPrefix(a, "--book") {
				t.Skip()
			}
		}
		var out, errOut bytes.Buffer
		env := map[string]string{"BELAY_BOOK": filepath.Join(t.TempDir(), "book.db"), "BELAY_NOW": "2026-11-23T09:00:00Z"}
		code := run(t.Context(), args, strings.NewReader(""), &out, &errOut, func(name string) string { return env[name] })
		if code < exitDone || code > exitRefused {
			t.Errorf("code %d", code)
		}
		for _, text := range []string{out.String(), errOut.String()} {
			if found := hostile.Sign(text, "\n"); found != "" {
				t.Errorf("%q prints %s: %q", line, found, text)
			}
		}
	})
}
