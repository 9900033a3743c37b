package keys

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// modifiers are the keys held down with another, in the order in which Bubble
// Tea names them.
var modifiers = []string{"ctrl", "alt", "shift", "meta", "hyper", "super"}

// named are the keys that type no character.
var named = []string{
	"enter", "esc", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right", "home", "end", "pgup", "pgdown",
	"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
}

// otherNames are names that people and other programs give keys.
var otherNames = map[string]string{
	"return": "enter", "cr": "enter", "escape": "esc", "spacebar": "space", "bs": "backspace", "del": "delete", "ins": "insert",
	"pageup": "pgup", "page_up": "pgup", "pagedown": "pgdown", "page_down": "pgdown", "pgdn": "pgdown",
	"control": "ctrl", "c": "ctrl", "option": "alt", "opt": "alt", "a": "alt", "m": "alt", "s": "shift", "cmd": "super", "win": "super",
}

// sameAs are keys that terminals cannot tell from others.
var sameAs = map[string]string{"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "esc", "ctrl+space": "ctrl+@"}

// Name returns how a keystroke, or a sequence of them with spaces between, is
// named in a [Registry]: what "Ctrl-K" means is named "ctrl+k". It is "" where
// nothing sensible is meant.
func Name(typed string) string {
	var parts []string
	for part := range strings.FieldsSeq(typed) {
		name := one(part)
		if name == "" {
			return ""
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, " ")
}

// one names one keystroke.
func one(typed string) string {
	parts := split(typed)
	base := parts[len(parts)-1]
	held := map[string]bool{}
	for _, m := range parts[:len(parts)-1] {
		m = strings.ToLower(m)
		if other, ok := otherNames[m]; ok {
			m = other
		}
		if !slices.Contains(modifiers, m) {
			return ""
		}
		held[m] = true
	}
	if base = baseName(base, held); base == "" {
		return ""
	}
	name := ""
	for _, m := range modifiers {
		if held[m] {
			name += m + "+"
		}
	}
	if same, ok := sameAs[name+base]; ok {
		return same
	}
	return name + base
}

// baseName names the key that is pressed with others held down. A shifted letter
// is a capital, unless more is held down with it.
func baseName(base string, held map[string]bool) string {
	r, size := utf8.DecodeRuneInString(base)
	if size != len(base) || size == 0 {
		base = strings.ToLower(base)
		if other, ok := otherNames[base]; ok && len(base) > 1 {
			base = other
		}
		if !slices.Contains(named, base) {
			return ""
		}
		return base
	}
	if r == utf8.RuneError || !unicode.IsGraphic(r) {
		return ""
	}
	more := held["ctrl"] || held["alt"] || held["meta"] || held["hyper"] || held["super"]
	switch {
	case more && unicode.IsUpper(r):
		return string(unicode.ToLower(r)) // who writes Ctrl-K means ctrl+k
	case !more && held["shift"] && unicode.IsLetter(r):
		delete(held, "shift")
		return string(unicode.ToUpper(r))
	}
	return base
}

// split takes a keystroke apart at + or -, either of which may be the key itself.
func split(typed string) []string {
	var parts []string
	for {
		at := strings.IndexAny(typed, "+-")
		if at <= 0 || at == len(typed)-1 {
			return append(parts, typed)
		}
		parts, typed = append(parts, typed[:at]), typed[at+1:]
	}
}
