package form

import (
	"slices"
	"strings"

	"github.com/belay-tui/belay/ui/text"
)

const (
	sideFrom  = 100 // columns from which remarks stand at the side
	sideMost  = 60  // of the remarks
	bodyMost  = 100 // of the fields
	stackedTo = 44  // columns of the body below which labels stand above
	edgeFrom  = 40  // columns from which there is an edge at both sides
	margin    = 2   // of the pointer to the focused field
)

// columns are the cells of the parts of a form.
type columns struct {
	edge, body, side int // side is 0 when there is no room for it
	label, value     int // label is 0 when labels stand above
	marks            bool
}

// row is a line of the view and the index of the field it belongs to, or -1.
type row struct {
	line  string
	owner int
}

type glyphs struct{ pointer, left, right, required, wanted, wrong, good, warning, rule, up, down, means string }

func (l Look) glyphs() glyphs {
	if l.ASCII {
		return glyphs{">", "<", ">", "*", "+", "x", "ok", "!", "|", "^", "v", "->"}
	}
	return glyphs{"▸", "‹", "›", "*", "○", "✗", "✓", "!", "│", "↑", "↓", "→"}
}

// inner is the cells between the edges.
func (f *Form) inner() int { return max(0, f.w-2*f.cells.edge) }

func (f *Form) measure() columns {
	c := columns{marks: f.wants}
	if f.w >= edgeFrom {
		c.edge = 1
	}
	c.body = f.w - 2*c.edge
	if f.w >= sideFrom && f.said {
		c.side = min(sideMost, f.w/3)
		c.body -= c.side + 3
	}
	c.body = min(c.body, bodyMost)
	if c.body >= stackedTo {
		for _, in := range f.inputs {
			wide := text.Width(in.Label)
			if in.Required || c.marks {
				wide += 2
			}
			c.label = max(c.label, wide+1)
		}
		c.label = min(c.label, c.body*2/5)
	}
	c.value = max(1, c.body-margin-c.label-1)
	return c
}

// View returns the form in the cells that it was given, all lines of it.
func (f *Form) View() string {
	rows := f.frame()
	lines := make([]string, len(rows))
	edge := strings.Repeat(" ", f.cells.edge)
	for i, r := range rows {
		if r.line != "" {
			r.line = edge + r.line
		}
		lines[i] = text.Cut(r.line, f.w)
	}
	return strings.Join(lines, "\n")
}

// frame lays out exactly as many rows as the form is high.
func (f *Form) frame() []row {
	head, foot := f.head(), f.foot()
	room := f.h - len(head) - len(foot)
	if room < 2 { // the field counts more than what is around it
		head = nil
		foot = foot[:min(len(foot), max(0, f.h-1))]
		room = f.h - len(foot)
	}
	body, used, above, more := f.window(room)
	if f.cells.side == 0 && len(f.warnings)+len(f.notes) > 0 {
		if rows, ok := f.under(body, used); ok {
			body = rows
		} else {
			body, foot, above, more = f.over(foot, room)
		}
	}
	g := f.look.glyphs()
	if len(head) > 1 && above {
		head[len(head)-1].line = f.look.Hint.Render(g.up + " " + f.words.T("form.above"))
	}
	if more && len(foot) > 0 && foot[0].line == "" {
		foot[0].line = f.look.Hint.Render(g.down + " " + f.words.T("form.below"))
	}
	if f.cells.side > 0 {
		body = f.beside(body, used)
	}
	return append(append(head, body...), foot...)
}

// under lays the remarks below the fields, in the rows that those leave free. It
// is not ok where the remarks find no room there.
func (f *Form) under(body []row, used int) (rows []row, ok bool) {
	free := len(body) - used - 1
	remarks := f.below(f.h)
	if len(remarks) > free {
		return nil, false
	}
	copy(body[used+1:], remarks)
	return body, true
}

// over gives the remarks a third of the rows at most, and the fields the others;
// the empty row of the foot parts the two.
func (f *Form) over(foot []row, room int) (body, rest []row, above, more bool) {
	remarks := f.below(min(room/3, max(0, room-f.height())))
	body, _, above, more = f.window(room - len(remarks))
	if len(foot) > 0 && foot[0].line == "" {
		return body, slices.Concat(foot[:1], remarks, foot[1:]), above, more
	}
	return body, append(remarks, foot...), above, more
}

// height is how many rows the focused field needs: an error is told in full
// before any remark.
func (f *Form) height() int {
	if in := f.current(); in != nil {
		return len(f.field(f.at, in))
	}
	return 0
}

// window returns the rows of the body that fit, the focused field among them,
// how many of them are used, and whether there is more above and below.
func (f *Form) window(room int) (rows []row, used int, above, below bool) {
	first, last := 0, 0
	for i, in := range f.inputs {
		if in.page != f.inputs[f.at].page {
			continue
		}
		if i == f.at {
			first = len(rows)
		}
		rows = append(rows, f.field(i, in)...)
		if i == f.at {
			last = len(rows)
		}
	}
	from := max(0, min(last+1, len(rows))-room)
	from = min(from, first)
	to := min(len(rows), from+room)
	above, below = from > 0, to < len(rows)
	rows = rows[from:to:to]
	used = len(rows)
	for len(rows) < room {
		rows = append(rows, row{"", -1})
	}
	return rows, used, above, below
}
