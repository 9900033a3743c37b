package domain

import (
	"cmp"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawCounted makes a record in any state, of the program or of another, around
// what a tally has windows for.
func drawCounted(t *rapid.T, id ID, kind Kind, p *Program) Record {
	days := rapid.OneOf(rapid.SampledFrom([]int{0, -1, 1, -40, -54, -55, -56, -364, -365, -729, -730}), rapid.IntRange(-800, 120)) // edges of windows
	day := func(label string) Date { return DateOf(noon) + Date(days.Draw(t, label)) }
	at := func(label string) time.Time {
		if rapid.IntRange(0, 9).Draw(t, label+" none") == 0 {
			return time.Time{}
		}
		return day(label).Time().Add(time.Duration(rapid.IntRange(0, 24*60).Draw(t, "minute")) * time.Minute)
	}
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	money := func(label string) Money {
		return Money{Count(rapid.IntRange(0, 900).Draw(t, label)) * 100, pick("currency", "USD", "EUR", "SEK")}
	}
	program := pick("program", p.Name, p.Name, p.Name, p.Name, "other")
	who := Outside(pick("who", "Acme Corp.", "ACME", "Bolt", "Cone"))
	switch kind {
	case KindLead:
		if rapid.Bool().Draw(t, "distributed") {
			return drawOffer(t, id, program)
		}
		return Lead{
			ID: id, Program: program, Origin: Registered, SubmittedAt: at("submitted"), Value: money("value"),
			Status: rapid.SampledFrom([]LeadStatus{LeadDraft, LeadSubmitted, LeadApproved, LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired, LeadConverted}).Draw(t, "status"),
		}
	case KindOpportunity:
		o := Opportunity{ID: id, Program: program, Amount: money("amount"), ACV: money("acv"), CreatedAt: at("created"), ClosedAt: at("closed")}
		o.Outcome = rapid.SampledFrom([]Outcome{OutcomeOpen, OutcomeWon, OutcomeWon, OutcomeLost}).Draw(t, "outcome")
		o.Kind = rapid.SampledFrom(ACVKinds()).Draw(t, "kind of ACV")
		if rapid.Bool().Draw(t, "dated") {
			o.CloseDate = day("close")
		}
		return o
	case KindProject:
		j := Project{ID: id, Program: program, Customer: who, CreatedAt: at("made"), Role: rapid.SampledFrom([]Role{Prime, Prime, Prime, Subcontractor}).Draw(t, "role")}
		j.Status = rapid.SampledFrom([]ProjectStatus{ProjectCompleted, ProjectCompleted, ProjectCompleted, ProjectActive, ProjectOnHold, ProjectTerminated}).Draw(t, "status")
		j.End = rapid.SampledFrom([]Date{DateOf(noon), DateOf(noon) - 1, DateOf(noon) - 100, DateOf(noon) - 101, DateOf(noon) - 40, 0, day("end")}).Draw(t, "end")
		rated := rapid.SampledFrom([]int{10, 9, 0}).Draw(t, "rated")
		j.CSAT = CSAT{Sum: rated * rapid.SampledFrom([]int{50, 47, 43, 42}).Draw(t, "score") / 10, Rated: rated, Answered: rapid.SampledFrom([]bool{true, true, true, false}).Draw(t, "answer")}
		if rapid.IntRange(0, 6).Draw(t, "disqualified") == 6 {
			j.CSAT.Disqualified = Outside("a colleague")
		}
		return j
	case KindStory:
		return Story{ID: id, Program: program, PublishedAt: at("published"), Status: rapid.SampledFrom([]StoryStatus{StoryDrafted, StoryPublished, StoryPublished}).Draw(t, "status")}
	default:
		c := Credential{ID: id, Program: program, Kind: rapid.SampledFrom(CredentialKinds()).Draw(t, "kind"), Holder: who, Level: rapid.IntRange(1, 3).Draw(t, "level")}
		if c.Earned = day("earned"); rapid.Bool().Draw(t, "expires") {
			c.Expires = day("expires")
		}
		return c
	}
}

// drawOffer makes a distributed lead.
func drawOffer(t *rapid.T, id ID, program string) Lead {
	l := Lead{ID: id, Program: program, Origin: Distributed, OfferedAt: noon.Add(time.Duration(rapid.IntRange(-3000, 60).Draw(t, "offered")) * time.Hour)}
	l.Status = rapid.SampledFrom([]LeadStatus{LeadOffered, LeadOffered, LeadOffered, LeadAccepted, LeadWorking, LeadDeclined, LeadLapsed, LeadClosed, LeadConverted}).Draw(t, "status")
	l.ClosedAt, l.Opportunity, l.PortalID = noon, id, Outside("L-7") // which make no difference
	l.Due, l.Reason = noon.Add(time.Duration(rapid.IntRange(-6, 40).Draw(t, "due"))*20*time.Minute), rapid.SampledFrom([]string{"conflict", "poor_fit"}).Draw(t, "reason")
	if l.Status != LeadOffered && rapid.Bool().Draw(t, "answered") {
		l.AnsweredAt = l.OfferedAt.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "after")) * time.Hour)
	}
	return l
}

// eager is a program whose tiers a few records reach, in windows of its own or in
// the one given.
func eager(p Program, window Window) *Program {
	p.Attributes, p.Tiers = slices.Clone(p.Attributes), slices.Clone(p.Tiers)
	for i := range p.Attributes {
		p.Attributes[i].Target = min(p.Attributes[i].Target, 3)
		p.Attributes[i].Window = cmp.Or(window, p.Attributes[i].Window)
	}
	for i := range p.Tiers {
		p.Tiers[i].Any = slices.Clone(p.Tiers[i].Any)
		for j, a := range p.Tiers[i].Any {
			p.Tiers[i].Any[j].Needs = map[string]int64{}
			for key := range a.Needs {
				p.Tiers[i].Any[j].Needs[key] = int64(i)
			}
		}
	}
	return &p
}

// Whatever is added, changed and taken out, and however time passes in the day,
// the figures are those that a plain count of what remains gives.
func TestTallyAgainstRecount(t *testing.T) {
	for _, name := range PresetNames() {
		preset := named(t, name)
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p := eager(*preset, rapid.SampledFrom([]Window{"", WindowProgramYear, WindowProgramYear}).Draw(t, "attributes by"))
				p.Survey.Window = rapid.SampledFrom([]Window{WindowFiscalYear, WindowRolling12, WindowAllTime}).Draw(t, "window")
				p.Survey.PerCustomer = rapid.IntRange(1, 3).Draw(t, "per customer")
				kinds := rapid.SampledFrom(append(Kinds()[1:], KindProject, KindLead, "")).Draw(t, "kinds")
				now := noon
				tally := NewTally(p, now)
				_, period := p.FiscalYear.Year(p.Day(now))
				if rapid.Bool().Draw(t, "over a period") {
					period = rapid.SampledFrom([]Span{{}, {From: DateOf(noon) - 400}, {DateOf(noon) - 200, DateOf(noon) - 20}}).Draw(t, "period")
					tally.Over(period)
				}
				records, before := map[ID]Record{}, []told(nil)
				for i := range rapid.SampledFrom([]int{5, 25, 25, 60}).Draw(t, "changes") {
					id := nth(byte(i%20 + 1)) // so that there are many, and then they change
					switch was := records[id]; rapid.IntRange(0, 9).Draw(t, "change") {
					case 5:
						if was != nil {
							tally.Remove(bare(was))
							delete(records, id)
						}
					case 6:
						next := now.Add(time.Duration(rapid.IntRange(-3, 12).Draw(t, "minutes")) * 20 * time.Minute)
						if tally.At(next) {
							now = next
						} else if p.Day(next) == p.Day(now) && !next.Before(now) {
							t.Fatalf("from %v it is not to move to %v", now, next)
						}
					case 7:
						before = append(before, figuresOf(t, tally, recount{p, now, values(records)}, period))
					default:
						if was != nil {
							tally.Remove(bare(was))
						}
						kind := kinds
						if kind == "" {
							kind = rapid.SampledFrom(Kinds()[1:]).Draw(t, "kind")
						}
						records[id] = drawCounted(t, id, kind, p)
						tally.Add(records[id])
					}
				}
				before = append(before, figuresOf(t, tally, recount{p, now, values(records)}, period))
				for _, r := range records {
					tally.Remove(r)
				}
				figuresOf(t, tally, recount{p, now, nil}, period)
				for _, s := range before {
					s.check(t) // what was told stays as it was
				}
				if len(tally.customers) > 0 {
					t.Fatalf("customers without projects stay: %v", tally.customers)
				}
			})
		})
	}
}

// bare is a lead without what a tally is said not to read.
func bare(r Record) Record {
	if l, ok := r.(Lead); ok {
		return Lead{
			ID: l.ID, Program: l.Program, Origin: l.Origin, Status: l.Status, Reason: l.Reason, Value: l.Value,
			SubmittedAt: l.SubmittedAt, OfferedAt: l.OfferedAt, AnsweredAt: l.AnsweredAt, Due: l.Due,
		}
	}
	return r
}

func values(records map[ID]Record) (all []Record) {
	for _, r := range records {
		all = append(all, r)
	}
	return all
}

// told are figures as a tally gave them, and as they are to be.
type told struct{ got, want Stats }

func (s told) check(t *rapid.T) {
	t.Helper()
	if !reflect.DeepEqual(s.got, s.want) {
		t.Fatalf("the figures are\n%+v, want\n%+v", s.got, s.want)
	}
}

// figuresOf asks twice: to ask changes nothing.
func figuresOf(t *rapid.T, tally *Tally, plain recount, period Span) told {
	t.Helper()
	all := told{tally.Stats(), plain.figures(period)}
	all.check(t)
	told{tally.Stats(), all.want}.check(t)
	return all
}
