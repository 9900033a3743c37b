package domain

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// manyLeads are the records of which a large book has one after the other, over
// and over: its leads are answered in the fiscal year, one in ten is open.
func manyLeads(p *Program) (all []Record) {
	random := rand.New(rand.NewPCG(1, 2))
	_, year := p.FiscalYear.Year(DateOf(noon))
	for i := range 10_000 {
		l := Lead{ID: ID{1, byte(i >> 8), byte(i)}, Program: p.Name, Origin: Distributed, Status: LeadWorking, Value: Money{Count(100), "EUR"}}
		l.OfferedAt = year.From.Time().Add(time.Duration(random.Int64N(int64(1200 * time.Hour))))
		l.Due, l.AnsweredAt = l.OfferedAt.Add(48*time.Hour), l.OfferedAt.Add(time.Duration(random.Int64N(int64(48*time.Hour))))
		switch i % 10 {
		case 0:
			l.Status, l.Due = LeadOffered, noon.Add(time.Duration(random.Int64N(int64(48*time.Hour))))
		case 1:
			l.Origin, l.Status, l.SubmittedAt = Registered, LeadApproved, l.OfferedAt
		case 2:
			l.Status, l.Reason = LeadDeclined, "conflict"
		}
		all = append(all, l)
	}
	return all
}

// manyOthers are 100,000 projects of five years and 20,000 won deals.
func manyOthers(p *Program) (all []Record) {
	random := rand.New(rand.NewPCG(3, 4))
	today := DateOf(noon)
	for i := range 100_000 {
		j := Project{ID: ID{2, byte(i >> 16), byte(i >> 8), byte(i)}, Program: p.Name, Customer: Outside(fmt.Sprint("Customer ", random.IntN(30_000))), Role: Prime}
		j.Status, j.End, j.CreatedAt = ProjectCompleted, today-Date(random.IntN(5*365)), noon.AddDate(-5, 0, 0)
		j.CSAT = CSAT{Sum: 40 + random.IntN(11), Rated: 10, Answered: true}
		all = append(all, j)
	}
	for i := range 20_000 {
		o := Opportunity{ID: ID{3, byte(i >> 8), byte(i)}, Program: p.Name, Outcome: OutcomeWon, Kind: ACVKinds()[i%3], CreatedAt: noon.AddDate(-2, 0, 0)}
		o.ACV, o.CloseDate = Money{Count(random.IntN(90_000)), "EUR"}, today-Date(random.IntN(700))
		o.Amount = o.ACV
		all = append(all, o)
	}
	for i := range 2_000 {
		all = append(all, Credential{
			ID: ID{4, byte(i >> 8), byte(i)}, Program: p.Name, Kind: Certification, Holder: Outside(fmt.Sprint("Person ", i%500)), Earned: today - Date(random.IntN(900)),
		})
	}
	return all
}

// full is a tally of a million leads and all else.
func full(p *Program, leads, others []Record) *Tally {
	t := NewTally(p, noon)
	t.CountOnly()
	addLeads(t, leads)
	for _, r := range others {
		t.Add(r)
	}
	return t
}

func addLeads(t *Tally, leads []Record) {
	for i := range 1_000_000 {
		t.Add(leads[i%len(leads)])
	}
}

func BenchmarkTallyOfAMillionLeads(b *testing.B) {
	p := preset(b)
	leads := manyLeads(p)
	b.ReportAllocs()
	for b.Loop() {
		t := NewTally(p, noon)
		t.CountOnly()
		addLeads(t, leads)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ns/lead")
}

func BenchmarkTallyOfOthers(b *testing.B) {
	p := preset(b)
	others := manyOthers(p)
	b.ReportAllocs()
	for b.Loop() {
		t := NewTally(p, noon)
		t.CountOnly()
		for _, r := range others {
			t.Add(r)
		}
	}
}

// One change of a full book, and all figures after it.
func BenchmarkTallyChange(b *testing.B) {
	for _, name := range PresetNames() {
		p := named(b, name)
		leads, others := manyLeads(p), manyOthers(p)
		tally := full(p, leads, others)
		for what, all := range map[string][]Record{"lead": leads[2:], "project": others, "deal": others[100_000:]} {
			b.Run(name+"/"+what, func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					r := all[i%len(all)]
					tally.Remove(r)
					tally.Add(r)
					tally.At(noon.Add(time.Duration(i)))
					tally.Stats()
				}
			})
		}
		b.Run(name+"/change only", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				tally.Remove(leads[i%len(leads)])
				tally.Add(leads[i%len(leads)])
			}
		})
	}
}
