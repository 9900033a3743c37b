package domain

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// credentialsOf are credentials of the default program, with ids in their order.
func credentialsOf(all ...Credential) []Credential {
	for i := range all {
		all[i].ID, all[i].Program = nth(byte(i+1)), DefaultProgram
		if all[i].Earned == 0 {
			all[i].Earned = DateOf(noon) - 100
		}
	}
	return all
}

// scoreOf is the score of a program with nothing but credentials.
func scoreOf(p *Program, all []Credential) Scorecard {
	t := NewTally(p, noon)
	for _, c := range all {
		t.Add(c)
	}
	return t.Stats().Score
}

func TestCredentialWorths(t *testing.T) {
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	ann, bob := Outside("Ann One"), Outside("Bob Two")
	all := credentialsOf(
		Credential{Kind: Certification, Holder: ann}, Credential{Kind: Certification, Holder: Outside("ann  ONE")},
		Credential{Kind: Certification, Holder: bob}, Credential{Kind: Certification, Holder: bob, Expires: DateOf(noon) - 1},
		Credential{Kind: Navigator, Level: 2}, Credential{Kind: Solution},
	)
	worths := p.CredentialWorths(scoreOf(p, all), all, noon)
	if len(worths) != len(all) {
		t.Fatalf("%d worths", len(worths))
	}
	for i, want := range []struct {
		points int64
		parts  int
	}{{3, 1}, {3, 1}, {9, 2}, {0, 0}, {90, 1}, {10, 1}} {
		w := worths[nth(byte(i+1))]
		if w.Points != want.points || len(w.Parts) != want.parts || w.Holds != (want.parts > 0) || !w.Scored {
			t.Errorf("credential %d gives %+v, want %+v", i+1, w, want)
		}
	}

	var many []Credential
	for range 8 {
		many = append(many, Credential{Kind: Navigator, Level: 1})
	}
	many = credentialsOf(many...)
	w := p.CredentialWorths(scoreOf(p, many), many, noon)[nth(1)]
	if w.Points != 0 || len(w.Parts) != 1 || !w.Parts[0].Full {
		t.Errorf("one of more than the score counts gives %+v", w)
	}
}

// What a credential is said to give is what the score has less without it.
func TestCredentialWorthsAreWhatTheScoreLoses(t *testing.T) {
	for _, name := range PresetNames() {
		p, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(t *rapid.T) {
			all := credentialsOf(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Credential {
				return Credential{
					Kind: rapid.SampledFrom(CredentialKinds()).Draw(t, "kind"), Level: rapid.IntRange(1, 4).Draw(t, "level"),
					Holder:  Outside(rapid.SampledFrom([]string{"Ann", "ann", "Bob", ""}).Draw(t, "holder")),
					Earned:  DateOf(noon) + Date(rapid.IntRange(-500, 5).Draw(t, "earned")),
					Expires: Date(rapid.SampledFrom([]int{0, int(DateOf(noon)) - 3, int(DateOf(noon)) + 3}).Draw(t, "expires")),
				}
			}), 1, 45).Draw(t, "credentials")...)
			for i := range all {
				all[i].Program = p.Name
			}
			card := scoreOf(p, all)
			worths := p.CredentialWorths(card, all, noon.Add(time.Minute))
			i := rapid.IntRange(0, len(all)-1).Draw(t, "one")
			rest := append(append([]Credential{}, all[:i]...), all[i+1:]...)
			less := attributesOf(p.cardOf(measuredOf(scoreOf(p, rest)), regionOf(p, card)))
			var lost int64
			for key, was := range attributesOf(card) {
				lost += was - less[key]
			}
			if got := worths[all[i].ID].Points; got != lost {
				t.Fatalf("said to give %d, the score loses %d", got, lost)
			}
		})
	}
}

func attributesOf(s Scorecard) map[string]int64 {
	points := map[string]int64{}
	for _, pillar := range s.Pillars {
		for _, a := range pillar.Attributes {
			points[a.Key] = a.Points
		}
	}
	return points
}

func measuredOf(s Scorecard) map[string]Measured {
	values := map[string]Measured{}
	for _, pillar := range s.Pillars {
		for _, a := range pillar.Attributes {
			values[a.Key] = Measured{Value: a.Value}
		}
	}
	return values
}

// regionOf is the region whose targets a score was made with.
func regionOf(p *Program, s Scorecard) Region {
	for _, r := range p.Regions {
		if r.Key == s.Region.Key {
			return r
		}
	}
	return Region{}
}

func TestEditCredential(t *testing.T) {
	b := book{}
	day := DateOf(noon)
	b.must(t, noon, AddCredential{ID: nth(1), Program: DefaultProgram, Kind: Certification, Title: Outside("Admin"), Holder: Outside("Ann"), Earned: day - 9, Expires: day + 9})
	edit := EditCredential{ID: nth(1)}
	noted := func() Credential { return b[Ref{KindCredential, nth(1)}].(Credential) }
	if n, err := b.apply(edit, noon); n != 0 || err != nil {
		t.Errorf("nothing said changes %d: %v", n, err)
	}
	title, none, navigator, level := Outside("Administrator"), Date(0), Navigator, 3
	edit.Title, edit.Expires = &title, &none
	b.must(t, noon, edit)
	if got := noted(); got.Title != title || got.Expires != 0 || got.Holder != Outside("Ann") || got.Earned != day-9 || got.CreatedAt.IsZero() {
		t.Errorf("edited to %+v", got)
	}
	b.refused(t, "field.missing", noon, EditCredential{ID: nth(1), Holder: &Untrusted{}})
	b.refused(t, "field.missing", noon, EditCredential{ID: nth(1), Earned: &none})
	early := day - 10
	b.refused(t, "credential.expires_before_earned", noon, EditCredential{ID: nth(1), Expires: &early})
	b.refused(t, "credential.unknown", noon, EditCredential{ID: nth(2), Title: &title})
	b.must(t, noon, EditCredential{ID: nth(1), Kind: &navigator, Level: &level})
	if got := noted(); got.Level != 3 {
		t.Errorf("a navigator of level %d", got.Level)
	}
	solution := Solution
	b.must(t, noon, EditCredential{ID: nth(1), Kind: &solution})
	if got := noted(); got.Level != 0 {
		t.Errorf("a solution of level %d", got.Level)
	}
}
