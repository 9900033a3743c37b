package domain

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawnBook makes up records of two programs in all states, around two years.
func drawnBook(t *rapid.T) []Record {
	day := rapid.IntRange(-500, 300)
	at := func(label string) time.Time { return noon.AddDate(0, 0, day.Draw(t, label)) }
	text := func(label string, of ...string) Untrusted { return Outside(rapid.SampledFrom(of).Draw(t, label)) }
	money := func() Money {
		return Money{Count(rapid.IntRange(0, 90_000).Draw(t, "money")), rapid.SampledFrom([]string{"USD", "EUR", "SEK"}).Draw(t, "currency")}
	}
	var all []Record
	n := byte(0)
	id := func() ID { n++; return nth(n) }
	program := rapid.SampledFrom([]string{DefaultProgram, DefaultProgram, DefaultProgram, "select-fy27"})
	for range rapid.IntRange(0, 40).Draw(t, "leads") {
		l := Lead{ID: id(), Program: program.Draw(t, "program"), Origin: Distributed, Product: text("product", "", "Sales", "SALES", "Service"), Value: money()}
		l.Company.Country, l.AnsweredBy = text("country", "", "France", "france", "日本"), text("who", "", "ann", "ben")
		l.Campaign = []Touch{{On: 5, Campaign: text("campaign", "Spring", "Fall")}}
		l.OfferedAt = at("offered")
		l.Due, l.Status = l.OfferedAt.Add(48*time.Hour), rapid.SampledFrom([]LeadStatus{
			LeadOffered, LeadAccepted, LeadWorking, LeadDeclined, LeadLapsed, LeadClosed, LeadConverted,
		}).Draw(t, "status")
		if l.Status != LeadOffered {
			l.AnsweredAt = l.OfferedAt.Add(time.Duration(rapid.IntRange(0, 48).Draw(t, "hours")) * time.Hour)
		}
		if rapid.Bool().Draw(t, "registered") {
			l.Origin, l.SubmittedAt = Registered, l.OfferedAt
			l.Status = rapid.SampledFrom([]LeadStatus{
				LeadSubmitted, LeadApproved, LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired, LeadConverted,
			}).Draw(t, "outcome")
		}
		all = append(all, l)
		if l.Status == LeadConverted {
			o := Opportunity{ID: id(), Program: l.Program, Lead: l.ID, Amount: money(), ACV: money(), CreatedAt: at("created")}
			o.Outcome = rapid.SampledFrom([]Outcome{OutcomeOpen, OutcomeWon, OutcomeLost}).Draw(t, "end")
			o.Kind, o.CloseDate = rapid.SampledFrom(ACVKinds()).Draw(t, "kind"), DateOf(at("closed"))
			l.Opportunity = o.ID
			all[len(all)-1] = l
			all = append(all, o)
		}
	}
	for range rapid.IntRange(0, 20).Draw(t, "projects") {
		p := Project{ID: id(), Program: program.Draw(t, "program"), Customer: text("customer", "Acme Corp.", "ACME", "Delta"), Product: text("product", "", "Sales")}
		p.Role, p.End, p.CreatedAt = rapid.SampledFrom(Roles()).Draw(t, "role"), DateOf(at("end")), at("made")
		p.Status = rapid.SampledFrom([]ProjectStatus{ProjectActive, ProjectOnHold, ProjectCompleted, ProjectTerminated}).Draw(t, "status")
		if p.Status == ProjectCompleted && rapid.Bool().Draw(t, "answered") {
			p.CSAT = CSAT{Sum: rapid.IntRange(30, 50).Draw(t, "sum"), Rated: rapid.SampledFrom([]int{0, 10}).Draw(t, "rated"), Answered: true}
		}
		all = append(all, p)
	}
	return all
}

func statsOver(p *Program, all []Record, period Span) Stats {
	t := NewTally(p, noon)
	t.Over(period)
	for _, r := range all {
		t.Add(r)
	}
	return t.Stats()
}

// counts are the figures of a row that add up.
func counts(l LeadStats, r RateStats, p ProjectStats) [12]int {
	return [12]int{
		l.Registered, l.Approved, l.Rejected, l.Converted, l.Offered, l.Accepted, l.Declined, l.Lapsed,
		r.Won, r.Lost, p.Registered, p.Completed,
	}
}

// By whatever the figures are told apart, no record is lost and none counts
// twice: the rows add up to the whole.
func TestRowsAddUp(t *testing.T) {
	program := preset(t)
	rapid.Check(t, func(t *rapid.T) {
		all := drawnBook(t)
		period := rapid.SampledFrom([]Span{{}, {To: DateOf(noon)}, program.Span(WindowFiscalYear, DateOf(noon)), {From: DateOf(noon) - 40}}).Draw(t, "period")
		whole := statsOver(program, all, period)
		for _, by := range Dimensions() {
			b, err := NewBreakdown(program, by, period, noon)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range rapid.Permutation(indexes(len(all))).Draw(t, "order") {
				b.Add(all[i])
			}
			var sum [12]int
			value, seen := Quantity(0), map[string]bool{}
			counted := 0
			for _, row := range b.Rows() {
				for i, n := range counts(row.Leads, row.Rates, row.Projects) {
					sum[i] += n
				}
				value += row.Leads.RegisteredValue
				counted += len(row.CSAT.Counted)
				if seen[row.Key] {
					t.Fatalf("%s: two rows %q", by, row.Key)
				}
				seen[row.Key] = true
			}
			if want := counts(whole.Leads, whole.Rates, whole.Projects); sum != want || value != whole.Leads.RegisteredValue {
				t.Fatalf("by %s the rows add up to %v and %v, want %v and %v", by, sum, value, want, whole.Leads.RegisteredValue)
			}
			if period == program.Span(WindowFiscalYear, DateOf(noon)) && counted != len(whole.CSAT.Counted) {
				t.Fatalf("by %s %d projects count, want %d", by, counted, len(whole.CSAT.Counted))
			}
		}
	})
}

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// Behind each count there are as many records as it counts, and no other ones.
func TestBehindIsWhatCounts(t *testing.T) {
	program := preset(t)
	rapid.Check(t, func(t *rapid.T) {
		all := drawnBook(t)
		tally := NewTally(program, noon)
		for _, r := range all {
			tally.Add(r)
		}
		s := tally.Stats()
		l, r := s.Leads, s.Rates
		want := map[Figure]int{
			FigureCSATAnswers: s.CSAT.Answers, FigureCSATCount: len(s.CSAT.Counted), FigureUnconverted: len(s.ACV.Unconverted),
			FigureRegistered: l.Registered, FigureApproved: l.Approved, FigureRejected: l.Rejected, FigureConverted: l.Converted,
			FigureOffered: l.Offered, FigureAccepted: l.Accepted, FigureDeclined: l.Declined, FigureLapsed: l.Lapsed,
			FigureAcceptance: l.Accepted + l.Declined + l.Lapsed, FigureConversion: int(r.Conversion.Den),
			FigureWon: r.Won, FigureLost: r.Lost, FigureOpen: r.Open, FigureClose: r.Won + r.Lost, FigureCloseOfAll: int(r.CloseOfAll.Den),
			FigureProjects: s.Projects.Registered, FigureActive: s.Projects.Active, FigureTerminated: s.Projects.Terminated,
			FigureProjectsEnded: s.Projects.Completed, FigureCycle: r.Won,
		}
		for _, pillar := range s.Score.Pillars {
			for _, a := range pillar.Attributes {
				want[Figure(a.Key)] = len(a.Records)
			}
		}
		for figure, n := range want {
			refs := behind(t, program, figure, all)
			if len(refs) != n {
				t.Errorf("behind %s are %d records, want %d", figure, len(refs), n)
			}
			slices.SortFunc(refs, func(a, b Ref) int { return slices.Compare(a.ID[:], b.ID[:]) })
			if len(slices.Compact(refs)) != n {
				t.Errorf("a record is twice behind %s", figure)
			}
		}
	})
}

func behind(t interface{ Fatal(...any) }, p *Program, figure Figure, all []Record) []Ref {
	b, err := NewBehind(p, figure, noon)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		b.Add(r)
	}
	return b.Records()
}

func TestBehindWindows(t *testing.T) {
	p := preset(t)
	won := func(n byte, kind ACVKind, on Date) Opportunity {
		return Opportunity{
			ID: nth(n), Program: p.Name, Outcome: OutcomeWon, Kind: kind, CloseDate: on, ACV: Money{Count(9), "USD"}, Amount: Money{Count(9), "USD"},
		}
	}
	today := DateOf(noon)
	all := []Record{
		won(1, Sourced, today), won(2, Joint, today), won(3, NoACV, today),
		won(4, Sourced, today.AddMonths(-12)), won(5, Joint, today.AddMonths(-24)), won(6, Sourced, today.AddMonths(-12)+1),
	}
	for figure, want := range map[Figure][]byte{
		FigureSourced: {1, 6}, FigureJoint: {2}, FigurePreviousACV: {4}, FigureGrowth: {1, 2, 4, 6}, FigureWon: {1, 2, 3},
		FigureMedianDeal: {1, 2, 3}, "acv": {1, 2, 6},
	} {
		var got []byte
		for _, ref := range behind(t, p, figure, all) {
			got = append(got, ref.ID[15])
		}
		if !slices.Equal(got, want) {
			t.Errorf("behind %s are %v, want %v", figure, got, want)
		}
	}
	if _, err := NewBehind(p, "leads.nosuch", noon); !errors.Is(err, Refused("figure.unknown")) {
		t.Errorf("an unknown figure: %v", err)
	}
	for _, f := range FiguresOf(p) {
		if _, err := NewBehind(p, f, noon); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func rowsOf(t *testing.T, by Dimension, period Span, all ...Record) []Row {
	t.Helper()
	b, err := NewBreakdown(preset(t), by, period, noon)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		b.Add(r)
	}
	return b.Rows()
}

// FY22 is 1 February 2021 to 31 January 2022 (rules.md, S3); a quarter of it is
// three months from February on.
func TestRowsInTime(t *testing.T) {
	ended := func(n byte, end Date) Project {
		return Project{ID: nth(n), Program: DefaultProgram, Role: Prime, Status: ProjectCompleted, End: end, Customer: Outside("Acme")}
	}
	all := []Record{
		ended(1, NewDate(2022, time.January, 31)), ended(2, NewDate(2022, time.February, 1)), ended(3, NewDate(2022, time.May, 1)),
		ended(4, NewDate(2022, time.May, 31)),
	}
	for by, want := range map[Dimension]string{
		ByYear:    "[FY22:1 FY23:3]",
		ByQuarter: "[FY22-Q4:1 FY23-Q1:1 FY23-Q2:2]",
		ByMonth:   "[2022-01:1 2022-02:1 2022-03:0 2022-04:0 2022-05:2]",
	} {
		got := []string{}
		for _, r := range rowsOf(t, by, Span{}, all...) {
			got = append(got, fmt.Sprint(r.Key, ":", r.Projects.Completed))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("by %s: %v, want %s", by, got, want)
		}
	}
	if rows := rowsOf(t, ByMonth, Span{NewDate(2026, time.January, 15), NewDate(2026, time.March, 1)}); len(rows) != 3 {
		t.Errorf("a period without records has %d months, want 3", len(rows))
	}
	if rows := rowsOf(t, ByMonth, Span{}); len(rows) != 0 {
		t.Errorf("nothing has rows: %v", rows)
	}
	if rows := rowsOf(t, ByMonth, Span{}, ended(1, 1), ended(2, DateOf(noon))); len(rows) > fillMost+1 {
		t.Errorf("a day of the year 1 makes %d rows", len(rows))
	}
}

// Spellings of one text are one row, under the spelling that most have; what is
// unknown comes last; a deal counts where its lead does.
func TestRowsByText(t *testing.T) {
	lead := func(n byte, country, who string) Lead {
		l := Lead{ID: nth(n), Program: DefaultProgram, Origin: Distributed, Status: LeadWorking, OfferedAt: noon.Add(-9 * time.Hour)}
		l.AnsweredAt, l.Company.Country = l.OfferedAt.Add(time.Duration(n)*time.Hour), Outside(country)
		l.Activities = []Activity{{Who: Outside("zoe")}, {Who: Outside(who)}}
		return l
	}
	first := lead(1, "FRANCE", "ann")
	first.Status, first.Opportunity, first.AnsweredBy = LeadConverted, nth(9), Outside("ben")
	deal := Opportunity{ID: nth(9), Program: DefaultProgram, Lead: nth(1), Outcome: OutcomeWon, CloseDate: DateOf(noon), Amount: Money{Count(10), "USD"}}
	all := []Record{deal, first, lead(2, "France", "ann"), lead(3, "France", "Ann"), lead(4, "", "")}

	rows := rowsOf(t, ByRegion, Span{}, all...)
	if len(rows) != 2 || rows[0].Key != "france" || rows[0].Title.Raw() != "France" || rows[1].Key != "" {
		t.Fatalf("by region: %+v", rows)
	}
	if r := rows[0]; r.Leads.Accepted != 3 || r.Rates.Won != 1 || r.Leads.MedianResponse != 2*time.Hour || r.Leads.P90Response != 3*time.Hour ||
		r.Rates.Acceptance != (Ratio{3, 3}) || r.Rates.Conversion != (Ratio{1, 3}) || r.Rates.AverageDeal != (Money{Count(10), "USD"}) {
		t.Errorf("France: %+v", r)
	}
	people := map[string]int{}
	for _, r := range rowsOf(t, ByPerson, Span{}, all...) {
		people[r.Key] = r.Leads.Accepted
	}
	if fmt.Sprint(people) != "map[ann:2 ben:1 zoe:1]" {
		t.Errorf("by person: %v", people)
	}
	if _, err := NewBreakdown(preset(t), "moon", Span{}, noon); !errors.Is(err, Refused("dimension.unknown")) {
		t.Errorf("by moon: %v", err)
	}
}

func TestPercentile(t *testing.T) {
	for _, c := range []struct {
		v    []int
		want int
	}{{[]int{7}, 7}, {[]int{2, 1}, 2}, {[]int{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 9}, {[]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 10}} {
		var o ordered[number]
		for _, v := range c.v {
			o.insert(number(v))
		}
		if got := percentile(&o, 90); got != number(c.want) {
			t.Errorf("nine of ten of %v are at most %d, want %d", c.v, got, c.want)
		}
	}
}

func TestPeriod(t *testing.T) {
	p, today := preset(t), NewDate(2026, time.November, 22)
	for s, want := range map[string]string{
		"fy": "2026-02-01 2027-01-31", "quarter": "2026-11-01 2027-01-31", "year": "2026-01-01 2026-12-31",
		"rolling": "2025-11-23 2026-11-22", "all": " 2026-11-22",
		"2026-01-05..2026-02-06": "2026-01-05 2026-02-06", "2026-01-05..": "2026-01-05 ", "..2026-02-06": " 2026-02-06",
	} {
		got, err := p.Period(s, today)
		if err != nil || fmt.Sprint(got.From, " ", got.To) != want {
			t.Errorf("%s is %v %v, want %s", s, got, err, want)
		}
	}
	for s, want := range map[string]Code{
		"": "period.unknown", "..": "period.unknown", "2026": "period.unknown", "2026-02-30..": "period.unknown",
		"2026-01-01..2026-01-02..": "period.unknown", "2026-02-01..2026-01-31": "period.backwards",
	} {
		if _, err := p.Period(s, today); !errors.Is(err, Refused(want)) {
			t.Errorf("%q: %v, want %s", s, err, want)
		}
	}
}

// Who answers a lead is who it is told apart by, whoever works on it later.
func TestWhoAnswers(t *testing.T) {
	b := book{}
	b.must(t, noon, offered(1), offered(2), AcceptLead{nth(1)}, DeclineLead{ID: nth(2), Reason: preset(t).Leads.DeclineReasons[0].Key})
	worked, err := Decide(b, LogActivity{ID: nth(1), Kind: Call, Text: Outside("hello")}, Now{At: noon, Who: Outside("ben")})
	if err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, ByPerson, Span{}, worked[0], b.lead(2))
	if len(rows) != 1 || rows[0].Title.Raw() != "ann" || rows[0].Leads.Accepted != 1 || rows[0].Leads.Declined != 1 {
		t.Errorf("by person %+v", rows)
	}
}
