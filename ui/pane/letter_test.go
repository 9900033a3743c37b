package pane_test

import (
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pane/panetest"
	"github.com/belay-tui/belay/ui/text"
)

func aLetter() pane.Letter {
	return pane.Letter{Filled: domain.Filled{
		Title: "T", Mail: true, Subject: domain.Outside("About ‹product›"), Text: domain.Outside("Dear ‹contact: first name›,\n\n  1. one\n  2. two"),
		Missing: []string{"product", "contact.first_name"},
	}}
}

// showOf is what the frame shows of a letter.
func showOf(t *testing.T, c *pane.Context, l pane.Letter) pane.Show {
	t.Helper()
	cmd, ok := c.Letter(l)
	if !ok {
		t.Fatal("a letter is nobody's")
	}
	return panetest.Messages(cmd)[0].(pane.Show)
}

func TestAnEditedLetter(t *testing.T) {
	c := panetest.Context(t)
	l := aLetter()
	if typed := c.Editable(l); typed != "Subject: About ‹product›\n\nDear ‹contact: first name›,\n\n  1. one\n  2. two" {
		t.Fatalf("the editor shows %q", typed)
	}
	if back := c.Edited(l, c.Editable(l)); back.Subject != l.Subject || back.Text != l.Text {
		t.Errorf("left as it was, it becomes %q, %q", back.Subject.Raw(), back.Text.Raw())
	}
	if show := showOf(t, c, l); !strings.Contains(show.Lines[0], "3 fields are missing") {
		t.Errorf("says %q", show.Lines[0])
	}
	back := c.Edited(l, "Subject: About the rollout\n\nDear ‹contact: first name›,\r\n  1. one")
	show := showOf(t, c, back)
	said := strings.Join(show.Lines, "|")
	if !strings.Contains(said, "2 fields are missing") || !strings.Contains(said, "Subject: About the rollout|") || !strings.Contains(said, "|  1. one") {
		t.Errorf("shows %q", said)
	}
	// Who takes the subject's line away keeps the subject.
	if back := c.Edited(l, "Hello"); back.Subject != l.Subject || back.Text.Raw() != "Hello" {
		t.Errorf("%q, %q", back.Subject.Raw(), back.Text.Raw())
	}
}

// What comes back from an editor acts nowhere.
func TestAnEditedLetterIsHarmless(t *testing.T) {
	c := panetest.Context(t)
	for what, attack := range hostile.Texts {
		show := showOf(t, c, c.Edited(aLetter(), "Subject: "+attack+"\n\n"+attack))
		if found := hostile.Sign(strings.Join(show.Lines, "\n"), "\n"); found != "" {
			t.Errorf("%s: shows %s", what, found)
		}
		for _, o := range show.Offers {
			switch do := o.Do.(type) {
			case pane.Copy:
				if found := hostile.Sign(text.Letter(do.Text), "\n"); found != "" {
					t.Errorf("%s: copies %s", what, found)
				}
			case pane.Open:
				if strings.Count(do.Address, "&") != 1 || strings.ContainsAny(do.Address, " \"'`$<>|;\r\n") {
					t.Errorf("%s: opens %q", what, do.Address)
				}
			}
		}
	}
}

func TestNoTemplateIsSaid(t *testing.T) {
	c := panetest.Context(t)
	p := *c.Program
	p.Templates = nil
	cmd, _ := c.Letter(pane.Letters{About: domain.AboutSurvey(domain.Survey{Status: domain.SurveyFailed}, domain.Project{}, &p)})
	if told := panetest.Messages(cmd)[0].(pane.Tell); !told.Error || !strings.Contains(told.Text, "no template") {
		t.Errorf("tells %+v", told)
	}
}
