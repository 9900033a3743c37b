package theme

// Glyphs are the signs that the screen draws with. Each is one cell wide, in
// terminals that measure by cluster and in those that measure by character.
type Glyphs struct {
	Cursor   string // before the selected row
	Mark     string // before a marked row
	Ellipsis string // stands for what is not there yet

	Full, Empty string    // one dot of a rating
	Bar, Track  string    // one cell of a bar, filled and not
	Partials    [7]string // one to seven eighths of Bar
	Spark       [8]string // columns, lowest first

	Rule, Vertical                             string // lines that separate
	TopLeft, TopRight, BottomLeft, BottomRight string // corners of a box

	Check, Cross, Clock, Star, Warn string // done, failed, waiting, the user's own, look here
	Dot, Bullet                     string // between words, before an item
	Up, Down, Right                 string // ascending, descending, leads on to
	Differs                         string // marks a name that imitates another

	Spinner []string // frames, all shown in the same cell
}

// Drawn returns the glyphs for fonts with box drawing and symbols.
func Drawn() Glyphs {
	return Glyphs{
		Cursor: "▸", Mark: "●", Ellipsis: "…",
		Full: "▰", Empty: "▱", Bar: "█", Track: "░",
		Partials: [7]string{"▏", "▎", "▍", "▌", "▋", "▊", "▉"},
		Spark:    [8]string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Rule:     "─", Vertical: "│",
		TopLeft: "┌", TopRight: "┐", BottomLeft: "└", BottomRight: "┘",
		Check: "✓", Cross: "✗", Clock: "◷", Star: "★", Warn: "!",
		Dot: "·", Bullet: "•", Up: "↑", Down: "↓", Right: "→", Differs: "≠",
		Spinner: []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"},
	}
}

// ASCII returns the glyphs for fonts and terminals that have nothing else.
func ASCII() Glyphs {
	return Glyphs{
		Cursor: ">", Mark: "*", Ellipsis: "~",
		Full: "#", Empty: "-", Bar: "#", Track: ".",
		Partials: [7]string{".", ".", "-", "-", "=", "=", "="},
		Spark:    [8]string{"_", ".", ":", "-", "=", "+", "*", "#"},
		Rule:     "-", Vertical: "|",
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
		Check: "+", Cross: "x", Clock: "o", Star: "*", Warn: "!",
		Dot: "-", Bullet: "*", Up: "^", Down: "v", Right: ">", Differs: "?",
		Spinner: []string{"|", "/", "-", "\\"},
	}
}

// Silent returns the glyphs for text that is read out: a comma between words,
// and nothing for signs that only repeat a word or draw a number.
func Silent() Glyphs { return Glyphs{Dot: ",", Spinner: []string{""}} }
