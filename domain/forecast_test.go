package domain

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var forecastNow = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

func forecastOf(t testing.TB, deals ...Opportunity) Forecast {
	t.Helper()
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	f := NewForecaster(p, forecastNow)
	for i, o := range deals {
		o.ID[15], o.Program = byte(i+1), p.Name
		f.Add(o)
	}
	return f.Forecast()
}

func openDealOf(stage string, amount int64, probability int, closes Date) Opportunity {
	return Opportunity{
		Stage: stage, Amount: Money{Quantity(amount * 1000), "USD"}, Probability: probability, Category: "Pipeline",
		CloseDate: closes, Kind: NoACV, StageAt: forecastNow.AddDate(0, 0, -1), CreatedAt: forecastNow,
	}
}

func TestForecast(t *testing.T) {
	today := DateOf(forecastNow)
	first := NewDate(2026, time.November, 1)
	swedish := openDealOf("Qualification", 0, 10, today)
	swedish.Amount = Money{1000, "SEK"}
	won := openDealOf("Closed Won", 50_000, 100, today)
	won.Outcome, won.Kind, won.ACV = OutcomeWon, Joint, Money{Count(100_000), "USD"}
	joint := openDealOf("Prospecting", 0, 10, first.AddMonths(1))
	joint.Kind, joint.ACV = Joint, Money{Count(250_000), "USD"}
	f := forecastOf(t,
		openDealOf("Prospecting", 100, 10, today), openDealOf("Prospecting", 200, 10, today-1), openDealOf("Negotiation/Review", 1000, 90, first.AddMonths(2)+5),
		openDealOf("Negotiation/Review", 10, 50, first.AddMonths(12)), openDealOf("An old stage", 7, 50, first.AddMonths(12)-1),
		openDealOf("Qualification", 30, 10, 0), swedish, won, joint,
	)
	if want := (DealSum{8, Count(1347), Count(10 + 20 + 900 + 5 + 3 + 3).plus(500)}); f.Open != want {
		t.Errorf("open is %+v, want %+v", f.Open, want)
	}
	if len(f.Stages) != 9 || f.Stages[0].Count != 3 || f.Stages[8].Stage.Name != "An old stage" || f.Stages[8].Count != 1 {
		t.Errorf("stages are %+v", f.Stages)
	}
	for i, want := range map[int]int{0: 2, 1: 1, 2: 1, 3: 0, 11: 1} {
		if got := f.Months[i].Count; got != want {
			t.Errorf("month %d has %d deals, want %d", i, got, want)
		}
	}
	if f.Months[2].Weighted != Count(900) || f.Months[2].Categories[0].Amount != Count(1000) {
		t.Errorf("the third month is %+v", f.Months[2])
	}
	if f.Overdue.Count != 1 || f.Later.Count != 1 || f.Undated.Count != 1 || f.Unconverted != 1 {
		t.Errorf("overdue %d, later %d, undated %d, unconverted %d", f.Overdue.Count, f.Later.Count, f.Undated.Count, f.Unconverted)
	}
	if f.Target != Count(600_000) || f.ACV.Joint != Count(100_000) || f.Coverage != (Ratio{int64(Count(250_000)), int64(Count(500_000))}) {
		t.Errorf("target %v, won %v, coverage %v", f.Target, f.ACV.Joint, f.Coverage)
	}
}

func TestStalled(t *testing.T) {
	today := DateOf(forecastNow)
	for name, c := range map[string]struct {
		change func(*Opportunity)
		want   bool
	}{
		"just made":                  {func(*Opportunity) {}, false},
		"long in its stage":          {func(o *Opportunity) { o.StageAt = forecastNow.AddDate(0, 0, -30) }, true},
		"not long enough":            {func(o *Opportunity) { o.StageAt = forecastNow.AddDate(0, 0, -29) }, false},
		"long, with something ahead": {func(o *Opportunity) { o.StageAt, o.Next.On = forecastNow.AddDate(-1, 0, 0), today }, false},
		"long, and the step passed":  {func(o *Opportunity) { o.StageAt, o.Next.On = forecastNow.AddDate(-1, 0, 0), today-1 }, true},
		"past its close date":        {func(o *Opportunity) { o.CloseDate = today - 1 }, true},
		"to close today":             {func(o *Opportunity) { o.CloseDate = today }, false},
		"won":                        {func(o *Opportunity) { o.CloseDate, o.Outcome = today-1, OutcomeWon }, false},
		"nobody noted when it began": {func(o *Opportunity) { o.StageAt = time.Time{} }, false},
	} {
		o := openDealOf("Prospecting", 1, 10, today+30)
		c.change(&o)
		p, err := Preset(DefaultProgram)
		if err != nil {
			t.Fatal(err)
		}
		if got := o.Stalled(p, today); got != c.want {
			t.Errorf("%s: stalled %v", name, got)
		}
	}
}

// Whatever is added and taken back in between, the forecast is that of the deals
// that are left, and its months and other days add up to what is open.
func TestForecasterForgets(t *testing.T) {
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		deal := func(i int) Opportunity {
			o := openDealOf(rapid.SampledFrom([]string{"Prospecting", "Closed Won", "gone"}).Draw(t, "stage"),
				rapid.Int64Range(-5, 1<<40).Draw(t, "amount"), rapid.IntRange(0, 100).Draw(t, "probability"),
				Date(rapid.IntRange(0, 2).Draw(t, "dated"))*Date(rapid.IntRange(369_000, 371_000).Draw(t, "close")))
			o.ID, o.Program = ID{15: byte(i)}, p.Name
			o.Kind = rapid.SampledFrom(ACVKinds()).Draw(t, "kind")
			o.ACV = o.Amount
			if o.Stage == "Closed Won" {
				o.Outcome = OutcomeWon
			}
			return o
		}
		long, short := NewForecaster(p, forecastNow), NewForecaster(p, forecastNow)
		for i := range rapid.IntRange(0, 8).Draw(t, "n") {
			o := deal(i)
			long.Add(o)
			if rapid.Bool().Draw(t, "stays") {
				short.Add(o)
			} else {
				long.Remove(o)
			}
		}
		a, b := long.Forecast(), short.Forecast()
		if fmt.Sprint(a) != fmt.Sprint(b) || !reflect.DeepEqual(a.Open, b.Open) {
			t.Fatalf("after taking deals back:\n%+v\nwant\n%+v", a, b)
		}
		n := a.Overdue.Count + a.Later.Count + a.Undated.Count
		for _, m := range a.Months {
			n += m.Count
		}
		if n != a.Open.Count {
			t.Fatalf("%d deals by day, %d open", n, a.Open.Count)
		}
	})
}
