package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeCommands holds every belay command of the README against the
// commands and flags that there are.
func TestReadmeCommands(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`"[^"]*"|\S+`)
	tried, inShell := 0, false
	for line := range strings.SplitSeq(string(readme), "\n") {
		if strings.HasPrefix(line, "```") {
			inShell = line == "```sh"
		}
		said, ok := strings.CutPrefix(line, "belay ")
		if !inShell || !ok {
			continue
		}
		tried++
		var args []string
		for _, w := range word.FindAllString(said, -1) {
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
	if tried < 15 {
		t.Errorf("tried %d commands only", tried)
	}
}
