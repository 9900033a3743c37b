package main

import "testing"

// aside skips a test under the race detector, which makes it five times as dear and
// has nothing to find in it that others do not show it: it looks at what is drawn or
// printed, or runs programs that each do one thing. The checks run all tests without
// it, too.
func aside(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("it runs without the race detector")
	}
}
