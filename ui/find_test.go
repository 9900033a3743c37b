package ui

import "testing"

func TestAnswers(t *testing.T) {
	e := entry{label: "Close the deal as won", name: "win", keys: []string{"w", "g G"}, beside: "belay opportunities win ID"}
	for typed, want := range map[string]int{
		"": rankBegins, "w": rankKey, "W": rankBegins, "g G": rankKey, "close": rankBegins, "CLOSE the": rankBegins, "win": rankBegins,
		"deal": rankWord, "the deal": rankWord, "eal": rankHolds, "opportunities": rankBeside, "cld": rankSpread, "ctd": rankSpread,
		"dlose": rankNone, "zz": rankNone, "ld": rankNone,
	} {
		if got := e.answers(typed); got != want {
			t.Errorf("%q ranks %d, want %d", typed, got, want)
		}
	}
	if got := (entry{label: "物流グループ"}).answers("ｸﾞﾙｰﾌﾟ"); got != rankHolds {
		t.Errorf("Japanese in half width ranks %d", got)
	}
}
