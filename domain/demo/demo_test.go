package demo

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// nows are days on which calendars go wrong: the first and the last of the
// fiscal year, its very first instant, a leap day, the end of the year.
var nows = []string{
	"2027-02-01T09:30:00Z", "2027-02-01T00:00:00Z", "2028-02-29T12:00:00Z", "2026-12-31T23:59:59Z", "2027-01-31T23:59:59.999Z",
	"2026-07-15T08:00:00+02:00", "2026-02-03T16:00:00Z", "2026-04-30T12:00:00Z",
}

func TestEveryStepIsAcceptedAndEveryStateIsShown(t *testing.T) {
	for _, now := range nows {
		for seed := range uint64(2) {
			t.Run(fmt.Sprint(now, " ", seed), func(t *testing.T) {
				o := Options{Seed: seed, Now: at(now)}
				b := replay(t, o)
				kinds, states := map[domain.Kind]int{}, map[string]int{}
				for ref, r := range b.records {
					kinds[ref.Kind]++
					switch r := r.(type) {
					case domain.Lead:
						states["lead "+string(r.Status)]++
					case domain.Project:
						states["project "+string(r.Status)]++
						states["project "+string(r.Role)]++
						states["project for "+string(r.For)]++
					case domain.Survey:
						states["survey "+string(r.Status)]++
						if r.Resent > 0 {
							states["survey resent"]++
						}
						if len(r.Cases) > 0 {
							states["survey with case"]++
						}
					case domain.Story:
						states["story "+string(r.Status)]++
					case domain.Opportunity:
						states["stage "+r.Stage]++
						states["acv "+string(r.Kind)]++
					case domain.Credential:
						states["credential "+string(r.Kind)]++
						states["credential holds "+fmt.Sprint(r.Holds(domain.DateOf(o.Now)))]++
					}
				}
				for kind, least := range map[domain.Kind]int{
					domain.KindFirm: 1, domain.KindLead: 120, domain.KindOpportunity: 50, domain.KindProject: 40, domain.KindSurvey: 25,
					domain.KindStory: 4, domain.KindCredential: 25,
				} {
					if n := kinds[kind]; n < least || n > least*3/2 {
						t.Errorf("%d records of kind %s, want about %d", n, kind, least)
					}
				}
				for _, want := range wanted(t) {
					if states[want] == 0 {
						t.Errorf("no %s", want)
					}
				}
			})
		}
	}
}

func wanted(t *testing.T) []string {
	t.Helper()
	all := []string{"survey resent", "survey with case", "credential holds true", "credential holds false"}
	add := func(kind string, names ...string) {
		for _, n := range names {
			all = append(all, kind+" "+n)
		}
	}
	add("lead", "offered", "accepted", "working", "declined", "lapsed", "closed", "draft", "submitted", "approved", "rejected", "withdrawn", "joint", "expired", "converted")
	add("project", "active", "on_hold", "completed", "terminated", "prime", "subcontractor", "for customer", "for partner", "for isv")
	add("survey", "queued", "sent", "failed", "answered")
	add("story", "drafted", "submitted", "published")
	add("acv", "sourced", "joint", "none")
	add("credential", "certification", "solution", "navigator")
	p, err := domain.Preset(first)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range p.Stages {
		add("stage", s.Name)
	}
	return all
}

func TestTheInboxHasLeadsOfEveryUrgency(t *testing.T) {
	now := at("2027-02-01T09:30:00Z")
	var left []time.Duration
	lapsed := 0
	for _, r := range replay(t, Options{Now: now}).records {
		if l, ok := r.(domain.Lead); ok {
			switch status := l.StatusAt(now); {
			case status == domain.LeadOffered:
				left = append(left, l.Due.Sub(now))
			case status == domain.LeadLapsed && now.Sub(l.Due) < 7*day:
				lapsed++
			}
		}
	}
	slices.Sort(left)
	if n := len(left); n < 8 || left[0] <= 0 || left[0] > time.Hour || left[1] < time.Hour || left[n-1] < 48*time.Hour || left[n-2] > 48*time.Hour {
		t.Errorf("time left is %v, want one within the hour, most within 47 hours, one with a longer deadline of its own", left)
	}
	if lapsed == 0 {
		t.Error("no lead has lapsed lately")
	}
}

func TestTheFirmStandsBelowTheCrest(t *testing.T) {
	for _, now := range nows {
		for seed := range uint64(2) {
			o := Options{Seed: seed, Now: at(now)}
			b := replay(t, o)
			s := b.stats(t, first, o.Now)
			if s.Score.Tier.Key != "ridge" || s.Score.Points < 400 || s.Score.Points > 490 {
				t.Errorf("%s, seed %d: %d points, tier %s; want 400 to 490, ridge", now, seed, s.Score.Points, s.Score.Tier.Key)
			}
			if len(s.CSAT.Counted) != 3 {
				t.Errorf("%s, seed %d: %d projects count, want two of one customer and one of another", now, seed, len(s.CSAT.Counted))
			}
			if s.Leads.Registered < 3 || s.Rates.Won == 0 || s.Rates.Lost == 0 || s.ACV.Growth.Float() <= 0 || s.ACV.Sourced == 0 || s.ACV.Joint == 0 || s.CSAT.Average.IsZero() {
				t.Errorf("%s, seed %d: figures are trivial: %+v", now, seed, s)
			}
			for _, a := range s.Score.Pillars {
				if a.Points == 0 {
					t.Errorf("%s, seed %d: no points for %s", now, seed, a.Title)
				}
			}
			if other := b.stats(t, second, o.Now); other.Score.Points == 0 {
				t.Errorf("%s, seed %d: nothing in %s", now, seed, second)
			}
		}
	}
}

func TestTheFirmLooksAtItsFirstProgram(t *testing.T) {
	b := replay(t, Options{Now: at(nows[0])})
	firm := b.records[domain.Ref{Kind: domain.KindFirm, ID: domain.FirmID}].(domain.Firm)
	if firm.Name.Raw() != Firm || !slices.Equal(firm.Programs, []string{first, second}) {
		t.Errorf("the firm is %v", firm)
	}
}

// sum is a checksum over all that the steps say.
func sum(t *testing.T, o Options) string {
	t.Helper()
	h := sha256.New()
	for s := range Steps(o) {
		version, args, err := domain.EncodeCommand(s.Command)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(h, s.At, s.Who.Raw(), s.Command.Name(), version, string(args))
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func TestTheSameOptionsGiveTheSameSteps(t *testing.T) {
	o := Options{Seed: 7, Now: at(nows[2])}
	if once, again := sum(t, o), sum(t, o); once != again {
		t.Error("the same seed gives different steps")
	}
	other := o
	other.Seed = 8
	if sum(t, o) == sum(t, other) {
		t.Error("another seed gives the same steps")
	}
}

func TestIDsGrowWithTime(t *testing.T) {
	for _, now := range nows {
		seen := map[domain.Ref]bool{}
		last := domain.ID{}
		for s := range Steps(Options{Now: at(now), Leads: 1000}) {
			ref := s.Command.Subject()
			if seen[ref] || ref.Kind == domain.KindFirm || ref.Kind == domain.KindSurvey || s.Command.Name() == "opportunity.stage" {
				continue
			}
			seen[ref] = true
			if ref.ID.String() <= last.String() {
				t.Fatalf("%s is made after %s", ref.ID, last)
			}
			last = ref.ID
			if ms := idTime(ref.ID); ms != s.At.UnixMilli() {
				t.Fatalf("%s is of %d, its step of %d", ref, ms, s.At.UnixMilli())
			}
		}
	}
}

func idTime(id domain.ID) (ms int64) {
	for _, b := range id[:6] {
		ms = ms<<8 | int64(b)
	}
	return ms
}

func TestSizesAreKept(t *testing.T) {
	for _, o := range []Options{{Leads: 1, Projects: 1}, {Leads: 2, Projects: 5}, {Leads: 37, Projects: 13}, {Leads: 700, Projects: 100}} {
		o.Now = at(nows[0])
		kinds := map[domain.Kind]int{}
		for ref := range replay(t, o).records {
			kinds[ref.Kind]++
		}
		if kinds[domain.KindLead] != o.Leads || kinds[domain.KindProject] != o.Projects {
			t.Errorf("%d leads and %d projects, want %d and %d", kinds[domain.KindLead], kinds[domain.KindProject], o.Leads, o.Projects)
		}
	}
}

func TestAMillionLeadsDoNotPileUp(t *testing.T) {
	n := 0
	for range Steps(Options{Now: at(nows[0]), Leads: 1_000_000}) {
		if n++; n == 10_000 {
			return // it began at once, and stops when it is told to
		}
	}
	t.Errorf("only %d steps", n)
}

// The words of the demo are the programs': a preset that changes them is seen here.
func TestThePresetsKnowTheDemosWords(t *testing.T) {
	for _, name := range []string{first, second} {
		p, err := domain.Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := (domain.MonthDay{Month: time.February, Day: 1}); p.FiscalYear != got {
			t.Errorf("%s starts its year on %v", name, p.FiscalYear)
		}
		if len(p.Survey.Questions) != questions {
			t.Errorf("%s asks %d questions", name, len(p.Survey.Questions))
		}
		for i, c := range p.Qualification.Criteria {
			if len(p.Qualification.Criteria) != len(criteria) || c.Key != criteria[i] || len(c.Steps) != criterionSteps {
				t.Errorf("%s has criterion %s with %d steps", name, c.Key, len(c.Steps))
			}
		}
	}
}

func TestEveryAddressIsAnExample(t *testing.T) {
	for s := range Steps(Options{Now: at(nows[0])}) {
		var emails []domain.Untrusted
		switch c := s.Command.(type) {
		case domain.OfferLead:
			emails = append(emails, c.Lead.Contact.Email)
		case domain.RegisterLead:
			emails = append(emails, c.Fields[domain.FieldEmail])
		case domain.AddProject:
			for _, contact := range c.Contacts {
				emails = append(emails, contact.Email)
			}
		}
		for _, e := range emails {
			if !domain.ValidEmail(e) || e.Raw()[len(e.Raw())-8:] != ".example" {
				t.Errorf("%s is no address at .example", e)
			}
		}
	}
}

func BenchmarkSteps(b *testing.B) {
	for b.Loop() {
		for range Steps(Options{Now: at(nows[0]), Leads: 100_000}) {
		}
	}
}
