package domain

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain/hostile"
)

var plainPhrases = Phrases{
	Value: func(v any) string {
		switch v := v.(type) {
		case Money:
			return v.String()
		case Date:
			return v.String()
		}
		return ""
	},
	Missing: func(field string) string { return "‹" + field + "›" },
}

func TestFill(t *testing.T) {
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	tm := Template{Key: "x", Title: "X", Mail: true, Subject: "About {company}", Text: []string{"Dear {contact.first_name},", "{{x}} {product} {product}", "{firm}"}}
	l := Lead{
		Program: p.Name, Status: LeadAccepted, Company: Company{Name: Outside("Acme {firm}\r\nBcc: x@evil.example")},
		Contact: Contact{Name: Outside("Ada Lovelace"), Email: Outside("ada+x&cc=y@acme.example")},
	}
	f := tm.Fill(AboutLead(l, p, time.Time{}), Firm{Name: Outside("Nimbus")}, plainPhrases)
	if f.Subject.Raw() != "About Acme {firm}  Bcc: x@evil.example" || f.Text.Raw() != "Dear Ada,\n{x} ‹product› ‹product›\nNimbus" {
		t.Errorf("%q, %q", f.Subject.Raw(), f.Text.Raw())
	}
	if strings.Join(f.Missing, " ") != "product" || f.To != l.Contact.Email {
		t.Errorf("%q is missing, to %q", f.Missing, f.To)
	}
	l.Status = LeadOffered
	f = tm.Fill(AboutLead(l, p, time.Time{}), Firm{}, plainPhrases)
	if strings.Join(f.Missing, " ") != "contact.first_name product firm" || !f.To.IsZero() || strings.Contains(f.Text.Raw(), "Ada") {
		t.Errorf("an offer tells %q to %q", f.Text.Raw(), f.To)
	}
}

func TestTemplatesAreChecked(t *testing.T) {
	for text, want := range map[string]string{
		"title: A\nstages: accepted, working\nsubject: Hello {company}\n\nDear {contact.first_name}\n": "",
		"title: A\n\n{contact.secret}": "there is no field {contact.secret}",
		"title: A\n\n{company":         "a brace stands alone",
		"title: A\nstages: won\n\nx":   `there is no stage "won" of a lead`,
		"title: A\nfor: opportunity\nstages: Needs Analysis, won\n\n{deal} {acv}": "",
		"title: A\nstages: sent failed\nfor: survey\n\n{project} {case}":          "",
		"title: A\nfor: survey\nstages: won\n\nx":                                 `there is no stage "won" of a survey`,
		"title: A\nfor: survey\n\n{acv}":                                          "there is no field {acv} of a survey",
		"title: A\nfor: project\n\nx":                                             `is "project"; want one of`,
		"to: x@evil.example\n\nx":                                                 "there is no such key here",
		"title: A\n\n":                                                            "want 1 to 200 lines",
		"no header":                                                               "want a line such as",
	} {
		_, err := ParseTemplate("mine", []byte(text))
		if got := ""; err != nil && !strings.Contains(err.Error(), want) || (err == nil) != (want == got) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
		if _, ok := errors.AsType[*FormatError](err); err != nil && !ok {
			t.Errorf("%q: %T", text, err)
		}
	}
}

// Every preset has something for each place where somebody may write.
func TestPresetsHaveTemplates(t *testing.T) {
	for _, name := range PresetNames() {
		p, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		var all []About
		for _, s := range []LeadStatus{LeadAccepted, LeadWorking, LeadApproved} {
			all = append(all, AboutLead(Lead{Status: s}, p, time.Time{}))
		}
		for _, s := range p.Stages {
			all = append(all, AboutOpportunity(Opportunity{Stage: s.Name, Outcome: s.Outcome}, Lead{}, p))
		}
		for _, s := range []SurveyStatus{SurveyQueued, SurveySent, SurveyFailed, SurveyAnswered} {
			all = append(all, AboutSurvey(Survey{Status: s}, Project{}, p))
		}
		for _, a := range all {
			if len(a.Templates(nil)) == 0 {
				t.Errorf("%s has none for a %s that is %s", name, a.kind, a.Stage())
			}
		}
	}
}

func TestTemplatesFitWhereARecordStands(t *testing.T) {
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	own := []Template{
		{Key: "lost-thanks", Title: "Mine", For: KindOpportunity, Stages: []string{"Lost"}, Text: []string{"x"}},
		{Key: "any", Title: "Any", For: KindSurvey, Text: []string{"x"}},
	}
	for _, c := range []struct {
		about About
		want  string
	}{
		{AboutOpportunity(Opportunity{Stage: "closed lost", Outcome: OutcomeLost}, Lead{}, p), "Mine"},
		{AboutOpportunity(Opportunity{Stage: "Proposal/Price Quote"}, Lead{}, p), "Letter with a proposal|When a deal has gone quiet|Questions before the next stage"},
		{AboutSurvey(Survey{Status: SurveyQueued}, Project{}, p), "Any|Announce the survey"},
		{AboutLead(Lead{Status: LeadOffered, Due: time.Unix(9, 0)}, p, time.Unix(10, 0)), ""},
	} {
		var got []string
		for _, tm := range c.about.Templates(own) {
			got = append(got, tm.Title)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s %s: %q, want %q", c.about.kind, c.about.Stage(), got, c.want)
		}
	}
}

// A program names stages of its own, in templates too.
func TestTemplatesNameStagesOfTheProgram(t *testing.T) {
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	p.Templates = []Template{{Key: "x", Title: "X", For: KindOpportunity, Stages: []string{"Signed"}, Text: []string{"x"}}}
	if err := p.checkTemplates(); err == nil || !strings.Contains(err.Error(), `there is no stage "Signed"`) {
		t.Errorf("%v", err)
	}
	p.Templates[0].Stages = []string{"open", p.Stages[2].Name}
	if err := p.checkTemplates(); err != nil {
		t.Error(err)
	}
}

// The contact of a deal is that of its lead, unless the lead holds it back.
func TestADealTellsOfItsLeadsContact(t *testing.T) {
	p, err := Preset(DefaultProgram)
	if err != nil {
		t.Fatal(err)
	}
	l := Lead{ID: ID{15: 1}, Status: LeadConverted, Contact: Contact{Name: Outside("Ada Lovelace"), Email: Outside("ada@acme.example")}}
	o := Opportunity{Name: Outside("Rollout"), Stage: "Qualification", Amount: Money{Mils: 5000, Currency: "EUR"}, Lead: l.ID}
	tm := Template{Key: "x", Title: "X", For: KindOpportunity, Mail: true, Text: []string{"{contact} {deal} {value} {close}"}}
	f := tm.Fill(AboutOpportunity(o, l, p), Firm{}, plainPhrases)
	if f.To != l.Contact.Email || f.Text.Raw() != "Ada Lovelace Rollout "+o.Amount.String()+" ‹close›" {
		t.Errorf("to %q: %q", f.To, f.Text.Raw())
	}
	for what, lead := range map[string]Lead{"no lead": {}, "a lead that holds it back": {ID: l.ID, Status: LeadOffered, Contact: l.Contact}} {
		if f := tm.Fill(AboutOpportunity(o, lead, p), Firm{}, plainPhrases); !f.To.IsZero() || strings.Contains(f.Text.Raw(), "Ada") {
			t.Errorf("%s: to %q: %q", what, f.To, f.Text.Raw())
		}
	}
}

func FuzzTemplate(f *testing.F) {
	for _, s := range hostile.Texts {
		f.Add("Dear {contact}, "+s, s)
	}
	f.Add("{company}{{}}", "{contact.email}\r\nBcc: a@b.example")
	p, err := Preset(DefaultProgram)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		tm, err := ParseTemplate("mine", []byte("title: A\nsubject: {company}\n\n"+text))
		if err != nil {
			return
		}
		l := Lead{Status: LeadAccepted, Company: Company{Name: Outside(value)}, Contact: Contact{Name: Outside(value), Email: Outside(value)}}
		filled := tm.Fill(AboutLead(l, p, time.Time{}), Firm{Name: Outside(value)}, plainPhrases)
		for _, s := range []string{filled.Subject.Raw(), filled.Text.Raw()} {
			for _, r := range s {
				if r != '\n' && hidden(r) {
					t.Fatalf("%+q tells %+q", value, s)
				}
			}
		}
		if strings.Count(filled.Text.Raw(), "\n") > strings.Count(text, "\n") || strings.Contains(filled.Subject.Raw(), "\n") {
			t.Fatalf("%+q brings lines: %+q", value, filled.Text.Raw())
		}
		address, _ := filled.Mailto()
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "mailto" || u.Fragment != "" {
			t.Fatalf("%+q opens %q: %v", value, address, err)
		}
		q, err := url.ParseQuery(u.RawQuery)
		if err != nil || len(q) != 2 || len(q["subject"]) != 1 || len(q["body"]) != 1 || strings.ContainsAny(q.Get("subject"), "\r\n") {
			t.Fatalf("%+q opens %q: %v", value, address, err)
		}
		if !utf8.ValidString(q.Get("body")) || strings.Count(u.Opaque, "@") > 1 {
			t.Fatalf("%+q opens %q", value, address)
		}
	})
}
