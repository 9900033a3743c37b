package pipeline

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// SetSize gives the pane its cells; the strip has the last of them.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = w, h
	body := max(0, h-stripLines(h))
	p.List.SetSize(w, body)
	p.board.w, p.board.h = w, body
	p.board.clamp()
}

// Refresh fetches what shows anew.
func (p *Pane) Refresh() tea.Cmd {
	p.past.Stale()
	return tea.Batch(p.List.Refresh(), p.readForecast())
}

// Update takes the answers of the pane's own reads.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case boardMsg:
		return p.forecasted(m)
	case pane.AsideMsg[past]:
		return tea.Batch(p.past.Take(p.Ctx, m), p.look())
	}
	return tea.Batch(p.List.Update(msg), p.look())
}

// View draws the pane in exactly its size.
func (p *Pane) View() string {
	if p.h <= 0 {
		return ""
	}
	body := ""
	if p.onBoard {
		body = p.board.view()
	} else {
		body = p.List.View()
	}
	if stripLines(p.h) == 0 {
		return body
	}
	lines := []string{body}
	for _, line := range p.strip(p.w) {
		lines = append(lines, text.Left(line, p.w))
	}
	return strings.Join(lines, "\n")
}

// Goto shows a deal in the list.
func (p *Pane) Goto(ref domain.Ref, list string) tea.Cmd {
	p.onBoard = false
	return tea.Batch(p.List.Goto(ref, list), p.readForecast())
}

// Type takes keys for the search of the list.
func (p *Pane) Type(msg tea.Msg) (tea.Cmd, bool) {
	if p.onBoard {
		return nil, false
	}
	return p.List.Type(msg)
}

// Click selects the row or the card at a cell; a card that is selected it opens.
func (p *Pane) Click(x, y int) tea.Cmd {
	switch {
	case y >= p.h-stripLines(p.h):
		return nil
	case p.onBoard:
		if p.board.click(x, y) {
			return p.doOnBoard("open")
		}
		return nil
	}
	return tea.Batch(p.List.Click(x, y), p.look())
}

// Wheel scrolls what is under the mouse.
func (p *Pane) Wheel(x, y, delta int) tea.Cmd {
	if !p.onBoard {
		return tea.Batch(p.List.Wheel(x, y, delta), p.look())
	}
	id := "down"
	if delta < 0 {
		id = "up"
	}
	p.board.move(id)
	return nil
}

// turnBoard goes from the list to the board and back; the deal stays selected.
func (p *Pane) turnBoard() tea.Cmd {
	if p.onBoard {
		p.onBoard = false
		if o, ok := p.board.selected(); ok {
			return p.List.Goto(o.Ref(), domain.ListOpen)
		}
		return p.List.Refresh()
	}
	p.onBoard = true
	if o, ok := p.Selected(); ok {
		p.board.follow = o.ID
	}
	return p.readForecast()
}

// canOnBoard says whether an action that is not about a deal works on the board.
func (p *Pane) canOnBoard(id string) (why string, ok bool) {
	switch id {
	case "new", "back", "down", "up", "page_down", "page_up", "top", "bottom", "next_list", "previous_list":
		return "", true
	case "open", "copy":
		_, ok := p.board.selected()
		return "", ok
	}
	return p.Ctx.Words.T("pipeline.not_on_board"), false
}

// doOnBoard carries out an action on the board.
func (p *Pane) doOnBoard(id string) tea.Cmd {
	if p.board.move(id) {
		return nil
	}
	o, ok := p.board.selected()
	switch {
	case id == "back":
		return p.turnBoard()
	case !ok:
		return nil
	case id == "open":
		return p.Goto(o.Ref(), domain.ListOpen)
	case id == "copy":
		return pane.Send(pane.Copy{Text: o.Name})
	}
	p.board.follow = o.ID
	return p.doOne(id, o)
}
