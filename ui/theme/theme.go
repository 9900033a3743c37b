// Package theme holds every color and sign of the screen as named tokens, so
// that no pane chooses its own. The palette is the terminal's sixteen colors
// with bold, faint and reverse; only the program's accent is a fixed color, and
// those of high contrast.
// The terminal is never asked anything: the caller says what it knows.
//
// Color never carries meaning alone. A word or a glyph stands beside each, and
// what is selected or focused differs in an attribute too.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Options say what the theme must suit. The zero value suits a light terminal.
type Options struct {
	Name    string // one of [Names]; empty or unknown: the default
	Dark    bool   // the terminal's background is dark
	Accent  string // the program's color as "#rrggbb"; empty or malformed: the default
	NoColor bool   // attributes only, for NO_COLOR
	ASCII   bool   // signs from ASCII only
}

// Theme is a set of styles by what they are for. Treat it as read-only: styles
// are compared by address where drawing is hot.
type Theme struct {
	Text   lipgloss.Style // plain text
	Muted  lipgloss.Style // secondary text: units, hints, what can be ignored
	Strong lipgloss.Style // what the eye should meet first

	Accent  lipgloss.Style // the program's color: own numbers, bars
	Overdue lipgloss.Style // a deadline that passed or is about to; nothing else is red
	Good    lipgloss.Style // done, counts, won
	Warn    lipgloss.Style // needs attention soon

	Selected lipgloss.Style // the row under the cursor of the focused list
	Match    lipgloss.Style // the part of a text that a search found

	Title     lipgloss.Style // name of a record, heading of a dialog
	Header    lipgloss.Style // column heads
	Tab       lipgloss.Style // a pane's name
	TabActive lipgloss.Style // the name of the pane that shows
	Key       lipgloss.Style // a key to press
	KeyName   lipgloss.Style // what the key does
	Rule      lipgloss.Style // separating lines

	Label      lipgloss.Style // name of a field
	Field      lipgloss.Style // its value
	FieldFocus lipgloss.Style // the value being typed
	ErrorText  lipgloss.Style // what is wrong and how to right it

	// Glyphs are the signs to draw with.
	Glyphs Glyphs

	options Options
}

// AccentOf is the style of another program's own color, which may be malformed.
func (t *Theme) AccentOf(hex string) lipgloss.Style {
	o := t.options
	o.Accent = hex
	p := palette(o.settled())
	return p.on(lipgloss.NewStyle().Bold(true), p.accent)
}

// New returns the theme for the options.
func New(o Options) *Theme {
	o = o.settled()
	t := &Theme{Glyphs: Drawn(), options: o}
	if o.ASCII {
		t.Glyphs = ASCII()
	}
	p := palette(o)
	plain := lipgloss.NewStyle()
	bold, faint := plain.Bold(true), plain.Faint(true)
	if o.Name == Contrast {
		faint = plain
	}
	accent := p.on(bold, p.accent)

	t.Text, t.Muted, t.Strong = plain, faint, bold
	t.Accent = accent
	t.Overdue = p.on(bold, p.overdue)
	t.Good = p.on(plain, p.good)
	t.Warn = p.on(bold, p.warn)

	t.Selected = bold.Reverse(true)
	t.Match = bold.Underline(true)

	t.Title = bold
	t.Header = faint
	t.Tab = plain
	t.TabActive = accent.Reverse(true)
	t.Key = accent
	t.KeyName = plain
	t.Rule = faint

	t.Label = faint
	t.Field = plain
	t.FieldFocus = plain.Underline(true)
	t.ErrorText = bold
	return t
}

// colors are those of one palette; nil is the terminal's own foreground.
type colors struct{ accent, overdue, good, warn color.Color }

// palette picks colors that reach a contrast of 4.5 to 1 in the usual
// palettes. On a light background green and yellow do not, so there the words
// beside them do the work.
func palette(o Options) colors {
	if o.NoColor {
		return colors{}
	}
	if o.Name == Contrast {
		return strong(o)
	}
	p := colors{accent: lipgloss.Blue, overdue: lipgloss.Red}
	if o.Dark {
		p = colors{lipgloss.BrightCyan, lipgloss.BrightRed, lipgloss.Green, lipgloss.Yellow}
	}
	if own, ok := parseHex(o.Accent); ok {
		p.accent = readable(own, o.Dark, minContrast)
	}
	return p
}

// strong are the colors of high contrast. They are fixed: what the sixteen look
// like is not known. Text keeps the terminal's own color, which can be read even
// where the background was guessed wrongly.
func strong(o Options) colors {
	on := func(c color.RGBA) color.RGBA { return readable(c, o.Dark, highContrast) }
	p := colors{
		accent: on(color.RGBA{0x00, 0x5f, 0xd7, 0xff}), overdue: on(color.RGBA{0xd7, 0x00, 0x00, 0xff}),
		good: on(color.RGBA{0x00, 0x87, 0x00, 0xff}), warn: on(color.RGBA{0xaf, 0x5f, 0x00, 0xff}),
	}
	if own, ok := parseHex(o.Accent); ok {
		p.accent = on(own)
	}
	return p
}

func (colors) on(s lipgloss.Style, c color.Color) lipgloss.Style {
	if c == nil {
		return s
	}
	return s.Foreground(c)
}
