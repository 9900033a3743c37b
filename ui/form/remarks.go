package form

import (
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// remarks are what there is to say of what is typed: at the side where there is
// room, else below the fields.
type remarks struct {
	warnings, notes []string
	// wanted are the fields that are still to be filled in before the record can
	// go on, though it can be saved without; wants is whether there ever were any.
	wanted map[string]bool
	wants  bool
	// said is whether there ever was a remark: their place is kept from then on.
	said bool
}

// SetNotes shows remarks on what is being typed, such as what will count of it.
func (f *Form) SetNotes(notes []string) {
	f.notes = cleaned(notes)
	f.keepSide()
}

// SetWarnings shows, above all other remarks, what wants attention, such as a
// likely duplicate.
func (f *Form) SetWarnings(warnings []string) {
	f.warnings = cleaned(warnings)
	f.keepSide()
}

// SetWanted marks the fields of some keys as still to be filled in, with
// [WantedMark]: not to save, but for what comes after.
func (f *Form) SetWanted(keys []string) {
	f.wanted = make(map[string]bool, len(keys))
	for _, key := range keys {
		f.wanted[key] = true
	}
	f.wants = f.wants || len(keys) > 0
	f.keepSide()
}

// WantedMark is the sign of a field that [Form.SetWanted] marks.
func WantedMark(ascii bool) string { return Look{ASCII: ascii}.glyphs().wanted }

func cleaned(all []string) []string {
	var clean []string
	for _, s := range all {
		clean = append(clean, domain.Clean(s))
	}
	return clean
}

// keepSide measures anew when the first remark, or mark, asks for its place.
func (f *Form) keepSide() {
	if said := f.said || len(f.warnings)+len(f.notes) > 0; said != f.said || f.wants && !f.cells.marks {
		f.said = said
		f.SetSize(f.w, f.h)
	}
}

// remark is one of the remarks on its lines.
type remark []string

// told are the remarks in so many cells, those that want attention first.
func (f *Form) told(cells int) []remark {
	sign := f.look.glyphs().warning + " "
	var all []remark
	for _, s := range f.warnings {
		all = append(all, lay(sign, s, f.look.Warning, cells))
	}
	for _, s := range f.notes {
		all = append(all, lay("", s, f.look.Note, cells))
	}
	return all
}

// lay wraps a remark after its sign.
func lay(sign, s string, style lipgloss.Style, cells int) remark {
	lines := text.Wrap(s, max(1, cells-text.Width(sign)))
	for i := range lines {
		lines[i] = style.Render(sign + lines[i])
		sign = strings.Repeat(" ", text.Width(sign))
	}
	return lines
}

// below are the remarks on at most so many rows. One that does not fit is cut
// with an ellipsis, and those after it are left out.
func (f *Form) below(most int) []row {
	var rows []row
	for _, r := range f.told(f.inner()) {
		for _, line := range r {
			if len(rows) == most {
				if most > 0 {
					rows[most-1].line = text.Cut(rows[most-1].line+text.Ellipsis, f.inner())
				}
				return rows
			}
			rows = append(rows, row{line, -1})
		}
	}
	return rows
}

// beside puts the remarks to the right of the body, a blank row between two of
// them where there is room.
func (f *Form) beside(body []row, used int) []row {
	var lines []string
	all := f.told(f.cells.side)
	for i, r := range all {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, r...)
	}
	if len(lines) > len(body) {
		lines = nil
		for _, r := range all {
			lines = append(lines, r...)
		}
	}
	rule := f.look.Hint.Render(f.look.glyphs().rule)
	for i := range min(len(body), max(used, len(lines))) {
		line := text.Left(body[i].line, f.cells.body) + " " + rule
		if i < len(lines) {
			line += " " + lines[i]
		}
		body[i].line = line
	}
	return body
}
