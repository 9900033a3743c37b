package pane

import (
	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
)

// Counts says in a sign and a few words whether a project of a program counts
// for customer satisfaction.
func (c *Context) Counts(s domain.Standing, program string) string {
	return c.countsSign(s) + " " + c.Words.StandingShort(s, c.ProgramOf(program))
}

// CountsSentence says it in one sentence, with the reason.
func (c *Context) CountsSentence(s domain.Standing, p domain.Project) string {
	return c.countsSign(s) + " " + c.Words.Standing(s, p, c.ProgramOf(p.Program))
}

func (c *Context) countsSign(s domain.Standing) string {
	switch g := c.Theme.Glyphs; {
	case s.Counts:
		return g.Check
	case s.Open():
		return g.Clock
	default:
		return g.Cross
	}
}

// CountsStyle is the style of what counts, and of what may still come to; nil is plain.
func (c *Context) CountsStyle(s domain.Standing) *lipgloss.Style {
	switch {
	case s.Counts:
		return &c.Theme.Good
	case s.Open():
		return &c.Theme.Muted
	}
	return nil
}
