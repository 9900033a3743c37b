package main

import "testing"

// TestAllOfTheInboxAtOnce accepts all leads of the inbox with two keys: what
// has lapsed is skipped and told of, and one more key takes all of it back.
func TestAllOfTheInboxAtOnce(t *testing.T) {
	p := somebody(t, 40)
	p.sees("Inbox 27", "Working 12")
	p.press("*")
	p.sees("27 selected")
	p.press("a")
	p.sees("Accepted 12 leads; skipped 15: lapsed (", "12 more)", "15 selected", "Inbox 15", "Working 24", "undo accept (12)")
	p.press("esc", "u")
	p.sees("Took back 12: accept", "Inbox 27", "Working 12")
	p.misses("selected")

	p.press("home", "V", "j", "j", "d")
	p.sees("Decline 3 leads")
	p.chooses("Reason", "not our skills")
	p.saves()
	p.sees("Declined 3 leads", "Inbox 24")
}
