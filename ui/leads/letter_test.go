package leads_test

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/text"
)

// letters opens the templates of the nth lead, and one of them.
func letters(t *testing.T, n int, title string, own []domain.Template) pane.Show {
	t.Helper()
	p := at(t, n)
	p.Ctx.Firm = domain.Firm{Name: domain.Outside("Nimbus")}
	p.Ctx.Templates = func() ([]domain.Template, error) { return own, nil }
	pick := panetest.One[pane.Pick](t, p, choose(p, panetest.One[pane.Letters](t, p, p.Do("leads.templates"))))
	for _, c := range pick.Choices {
		if c.Label == title {
			return shown(t, p, c.Do)
		}
	}
	t.Fatalf("no template %q in %+v", title, pick.Choices)
	return pane.Show{}
}

// choose is what comes of a message about letters.
func choose(p *leads.Pane, msg tea.Msg) tea.Cmd {
	cmd, _ := p.Ctx.Letter(msg)
	return cmd
}

// shown fills a template in and shows it.
func shown(t *testing.T, p *leads.Pane, do tea.Msg) pane.Show {
	t.Helper()
	return panetest.One[pane.Show](t, p, choose(p, panetest.One[pane.Letter](t, p, choose(p, do))))
}

func TestLetter(t *testing.T) {
	show := letters(t, working, "First answer to the customer", nil)
	said := strings.Join(show.Lines, "\n")
	for _, want := range []string{"One field is missing", "Dear Ada,", "Subject: Your interest in ‹product›", "for companies like Alpine Bank"} {
		if !strings.Contains(said, want) {
			t.Errorf("it lacks %q:\n%s", want, said)
		}
	}
	copied := show.Offers[0].Do.(pane.Copy)
	open := show.Offers[1].Do.(pane.Open)
	if !strings.Contains(text.Letter(copied.Text), "\nNimbus") || !strings.HasPrefix(open.Address, "mailto:s3cr3t@retail.example?subject=Your%20interest") {
		t.Errorf("copies %q, opens %q", copied.Text, open.Address)
	}
}

// What is held back is in no letter, however it is asked for.
func TestLetterHoldsBack(t *testing.T) {
	own := domain.Template{Key: "all", Title: "All", Mail: true}
	for _, f := range domain.TemplateFields(domain.KindLead) {
		own.Text = append(own.Text, "{"+f+"}")
	}
	for _, n := range []int{pressing, hostileLead, lapsed, declined} {
		show := letters(t, n, "All", []domain.Template{own})
		if said := strings.Join(show.Lines, "\n"); strings.Contains(said, secret) || !strings.Contains(said, "‹contact: e-mail address›") {
			t.Errorf("lead %d tells\n%s", n, said)
		}
		for _, o := range show.Offers {
			switch do := o.Do.(type) {
			case pane.Copy:
				if strings.Contains(do.Text.Raw(), secret) {
					t.Errorf("lead %d copies %q", n, do.Text)
				}
			case pane.Open:
				if strings.Contains(do.Address, secret) {
					t.Errorf("lead %d opens %q", n, do.Address)
				}
			}
		}
	}
}

// Attacks in a lead's fields act nowhere that a letter goes to.
func TestLetterIsHarmless(t *testing.T) {
	own := domain.Template{Key: "all", Title: "All", Mail: true, Subject: "{company}", Text: []string{"{company} {contact} {product}"}}
	for what, attack := range hostile.Texts {
		p, b := open(t, 120, 35)
		l := &b.Records[working]
		l.Company.Name, l.Contact.Name, l.Product = domain.Outside(attack), domain.Outside(attack), domain.Outside(attack)
		panetest.Settle(t, p, p.Goto(l.Ref(), ""))
		p.Ctx.Templates = func() ([]domain.Template, error) { return []domain.Template{own}, nil }
		pick := panetest.One[pane.Pick](t, p, choose(p, panetest.One[pane.Letters](t, p, p.Do("leads.templates"))))
		show := shown(t, p, pick.Choices[0].Do)
		copied := text.Letter(show.Offers[0].Do.(pane.Copy).Text)
		if found := hostile.Sign(copied, ""); found != "" {
			t.Errorf("%s: copies %+q, with %s", what, copied, found)
		}
		if open, ok := show.Offers[1].Do.(pane.Open); ok {
			address := open.Address
			if found := hostile.Sign(address, ""); found != "" || strings.Count(address, "&") != 1 || strings.ContainsAny(address, " \"'`$<>|;") {
				t.Errorf("%s: opens %q", what, address)
			}
		}
		if found := hostile.Sign(strings.Join(show.Lines, "\n"), "\n"); found != "" {
			t.Errorf("%s: shows %s", what, found)
		}
	}
}

func TestATemplateThatCannotBeReadIsSaid(t *testing.T) {
	p := at(t, working)
	p.Ctx.Templates = func() ([]domain.Template, error) { return nil, errors.New("mine.txt") }
	asked := panetest.Settle(t, p, choose(p, panetest.One[pane.Letters](t, p, p.Do("leads.templates"))))
	if len(asked) != 2 {
		t.Fatalf("asked for %+v", asked)
	}
}
