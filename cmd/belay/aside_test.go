package main

import (
	"os"
	"strings"
	"testing"
)

// aside skips a test under the race detector, which makes it five times as dear and
// has nothing to find in it that others do not show it: it looks at what is drawn or
// printed, or runs programs that each do one thing. The checks run it without.
func aside(t *testing.T) {
	t.Helper()
	if !underRace {
		return
	}
	checks, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(checks), t.Name()) {
		t.Fatalf(".ci/run does not name %s among the tests to run without the race detector", t.Name())
	}
	t.Skip("it runs without the race detector")
}
