package words

import "github.com/belay-tui/belay/domain"

// Happened is an entry of the journal in a sentence.
func (w *Words) Happened(p domain.Past) string {
	message := "journal." + p.Entry.Command
	if !w.Has(message) {
		return domain.Clean(p.Entry.Command)
	}
	c := p.Entry.Meant()
	if file, ok := c.(domain.ImportFile); ok {
		return w.N(message, p.Entry.Batch, "file", file.File)
	}
	id, name := p.ID, domain.Untrusted{}
	switch {
	case p.Record != nil:
		name = domain.NameOf(p.Record)
	case len(p.Entry.Changes) > 0:
		id = p.Entry.Changes[0].Ref.String()
	}
	return w.T(message, "id", id, "name", name, "detail", detail(p, c))
}

// detail is what a command says besides its record.
func detail(p domain.Past, c domain.Command) any {
	switch c := c.(type) {
	case domain.DeclineLead:
		return domain.Outside(p.Reason(c.Reason))
	case domain.CloseLead:
		return domain.Outside(p.Reason(c.Reason))
	case domain.LogActivity:
		return c.Text
	case domain.RecordOutcome:
		return c.Outcome
	case domain.MoveStage:
		return domain.Outside(c.Stage)
	case domain.ReopenOpportunity:
		return domain.Outside(c.Stage)
	case domain.DisqualifyProject:
		return c.Reason
	case domain.DisqualifyAnswer:
		return c.Reason
	case domain.AnswerCase:
		return c.Kind
	case domain.CloseCase:
		return c.Kind
	case domain.Undo:
		return c.Entry
	case domain.FailSurvey:
		return c.Why
	case domain.OpenCase:
		return c.Kind
	case domain.JoinProgram:
		return domain.Outside(c.Program)
	case domain.AddProgram:
		return domain.Outside(c.Program())
	case domain.CompleteProject:
		return c.End
	case domain.ExpireCredential:
		return c.On
	}
	return ""
}
