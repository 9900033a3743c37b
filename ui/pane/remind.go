package pane

import (
	"slices"

	"github.com/belay-tui/belay/domain"
)

// Reminded reports whether the rules remind of a record of a program now.
func (c *Context) Reminded(rec domain.Record, program string) bool {
	return len(domain.Reminders(rec, c.ProgramOf(program), c.Now())) > 0
}

// Reminders are the sentences, each after the sign of a warning, that remind of
// a record of a program; those of some codes, which are shown in another way,
// are left out.
func (c *Context) Reminders(rec domain.Record, program string, width int, without ...domain.Code) (lines []string) {
	for _, r := range domain.Reminders(rec, c.ProgramOf(program), c.Now()) {
		if slices.Contains(without, r.Code) {
			continue
		}
		said := c.Theme.Glyphs.Warn + " " + c.Words.Rule(domain.Refused(r.Code, "due", r.Due))
		lines = append(lines, Styled(c.Theme.Overdue, said, width)...)
	}
	return lines
}
