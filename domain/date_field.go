package domain

// typedDates are the fields that are days, and how what is typed leans.
var (
	leadDates        = map[LeadField]Lean{FieldClose: LeanAhead, FieldConsent: LeanBehind}
	opportunityDates = map[OpportunityField]Lean{OppClose: LeanAhead, OppNextOn: LeanAhead}
	projectDates     = map[ProjectField]Lean{ProjStart: LeanAround, ProjEnd: LeanAround}
)

// Lean says how a day leans that is typed into the field, and whether the field is
// a day.
func (f LeadField) Lean() (lean Lean, ok bool) { lean, ok = leadDates[f]; return lean, ok }

// Lean is [LeadField.Lean] for an opportunity.
func (f OpportunityField) Lean() (lean Lean, ok bool) {
	lean, ok = opportunityDates[f]
	return lean, ok
}

// Lean is [LeadField.Lean] for a project.
func (f ProjectField) Lean() (lean Lean, ok bool) { lean, ok = projectDates[f]; return lean, ok }

// Settle returns what a command carries of what was typed into the field: the
// day that was meant, in full, so that the command says the same on any other
// day; all else as it is.
func (f LeadField) Settle(v Untrusted, today Date) (Untrusted, error) {
	if f == FieldConsent {
		if _, said := consentWord(v); said {
			return v, nil
		}
	}
	return settle(leadDates, f, v, today)
}

// Settle is [LeadField.Settle] for an opportunity.
func (f OpportunityField) Settle(v Untrusted, today Date) (Untrusted, error) {
	return settle(opportunityDates, f, v, today)
}

// Settle is [LeadField.Settle] for a project.
func (f ProjectField) Settle(v Untrusted, today Date) (Untrusted, error) {
	return settle(projectDates, f, v, today)
}

func settle[F ~string](dates map[F]Lean, f F, v Untrusted, today Date) (Untrusted, error) {
	lean, ok := dates[f]
	if !ok || v.IsZero() {
		return v, nil
	}
	d, bad := typedDate(v.Raw(), today, lean)
	if bad != nil {
		return v, bad.on(string(f))
	}
	return Outside(d.String()), nil
}
