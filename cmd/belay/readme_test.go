package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/belay-tui/belay/ui"
)

// TestReadmeCommands holds every belay command of the README against the
// commands and flags that there are.
func TestReadmeCommands(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	tried, inShell := 0, false
	for line := range strings.SplitSeq(string(readme), "\n") {
		if strings.HasPrefix(line, "```") {
			inShell = line == "```sh"
		}
		if inShell && strings.HasPrefix(line, "belay ") {
			tried++
			understands(t, line)
		}
	}
	if tried < 15 {
		t.Errorf("tried %d commands only", tried)
	}
}

// TestReadmeKeys keeps the keys in the README those of the screen.
func TestReadmeKeys(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join(testApp(&bytes.Buffer{}).keysMarkdown(ui.Actions()), "\n")
	have := keysIn(string(readme))
	switch {
	case have == "":
		t.Error("the README's section on the screen has no table")
	case have == want:
	case !updating():
		t.Errorf("the README's section on the screen is to show what belay keys --markdown prints; go test -update writes it:\n%s", want)
	default:
		mended := strings.Replace(string(readme), have, want, 1)
		if err := os.WriteFile("../../README.md", []byte(mended), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// keysIn is the table of keys in a README, "" where it has none: the first table of
// the section on the screen.
func keysIn(readme string) string {
	_, section, _ := strings.Cut(readme, "\n## The screen\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var rows []string
	for line := range strings.SplitSeq(section, "\n") {
		switch {
		case strings.HasPrefix(line, "|"):
			rows = append(rows, line)
		case len(rows) > 0:
			return strings.Join(rows, "\n")
		}
	}
	return strings.Join(rows, "\n")
}

// updating reports whether the test is to write what it wants.
func updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// TestActionsTeachCommands does the same with the command lines that the
// palette shows beside its actions.
func TestActionsTeachCommands(t *testing.T) {
	for _, action := range ui.Actions().All() {
		if action.CLI != "" {
			understands(t, action.CLI)
		}
	}
}

// understands fails the test unless there is such a command with such flags
// and arguments.
func understands(t *testing.T, line string) {
	t.Helper()
	var args []string
	for _, w := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(strings.TrimPrefix(line, "belay "), -1) {
		args = append(args, strings.Trim(w, `"`))
	}
	root := newApp(strings.NewReader(""), t.Output(), t.Output(), func(string) string { return "" }).tree()
	command, rest, err := root.Find(args)
	if err == nil {
		err = command.ParseFlags(rest)
	}
	if err == nil {
		err = command.ValidateArgs(command.Flags().Args())
	}
	if err != nil {
		t.Errorf("%s: %v", line, err)
	}
}
