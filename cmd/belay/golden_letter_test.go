package main

import "testing"

var fourSizes = []size{{60, 18}, {80, 24}, {120, 40}, {200, 60}}

func TestGoldenLetters(t *testing.T) {
	aside(t)
	goldenWalks(t, demoScreen(t), fourSizes, map[string][]string{
		"choose": {"2", "m"}, "offer": {"1", "m", "enter"}, "lead": {"1", "right", "m", "enter"}, "deal": {"2", "m", "enter"}, "survey": {"4", "m", "enter"},
	})
}

func TestGoldenMessages(t *testing.T) {
	aside(t)
	said := []string{"1", "y", "ctrl+g", "2", "O", "5", "E", "!"}
	goldenWalks(t, demoScreen(t), fourSizes, map[string][]string{
		"none": {"!"}, "all": said, "found": append(said[:len(said):len(said)], "f", "a", "i", "l"), "read": append(said[:len(said):len(said)], "enter"),
	})
}
