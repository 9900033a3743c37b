package pipeline

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// board shows the open deals of the program looked at, a column a stage. It holds
// only the first cards of each: the sums and counts are the forecast's.
type board struct {
	ctx    *pane.Context
	w, h   int
	lanes  []lane
	loaded bool
	col    int
	rows   []int // the card selected in each column
	first  int   // the first column in sight
	follow domain.ID
}

// lane is a column of the board.
type lane struct {
	domain.StageSum
	cards []domain.Opportunity
}

// cardsRead is how many cards of a stage are read: more than a screen has.
const cardsRead = 60

// Cells of a column at least, of the gap between two, and of lines of a card.
const (
	laneLeast = 22
	laneGap   = 2
	cardLines = 3 // with the blank line below
	laneHead  = 3
)

// readBoard reads the forecast, and the first cards of each stage where wanted:
// those that are to close first.
func readBoard(ctx context.Context, book Book, program string, cards bool) (f domain.Forecast, lanes []lane, err error) {
	if f, err = book.Forecast(ctx, program); err != nil || !cards {
		return f, nil, err
	}
	lanes = make([]lane, len(f.Stages))
	of, missing := map[string]int{}, 0
	for i, s := range f.Stages {
		lanes[i].StageSum, of[s.Stage.Name] = s, i
		missing += min(s.Count, cardsRead)
	}
	q := domain.Query{Kind: domain.KindOpportunity, List: domain.ListOpen, Sort: domain.SortDate, Program: program}
	for offset, some := 0, cardsRead*(len(lanes)+1); missing > 0; {
		page, err := book.Opportunities(ctx, q, offset, some)
		if err != nil {
			return f, nil, err
		}
		for _, o := range page.Rows {
			i, ok := of[o.Stage]
			if !ok || len(lanes[i].cards) == min(lanes[i].Count, cardsRead) {
				continue
			}
			lanes[i].cards = append(lanes[i].cards, o)
			missing--
		}
		if offset += len(page.Rows); len(page.Rows) == 0 || offset >= page.Total { // the book changed meanwhile
			break
		}
	}
	return f, lanes, nil
}

// byStage asks for the open deals of a program, stage by stage.
func byStage(program string) domain.Query {
	return domain.Query{Kind: domain.KindOpportunity, List: domain.ListOpen, Sort: domain.SortStage, Program: program}
}

// take shows other cards; the selection stays on its deal, wherever it went.
func (b *board) take(lanes []lane) {
	follow := b.follow
	if o, ok := b.selected(); ok && follow.IsZero() {
		follow = o.ID
	}
	b.lanes, b.loaded, b.follow = lanes, true, domain.ID{}
	rows := make([]int, len(lanes))
	copy(rows, b.rows)
	b.rows = rows
	found := false
	for c, l := range lanes {
		if i := slices.IndexFunc(l.cards, func(o domain.Opportunity) bool { return o.ID == follow }); i >= 0 {
			b.col, b.rows[c], found = c, i, true
		}
	}
	if !found && len(b.laneAt(b.col).cards) == 0 {
		b.col = max(0, slices.IndexFunc(lanes, func(l lane) bool { return len(l.cards) > 0 }))
	}
	b.clamp()
}

func (b *board) laneAt(i int) lane {
	if i < 0 || i >= len(b.lanes) {
		return lane{}
	}
	return b.lanes[i]
}

func (b *board) clamp() {
	b.col = max(0, min(b.col, len(b.lanes)-1))
	for i := range b.rows {
		b.rows[i] = max(0, min(b.rows[i], len(b.lanes[i].cards)-1))
	}
	n, _ := b.fits()
	b.first = max(0, min(b.first, b.col, len(b.lanes)-n), b.col-n+1)
}

// selected is the deal under the cursor.
func (b *board) selected() (domain.Opportunity, bool) {
	l := b.laneAt(b.col)
	if b.col >= len(b.rows) || b.rows[b.col] >= len(l.cards) {
		return domain.Opportunity{}, false
	}
	return l.cards[b.rows[b.col]], true
}

// fits is how many columns are in sight, and how wide each of them is.
func (b *board) fits() (n, wide int) {
	room := b.w - 2
	n = max(1, min(len(b.lanes), (room+laneGap)/(laneLeast+laneGap)))
	return n, max(1, (room-(n-1)*laneGap)/n)
}

// room is how many cards of a column are in sight.
func (b *board) room() int { return max(1, (b.h-laneHead-1)/cardLines) }

// move carries out an action that moves the cursor; it reports whether it is one.
func (b *board) move(id string) bool {
	if b.col >= len(b.rows) && id != "" {
		return slices.Contains([]string{"down", "up", "page_down", "page_up", "top", "bottom", "next_list", "previous_list"}, id)
	}
	row := &b.rows[b.col]
	switch id {
	case "down":
		*row++
	case "up":
		*row--
	case "page_down":
		*row += b.room()
	case "page_up":
		*row -= b.room()
	case "top":
		*row = 0
	case "bottom":
		*row = len(b.laneAt(b.col).cards) - 1
	case "next_list":
		b.col++
	case "previous_list":
		b.col--
	default:
		return false
	}
	b.clamp()
	return true
}

// click selects the card at a cell; it reports whether that is one that was
// selected.
func (b *board) click(x, y int) (again bool) {
	n, wide := b.fits()
	c := b.first + (x-1)/(wide+laneGap)
	if c >= len(b.lanes) || c >= b.first+n || x < 1 {
		return false
	}
	row := b.rows[c]
	if y >= laneHead {
		row = b.top(c) + (y-laneHead)/cardLines
	}
	again = y >= laneHead && c == b.col && row == b.rows[c]
	b.col, b.rows[c] = c, row
	b.clamp()
	return again
}

// top is the first card in sight of a column.
func (b *board) top(c int) int {
	return max(0, min(b.rows[c]-b.room()/2, len(b.lanes[c].cards)-b.room()))
}

// view draws the board in exactly its size.
func (b *board) view() string {
	lines := make([]string, 0, b.h)
	if !b.loaded {
		lines = append(lines, "", " "+b.ctx.Theme.Muted.Render(b.ctx.Words.T("pipeline.reading")+b.ctx.Theme.Glyphs.Ellipsis))
	}
	n, wide := b.fits()
	for i := b.first; i < min(len(b.lanes), b.first+n); i++ {
		for y, cell := range b.lane(i, wide) {
			if len(lines) <= y {
				lines = append(lines, " "+strings.Repeat(" ", (i-b.first)*(wide+laneGap)))
			}
			if i > b.first {
				lines[y] += strings.Repeat(" ", laneGap)
			}
			lines[y] += text.Left(cell, wide)
		}
	}
	frame := make([]string, max(0, b.h))
	for i := range frame {
		if i < len(lines) {
			frame[i] = lines[i]
		}
		frame[i] = text.Left(frame[i], b.w)
	}
	return strings.Join(frame, "\n")
}

// lane draws a column: its stage with the sums, then its cards.
func (b *board) lane(i, wide int) []string {
	th, w, l := b.ctx.Theme, b.ctx.Words, b.lanes[i]
	style, more := th.Label, ""
	if i == b.col {
		style = th.Title
	}
	n, _ := b.fits()
	if i == b.first && i > 0 {
		more = "<"
	}
	if i == b.first+n-1 && i < len(b.lanes)-1 {
		more = ">"
	}
	name := text.Left(domain.Clean(l.Stage.Name), max(0, wide-text.Width(more)-1)) + " " + more
	lines := []string{
		style.Render(text.Left(name, wide)),
		th.Muted.Render(text.Cut(w.N("pipeline.lane", l.Count, "sum", w.MoneyShort(domain.Money{Mils: l.Amount, Currency: b.ctx.Program.Currency})), wide)),
		th.Rule.Render(strings.Repeat(th.Glyphs.Rule, wide)),
	}
	from := b.top(i)
	if from > 0 {
		lines[laneHead-1] = th.Muted.Render(text.Cut(w.N("pipeline.lane_before", from, "up", th.Glyphs.Up), wide))
	}
	to := min(len(l.cards), from+b.room())
	for c := from; c < to; c++ {
		lines = append(lines, b.card(l.cards[c], wide, i == b.col && c == b.rows[i])...)
	}
	if rest := l.Count - to; rest > 0 {
		lines = append(lines, th.Muted.Render(text.Cut(w.N("pipeline.lane_more", rest, "down", th.Glyphs.Down), wide)))
	}
	for len(lines) < b.h {
		lines = append(lines, "")
	}
	return lines[:max(0, b.h)]
}

// card draws a deal in two lines: whose it is, what it brings and when it closes;
// the sign of a warning where it is late or has come to a standstill.
func (b *board) card(o domain.Opportunity, wide int, on bool) []string {
	th, w := b.ctx.Theme, b.ctx.Words
	who := text.Show(o.Customer)
	if who == "" {
		who = text.Show(o.Name)
	}
	mark := "  "
	if on {
		mark = th.Glyphs.Cursor + " "
	}
	warn := ""
	if program := b.ctx.ProgramOf(o.Program); o.Stalled(program, program.Day(b.ctx.Now())) || overdue(b.ctx, o, o.CloseDate) {
		warn = " " + th.Glyphs.Warn
	}
	head := mark + text.Left(who, max(0, wide-2-text.Width(warn))) + warn
	amount, closes := w.MoneyShort(o.Amount), w.Date(o.CloseDate)
	room := max(0, wide-2)
	below := "  " + text.Left(amount, max(0, room-text.Width(closes))) + closes
	if on {
		return []string{th.Selected.Render(text.Left(head, wide)), th.Selected.Render(text.Left(below, wide)), ""}
	}
	if warn != "" {
		head = mark + text.Left(who, max(0, wide-2-text.Width(warn))) + th.Warn.Render(warn)
	}
	return []string{head, th.Muted.Render(text.Left(below, wide)), ""}
}

// boardMsg answers a read of the forecast, and of the cards where they were asked for.
type boardMsg struct {
	gen      int
	forecast domain.Forecast
	lanes    []lane
	cards    bool
	err      error
}

// readForecast reads what the strip and the board show.
func (p *Pane) readForecast() tea.Cmd {
	p.gen++
	gen, book, program, cards := p.gen, p.book, p.Ctx.Program.Name, p.onBoard
	*p.Ctx.Busy++
	return func() tea.Msg {
		f, lanes, err := readBoard(context.Background(), book, program, cards)
		return boardMsg{gen, f, lanes, cards, err}
	}
}

// forecasted takes the answer to [Pane.readForecast].
func (p *Pane) forecasted(m boardMsg) tea.Cmd {
	*p.Ctx.Busy--
	if m.gen != p.gen {
		return nil
	}
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	p.forecast = m.forecast
	if m.cards {
		p.board.take(m.lanes)
	}
	return nil
}
