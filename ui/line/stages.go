package line

import (
	"context"
	"fmt"

	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pipeline"
)

// drawn are the actions that only change what is drawn. What they would show is
// read out anyway, or in another way; see [aloud].
var drawn = []string{"leads.history", "pipeline.board"}

// aloud is what is done in place of an action that is about a drawing, nil for
// others and for those of which everything is read out anyway.
func aloud(id string) func(s *speaker, p pane.Pane) error {
	if id == "pipeline.board" {
		return (*speaker).stages
	}
	return nil
}

// stages reads out the board: its stages, and the deals of the one that is chosen.
func (s *speaker) stages(p pane.Pane) error {
	w := s.ctx.Words
	board, ok := p.(*pipeline.Pane)
	if !ok {
		return nil
	}
	for {
		all, err := board.Stages(s.until)
		if err != nil {
			return fmt.Errorf("read the stages: %w", err)
		}
		choices := make([]choice, len(all))
		for i, stage := range all {
			choices[i].label = stage.Name + ", " + w.N("pipeline.lane", stage.Count, "sum", w.MoneyShort(stage.Sum))
		}
		at, err := s.choose(w.T("line.stages"), choices)
		if err != nil || at == back {
			return err
		}
		stage := all[at]
		listed := pane.Listed{Name: stage.Name, Lesson: []string{w.T("line.no_deal")}}
		err = s.list(roll{
			listed: func() pane.Listed { return listed },
			rows: func(ctx context.Context, offset, limit int) ([]pane.Said, int, error) {
				return board.InStage(ctx, stage, offset, limit)
			},
		})
		if err != nil {
			return err
		}
	}
}

// namedAloud is how an action is called where nothing is drawn.
func (s *speaker) namedAloud(id, long string) string {
	if id == "pipeline.board" {
		return s.ctx.Words.T("line.board")
	}
	return s.ctx.Words.T(long)
}
