package domain

import (
	"errors"
	"net/url"
	"strings"
	"testing"
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
	f := tm.Fill(l, p, Firm{Name: Outside("Nimbus")}, plainPhrases)
	if f.Subject.Raw() != "About Acme {firm}  Bcc: x@evil.example" || f.Text.Raw() != "Dear Ada,\n{x} ‹product› ‹product›\nNimbus" {
		t.Errorf("%q, %q", f.Subject.Raw(), f.Text.Raw())
	}
	if strings.Join(f.Missing, " ") != "product" || f.To != l.Contact.Email {
		t.Errorf("%q is missing, to %q", f.Missing, f.To)
	}
	l.Status = LeadOffered
	f = tm.Fill(l, p, Firm{}, plainPhrases)
	if strings.Join(f.Missing, " ") != "contact.first_name product firm" || !f.To.IsZero() || strings.Contains(f.Text.Raw(), "Ada") {
		t.Errorf("an offer tells %q to %q", f.Text.Raw(), f.To)
	}
}

func TestTemplatesAreChecked(t *testing.T) {
	for text, want := range map[string]string{
		"title: A\nstages: accepted, working\nsubject: Hello {company}\n\nDear {contact.first_name}\n": "",
		"title: A\n\n{contact.secret}": "there is no field {contact.secret}",
		"title: A\n\n{company":         "a brace stands alone",
		"title: A\nstages: won\n\nx":   `there is no stage "won"`,
		"to: x@evil.example\n\nx":      "there is no such key here",
		"title: A\n\n":                 "want 1 to 200 lines",
		"no header":                    "want a line such as",
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

// Every preset has something for the stages in which a seller writes.
func TestPresetsHaveTemplates(t *testing.T) {
	for _, name := range PresetNames() {
		p, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []LeadStatus{LeadAccepted, LeadWorking, LeadApproved} {
			if len(TemplatesFor(s, p.Templates, nil)) == 0 {
				t.Errorf("%s has none for %s", name, s)
			}
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
		filled := tm.Fill(l, p, Firm{Name: Outside(value)}, plainPhrases)
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
