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

// share is how much of a width the detail has: what the person chose, else less
// than the list, and in a wide pane as much.
func (l *List[R]) share() int {
	switch {
	case l.chosen != 0:
		return l.chosen
	case l.w >= doubleFrom:
		return 50
	}
	return 45
}

// moveSplit gives the detail more of the width, or the list, and keeps that for
// the next start.
func (l *List[R]) moveSplit(by int) tea.Cmd {
	l.chosen = max(shareLeast, min(l.share()+by, shareMost))
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
