package pane

import (
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/ui/text"
)

// nameCells is how many cells the name before a value takes in a detail of a width.
func nameCells(width int) int { return max(8, min(16, width/2-2)) }

// Pair is a line of a detail: a name and its value, which is cut to the width.
func (c *Context) Pair(name, value string, width int) string {
	names := nameCells(width)
	return c.Theme.Label.Render(text.Left(name, names)) + " " + text.Cut(value, max(1, width-names-1))
}

// Pairs is [Context.Pair] for a value that may take several lines.
func (c *Context) Pairs(name, value string, width int) []string {
	var lines []string
	for i, part := range text.Wrap(value, max(1, width-nameCells(width)-1)) {
		if i > 0 {
			name = ""
		}
		lines = append(lines, c.Pair(name, part, width))
	}
	return lines
}

// Whole is [Context.Pair] for a value that is of no use in parts, such as an
// address: where it has no room beside its name it has a line of its own.
func (c *Context) Whole(name, value string, width int) []string {
	if text.Width(value) <= width-nameCells(width)-1 {
		return []string{c.Pair(name, value, width)}
	}
	return []string{c.Theme.Label.Render(text.Cut(name, width)), Apart(value, width)}
}

// Apart is a value on a line of its own, below the others where there is room.
func Apart(value string, width int) string {
	indent := max(0, min(nameCells(width)+1, width-text.Width(value)))
	return strings.Repeat(" ", indent) + text.Cut(value, width)
}

// titleLines is how many lines what a record is called may take.
const titleLines = 3

// Headed is the block at the head of a detail: what the record is called, in whole
// where that is not too long.
func (c *Context) Headed(title string, width int) Block {
	lines := text.Wrap(title, width)
	if len(lines) > titleLines {
		lines[titleLines-1] = text.Cut(lines[titleLines-1]+" "+lines[titleLines], width)
		lines = lines[:titleLines]
	}
	b := Block{Title: lines[0]}
	for _, line := range lines[1:] {
		b.Lines = append(b.Lines, c.Theme.Title.Render(line))
	}
	return b
}

// Styled are the lines of a sentence in a style.
func Styled(style lipgloss.Style, sentence string, width int) []string {
	lines := text.Wrap(sentence, width)
	for i, line := range lines {
		lines[i] = style.Render(line)
	}
	return lines
}

// Dotted puts a dot between the parts that say anything.
func (c *Context) Dotted(parts ...string) string {
	return Joined(" "+c.Theme.Glyphs.Dot+" ", parts...)
}

// Joined puts the separator between the parts that say anything.
func Joined(sep string, parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, sep)
}
