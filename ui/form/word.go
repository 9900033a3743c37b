package form

import (
	"slices"
	"unicode"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// TypeIn gives a line of text a key or a paste. Every line that people type in
// takes them here: the line's own ways with words are slow in long texts, and one
// of them panics at the last character.
func TypeIn(line *textinput.Model, msg tea.Msg) (cmd tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && byWord(line, k) {
		return nil
	}
	*line, cmd = line.Update(msg)
	return cmd
}

// byWord does what a key does to the words of a line, and reports whether it is
// such a key. The line itself goes a character at a time and measures all of the
// text at each: of a long one that takes seconds.
func byWord(line *textinput.Model, k tea.KeyPressMsg) bool {
	typed, at := []rune(line.Value()), line.Position()
	switch keys := line.KeyMap; {
	case key.Matches(k, keys.WordBackward):
		line.SetCursor(wordBefore(typed, at))
	case key.Matches(k, keys.WordForward):
		line.SetCursor(wordAfter(typed, at))
	case key.Matches(k, keys.DeleteWordBackward):
		from := wordBefore(typed, at)
		line.SetValue(string(slices.Delete(typed, from, at)))
		line.SetCursor(from)
	case key.Matches(k, keys.DeleteWordForward):
		line.SetValue(string(slices.Delete(typed, at, wordAfter(typed, at))))
		line.SetCursor(at)
	default:
		return false
	}
	return true
}

// wordBefore is where the word before a place begins.
func wordBefore(typed []rune, at int) int {
	for at > 0 && unicode.IsSpace(typed[at-1]) {
		at--
	}
	for at > 0 && !unicode.IsSpace(typed[at-1]) {
		at--
	}
	return at
}

// wordAfter is where the word after a place ends.
func wordAfter(typed []rune, at int) int {
	for at < len(typed) && unicode.IsSpace(typed[at]) {
		at++
	}
	for at < len(typed) && !unicode.IsSpace(typed[at]) {
		at++
	}
	return at
}
