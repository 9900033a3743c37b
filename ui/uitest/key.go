package uitest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
	"delete": tea.KeyDelete, "insert": tea.KeyInsert, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12,
}

var mods = map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}

// Press is the message of pressing a key that Bubble Tea names so. It panics
// where no key has that name, as a test's own mistake.
func Press(name string) tea.KeyPressMsg {
	key, err := parseKey(name)
	if err != nil {
		panic(err)
	}
	return key
}

// parseKey reads a key as Bubble Tea names it.
func parseKey(name string) (tea.KeyPressMsg, error) {
	var mod tea.KeyMod
	rest := name
	for {
		before, after, ok := strings.Cut(rest, "+")
		if m := mods[before]; ok && m != 0 && after != "" {
			mod, rest = mod|m, after
			continue
		}
		break
	}
	key := tea.KeyPressMsg{}
	if code, ok := named[rest]; ok {
		key = tea.KeyPressMsg{Code: code}
		if rest == "space" && mod == 0 {
			key.Text = " "
		}
	} else if r, size := utf8.DecodeRuneInString(rest); size > 0 && size == len(rest) {
		key = press(r)
		if mod != 0 {
			key.Text = "" // with a modifier no character is typed
		}
	} else {
		return key, fmt.Errorf("no key is named %q", name)
	}
	key.Mod |= mod
	return key, nil
}

// press is the message of typing one character.
func press(r rune) tea.KeyPressMsg {
	key := tea.KeyPressMsg{Code: r, Text: string(r)}
	if unicode.IsUpper(r) {
		key.Code, key.ShiftedCode, key.Mod = unicode.ToLower(r), r, tea.ModShift
	}
	return key
}
