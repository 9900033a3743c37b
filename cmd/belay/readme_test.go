package main

import (
	"bytes"
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
	_, section, _ := strings.Cut(string(readme), "\n## The screen\n")
	section, _, _ = strings.Cut(section, "\n## ")
	want := strings.Join(testApp(&bytes.Buffer{}).keysMarkdown(ui.Actions()), "\n")
	if !strings.Contains(section, want) {
		t.Errorf("the README's section on the screen is to show what belay keys --markdown prints:\n%s", want)
	}
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
