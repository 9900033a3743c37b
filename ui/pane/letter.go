package pane

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// Letters are the templates for a record, as they were read: the frame lets
// choose one.
type Letters struct {
	About domain.About
	// Title names the record.
	Title domain.Untrusted
	Own   []domain.Template
	// Err is why some of the person's own could not be read.
	Err error
}

// Letter is a template that was filled in: the frame shows it, with what can be
// done with it.
type Letter struct{ domain.Filled }

// EditLetter asks the frame for an editor of the person's own on a letter.
type EditLetter struct{ Letter }

// fillIn asks to fill a template in.
type fillIn struct {
	about    domain.About
	template domain.Template
}

// ReadLetters reads the person's own templates, and with read what the record
// tells; the frame then lets choose.
func (c *Context) ReadLetters(title domain.Untrusted, read func() (domain.About, error)) tea.Cmd {
	own := c.Templates
	return func() tea.Msg {
		about, err := read()
		if err != nil {
			return Failed{err}
		}
		m := Letters{About: about, Title: title}
		if own != nil {
			m.Own, m.Err = own()
		}
		return m
	}
}

// Letter does what a message about letters asks of the frame; ok is false where
// it is about something else.
func (c *Context) Letter(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	switch m := msg.(type) {
	case Letters:
		return c.chooseLetter(m), true
	case fillIn:
		return Send(Letter{m.template.Fill(m.about, c.Firm, c.Words.Phrases())}), true
	case Letter:
		return Send(c.showLetter(m)), true
	}
	return nil, false
}

// chooseLetter shows the templates for a record as it stands. One that cannot be
// read is said, and keeps nobody from the others.
func (c *Context) chooseLetter(m Letters) tea.Cmd {
	w := c.Words
	var said tea.Cmd
	if m.Err != nil {
		said = Send(Tell{Text: w.Error(m.Err), Error: true})
	}
	pick := Pick{Title: w.T("letter.choose", "name", m.Title)}
	for _, t := range m.About.Templates(m.Own) {
		side := "letter.note"
		switch {
		case t.Mail:
			side = "letter.mail"
		case t.Link != "":
			side = "letter.link"
		}
		pick.Choices = append(pick.Choices, Choice{Label: text.Show(domain.Outside(t.Title)), Side: w.T(side), Do: fillIn{m.About, t}})
	}
	if len(pick.Choices) == 0 {
		return tea.Batch(said, Send(Tell{Text: w.T("letter.none", "status", w.Value(m.About.Stage())), Error: true}))
	}
	return tea.Batch(said, Send(pick))
}

// showLetter is a letter to read. What is missing is counted, and shows in the
// text.
func (c *Context) showLetter(f Letter) Show {
	w := c.Words
	title := text.Show(domain.Outside(f.Title))
	show := Show{Title: title}
	if n := c.missing(f); n > 0 {
		show.Lines = append(show.Lines, c.Theme.Glyphs.Warn+" "+w.N("letter.missing", n), "")
	}
	if f.Mail {
		to := text.Show(f.To)
		if to == "" {
			to = w.Phrases().Missing("contact.email")
		}
		show.Lines = append(show.Lines, w.T("letter.to", "to", to), w.T("letter.subject", "subject", f.Subject), "")
	}
	for _, line := range f.Text.Lines() {
		show.Lines = append(show.Lines, text.Show(line))
	}
	copied := f.Text
	if f.Link != "" {
		copied = domain.Outside(f.Link)
		show.Lines = append(show.Lines, "", text.Show(copied))
		show.Offers = append(show.Offers, Offer{Key: "o", Label: w.T("letter.visit"), Do: Open{Address: f.Link, Said: w.T("letter.visited")}})
	}
	show.Offers = append(show.Offers, Offer{Key: "y", Label: w.T("letter.copy"), Do: Copy{Text: copied, Letter: title}})
	if address, ok := f.Mailto(); f.Mail && ok {
		show.Offers = append(show.Offers, Offer{Key: "o", Label: w.T("letter.open"), Do: Open{Address: address, Said: w.T("letter.opened")}})
	} else if f.Mail {
		show.Lines = append(show.Lines, "", w.T("letter.long"))
	}
	if f.Link == "" && !c.Aloud { // an editor draws
		show.Offers = append(show.Offers, Offer{Key: "e", Label: w.T("letter.edit"), Do: EditLetter{f}})
	}
	return show
}

// missing is how many fields are missing in a letter: whom it goes to, and those
// that were when it was filled in, and whose place still shows.
func (c *Context) missing(f Letter) int {
	all := slices.Concat(f.Subject.Lines(), f.Text.Lines())
	n := 0
	if f.Mail && f.To.IsZero() {
		n++
	}
	for _, field := range f.Missing {
		if field == "contact.email" && n > 0 {
			continue // counted as whom it goes to
		}
		place := c.Words.Phrases().Missing(field)
		if slices.ContainsFunc(all, func(line domain.Untrusted) bool { return strings.Contains(text.Show(line), place) }) {
			n++
		}
	}
	return n
}

// Editable is a letter as its editor shows it: the subject on the first line,
// where there is one.
func (c *Context) Editable(f Letter) string {
	body := text.Letter(f.Text)
	if !f.Mail {
		return body
	}
	return c.Words.T("letter.subject", "subject", text.Clipboard(f.Subject)) + "\n\n" + body
}

// Edited is a letter with what came back from its editor.
func (c *Context) Edited(f Letter, typed string) Letter {
	typed = text.Plain(typed, true)
	if f.Mail {
		before, after, _ := strings.Cut(c.Words.T("letter.subject", "subject", "\x00"), "␀")
		first, rest, _ := strings.Cut(typed, "\n")
		if subject, ok := strings.CutPrefix(first, before); ok {
			f.Subject = domain.Outside(strings.TrimSpace(strings.TrimSuffix(subject, after)))
			typed = rest
		}
	}
	f.Text = domain.Outside(strings.Trim(typed, "\n"))
	return f
}
