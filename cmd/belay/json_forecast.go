package main

import "github.com/belay-tui/belay/domain"

type forecastJSON struct {
	Program     string          `json:"program"`
	Currency    string          `json:"currency"`
	AsOf        *domain.Date    `json:"as_of"`
	Open        dealSumJSON     `json:"open"`
	Stages      []stageSumJSON  `json:"stages"`
	Months      []monthSumJSON  `json:"months"`
	Overdue     dealSumJSON     `json:"overdue"`
	Later       dealSumJSON     `json:"later"`
	Undated     dealSumJSON     `json:"undated"`
	Stalled     int             `json:"stalled"`
	Unconverted int             `json:"unconverted"`
	ACV         forecastACVJSON `json:"acv"`
}

type dealSumJSON struct {
	Deals    int          `json:"deals"`
	Amount   domain.Money `json:"amount"`
	Weighted domain.Money `json:"weighted"`
}

type stageSumJSON struct {
	Stage       string `json:"stage"`
	Probability int    `json:"probability"`
	dealSumJSON
}

type monthSumJSON struct {
	Month string `json:"month"`
	dealSumJSON
	Categories []categorySumJSON `json:"categories"`
}

type categorySumJSON struct {
	Category string `json:"category"`
	dealSumJSON
}

// forecastACVJSON is what was won in the rolling year against the target, null
// where there is none.
type forecastACVJSON struct {
	Sourced  domain.Money  `json:"sourced"`
	Joint    domain.Money  `json:"joint"`
	Target   *domain.Money `json:"target"`
	Open     domain.Money  `json:"open"`
	Coverage *float64      `json:"coverage"`
}

func forecastOf(f domain.Forecast) forecastJSON {
	money := func(q domain.Quantity) domain.Money { return domain.Money{Mils: q, Currency: f.Currency} }
	sum := func(s domain.DealSum) dealSumJSON { return dealSumJSON{s.Count, money(s.Amount), money(s.Weighted)} }
	j := forecastJSON{
		Program: f.Program, Currency: f.Currency, AsOf: some(f.AsOf), Open: sum(f.Open), Stages: []stageSumJSON{}, Months: []monthSumJSON{},
		Overdue: sum(f.Overdue), Later: sum(f.Later), Undated: sum(f.Undated), Stalled: f.Stalled, Unconverted: f.Unconverted,
		ACV: forecastACVJSON{Sourced: money(f.ACV.Sourced), Joint: money(f.ACV.Joint), Open: money(f.OpenACV), Coverage: ratio(f.Coverage)},
	}
	if f.Target > 0 {
		j.ACV.Target = some(money(f.Target))
	}
	for _, s := range f.Stages {
		j.Stages = append(j.Stages, stageSumJSON{s.Stage.Name, s.Stage.Probability, sum(s.DealSum)})
	}
	for _, m := range f.Months {
		one := monthSumJSON{Month: m.Days.From.String()[:len("2006-01")], dealSumJSON: sum(m.DealSum), Categories: []categorySumJSON{}}
		for i, c := range f.Categories {
			one.Categories = append(one.Categories, categorySumJSON{c, sum(m.Categories[i])})
		}
		j.Months = append(j.Months, one)
	}
	return j
}
