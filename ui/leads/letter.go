package leads

import (
	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// ownMsg is a lead and the person's own templates.
type ownMsg struct {
	lead domain.Lead
	own  []domain.Template
	err  error
}

// letterMsg asks to show a template filled in for a lead.
type letterMsg struct {
	lead     domain.Lead
	template domain.Template
}

// templates reads the person's own templates, and then lets choose.
func (p *Pane) templates(l domain.Lead) tea.Cmd {
	read := p.Ctx.Templates
	if read == nil {
		return pane.Send(ownMsg{lead: l})
	}
	return func() tea.Msg {
		own, err := read()
		return ownMsg{l, own, err}
	}
}

// choose shows the templates of the lead's stage. One that cannot be read is
// said, and keeps nobody from the others.
func (p *Pane) choose(m ownMsg) tea.Cmd {
	var said tea.Cmd
	if m.err != nil {
		said = pane.Send(pane.Tell{Text: p.Ctx.Words.Error(m.err), Error: true})
	}
	l, w := m.lead, p.Ctx.Words
	pick := pane.Pick{Title: w.T("leads.templates_title", "company", l.Company.Name)}
	for _, t := range domain.TemplatesFor(l.StatusAt(p.Ctx.Now()), p.Ctx.ProgramOf(l.Program).Templates, m.own) {
		side := "leads.template_note"
		switch {
		case t.Mail:
			side = "leads.template_mail"
		case t.Link != "":
			side = "leads.template_link"
		}
		pick.Choices = append(pick.Choices, pane.Choice{Label: text.Show(domain.Outside(t.Title)), Side: w.T(side), Do: letterMsg{l, t}})
	}
	if len(pick.Choices) == 0 {
		return pane.Send(pane.Tell{Text: w.T("leads.no_templates", "status", l.StatusAt(p.Ctx.Now())), Error: true})
	}
	return tea.Batch(said, pane.Send(pick))
}

// letter shows a template with the lead's fields in it, and what can be done
// with it. What is missing is counted, and shows in the text.
func (p *Pane) letter(m letterMsg) tea.Cmd {
	w := p.Ctx.Words
	f := m.template.Fill(m.lead, p.Ctx.ProgramOf(m.lead.Program), p.Ctx.Firm, w.Phrases())
	title := text.Show(domain.Outside(f.Title))
	show := pane.Show{Title: title}
	if n := len(f.Missing); n > 0 {
		show.Lines = append(show.Lines, p.Ctx.Theme.Glyphs.Warn+" "+w.N("leads.fields_missing", n), "")
	}
	if f.Mail {
		to := text.Show(f.To)
		if to == "" {
			to = w.Phrases().Missing("contact.email")
		}
		show.Lines = append(show.Lines, w.T("leads.letter_to", "to", to), w.T("leads.letter_subject", "subject", f.Subject), "")
	}
	for _, line := range f.Text.Lines() {
		show.Lines = append(show.Lines, text.Show(line))
	}
	copied := f.Text
	if f.Link != "" {
		link := domain.Outside(f.Link)
		show.Lines = append(show.Lines, "", text.Show(link))
		copied = link
		show.Offers = append(show.Offers, pane.Offer{Key: "o", Label: w.T("leads.letter_visit"), Do: pane.Open{Address: f.Link, Said: w.T("leads.letter_visited")}})
	}
	show.Offers = append(show.Offers, pane.Offer{Key: "y", Label: w.T("leads.letter_copy"), Do: pane.Copy{Text: copied, Letter: title}})
	if address, ok := f.Mailto(); f.Mail && ok {
		show.Offers = append(show.Offers, pane.Offer{Key: "o", Label: w.T("leads.letter_open"), Do: pane.Open{Address: address, Said: w.T("leads.letter_opened")}})
	} else if f.Mail {
		show.Lines = append(show.Lines, "", w.T("leads.letter_long"))
	}
	return pane.Send(show)
}
