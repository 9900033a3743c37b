package main

import "github.com/belay-tui/belay/domain"

// dealJSON is a deal that is shown alone: with the stages it went through.
type dealJSON struct {
	opportunityJSON
	Stages []stageJSON `json:"stages"`
}

type stageJSON struct {
	Stage       string  `json:"stage"`
	Probability int     `json:"probability"`
	From        *string `json:"from"`
	// Until is null for the stage that the deal is in.
	Until *string `json:"until"`
	// Days is how many whole days the deal has been, or was, in the stage.
	Days int `json:"days"`
}

func (a *app) stagesOf(visits []domain.StageVisit) []stageJSON {
	stages := make([]stageJSON, len(visits))
	for i, v := range visits {
		stages[i] = stageJSON{v.Stage, v.Probability, instant(v.From), instant(v.Until), int(v.Stay(a.now()) / day)}
	}
	return stages
}
