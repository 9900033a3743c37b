package stats

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// records lists the records behind a figure.
type records struct {
	ctx    *pane.Context
	book   Book
	figure domain.Figure

	all    []domain.Record
	err    error
	loaded bool
	gen    int // of the read asked for last

	w, h, cursor int
}

type recordsMsg struct {
	of  *records
	gen int
	all []domain.Record
	err error
}

func (p *Pane) openRecords() tea.Cmd {
	if p.selected() == "" {
		return nil
	}
	return p.show(&records{ctx: p.ctx, book: p.book, figure: p.selected()})
}

func (r *records) resize(w, h int) { r.w, r.h = w, h }
func (r *records) restyle()        {}

func (r *records) refresh() tea.Cmd {
	r.gen++
	*r.ctx.Busy++
	gen, book, program, figure := r.gen, r.book, r.ctx.Program.Name, r.figure
	return func() tea.Msg {
		all, err := book.Behind(context.Background(), program, figure)
		return recordsMsg{r, gen, all, err}
	}
}

func (r *records) answered(m recordsMsg) tea.Cmd {
	*r.ctx.Busy--
	if m.gen != r.gen {
		return nil
	}
	r.loaded, r.err = true, m.err
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	r.all = m.all
	r.move(r.cursor)
	return nil
}

func (r *records) move(to int) { r.cursor = max(0, min(to, len(r.all)-1)) }

// recordsHead is how many lines stand above the records: the title and a blank one.
const recordsHead = 2

// room is how many records show at a time, first is the first of them.
func (r *records) room() int  { return max(1, r.h-recordsHead) }
func (r *records) first() int { return max(0, min(r.cursor-r.room()/2, len(r.all)-r.room())) }

func (r *records) do(id string) tea.Cmd {
	switch id {
	case "down":
		r.move(r.cursor + 1)
	case "up":
		r.move(r.cursor - 1)
	case "page_down":
		r.move(r.cursor + r.room())
	case "page_up":
		r.move(r.cursor - r.room())
	case "top":
		r.move(0)
	case "bottom":
		r.move(len(r.all) - 1)
	case "open":
		if r.can("open") {
			return pane.Send(pane.Goto{Ref: r.all[r.cursor].Ref()})
		}
	}
	return nil
}

// click selects the record at a cell; one that is selected it goes to.
func (r *records) click(_, y int) tea.Cmd {
	switch i := r.first() + y - recordsHead; {
	case y < recordsHead || i >= len(r.all):
		return nil
	case i == r.cursor:
		return r.do("open")
	default:
		r.move(i)
	}
	return nil
}

func (r *records) wheel(delta int) { r.move(r.cursor + delta) }

// can says whether there is anywhere to go.
func (r *records) can(id string) bool {
	switch id {
	case "down", "page_down", "bottom":
		return r.cursor < len(r.all)-1
	case "up", "page_up", "top":
		return r.cursor > 0
	case "open":
		return len(r.all) > 0
	}
	return false
}

// nameOf is what a figure is called.
func nameOf(ctx *pane.Context, f domain.Figure) string {
	for _, a := range ctx.Program.Attributes {
		if a.Key == string(f) {
			return domain.Clean(a.Title)
		}
	}
	return ctx.Words.T("figure." + string(f))
}

func (r *records) view() string {
	th, say := r.ctx.Theme, r.ctx.Words
	lines := []string{" " + th.Title.Render(nameOf(r.ctx, r.figure)) + "  " + th.Muted.Render(say.N("stats.records", len(r.all))), ""}
	switch {
	case !r.loaded:
		lines = append(lines, " "+th.Muted.Render(say.T("stats.loading")+th.Glyphs.Ellipsis))
	case r.err != nil:
		lines = append(lines, " "+th.Muted.Render(say.T("stats.failed")))
	case len(r.all) == 0:
		lines = append(lines, " "+th.Muted.Render(say.T("stats.no_records")))
	}
	first := r.first()
	for i := first; i < min(len(r.all), first+r.room()); i++ {
		lines = append(lines, r.line(i))
	}
	return fitted(lines, r.w, r.h)
}

// line is a record with what tells it from others.
func (r *records) line(i int) string {
	const kinds, states, days, gaps = 12, 14, 12, 5
	rec := r.all[i]
	what := domain.Describe(rec, r.ctx.Program, r.ctx.Now())
	mark := " "
	if i == r.cursor {
		mark = r.ctx.Theme.Glyphs.Cursor
	}
	line := mark + text.Left(text.Show(what.Name), max(8, min(50, r.w-kinds-states-days-gaps))) + " " +
		text.Left(r.ctx.Words.Value(string(rec.Ref().Kind)), kinds) + " " +
		text.Left(r.ctx.Words.Value(what.Status), states) + " " + text.Left(r.ctx.Words.Date(what.On), days)
	if i == r.cursor {
		return r.ctx.Theme.Selected.Render(text.Left(line, r.w))
	}
	return line
}

// fitted are lines in exactly w by h cells.
func fitted(lines []string, w, h int) string {
	out := make([]string, max(0, h))
	for i := range out {
		if i < len(lines) {
			out[i] = lines[i]
		}
		out[i] = text.Left(text.Cut(out[i], w), w)
	}
	return strings.Join(out, "\n")
}
