package pane

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// How much of the width the detail has beside the list, in percent: at least, at
// most, and by how much a key changes it.
const (
	shareLeast = 25
	shareMost  = 70
	shareStep  = 5
)

// wide is how many cells the detail takes: the share of the width that the person
// chose, else what suits the width.
func (l *List[R]) wide() int {
	if l.chosen != 0 {
		return l.w * l.chosen / 100
	}
	need := 0
	if l.spec.Need != nil {
		need = l.spec.Need(l.query.List)
	}
	if need > 0 && l.several {
		need += programCells
	}
	return divide(l.w, need)
}

// moveSplit gives the detail more of the width, or the list, and keeps that for
// the next start.
func (l *List[R]) moveSplit(by int) tea.Cmd {
	if !l.layout.side {
		return nil
	}
	share := l.chosen
	if share == 0 {
		share = l.wide() * 100 / l.w
	}
	l.chosen = max(shareLeast, min(share+by, shareMost))
	l.SetSize(l.w, l.h)
	return tea.Batch(l.keep(l.splitKey(), strconv.Itoa(l.chosen)), l.fetch())
}

// recallSplit takes the share that was kept, if it is still one.
func (l *List[R]) recallSplit(kept string) {
	if share, err := strconv.Atoi(kept); err == nil && share >= shareLeast && share <= shareMost {
		l.chosen = share
		l.SetSize(l.w, l.h)
	}
}

func (l *List[R]) splitKey() string { return "split/" + l.spec.Scope }

// keep keeps a value for the next start.
func (l *List[R]) keep(key, value string) tea.Cmd {
	desk := l.Ctx.Desk
	if desk == nil {
		return nil
	}
	return func() tea.Msg {
		if err := desk.Keep(context.Background(), key, []byte(value)); err != nil {
			return Failed{err}
		}
		return nil
	}
}
