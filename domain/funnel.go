package domain

// FunnelStep is one step of what becomes of leads.
type FunnelStep struct {
	// Figure names the records that the step counts.
	Figure Figure
	Count  int
	// Rate is how many of the step before came this far, by the rule of that
	// rate; no number for the first step, and where none could.
	Rate Ratio
}

// Funnel follows leads of the fiscal year from the offer to the deal that was
// won. What became a deal are leads of both origins, accepted or approved, so
// that a firm that registers many has more there than were accepted.
func (s Stats) Funnel() []FunnelStep {
	return []FunnelStep{
		{Figure: FigureOffered, Count: s.Leads.Offered},
		{Figure: FigureAccepted, Count: s.Leads.Accepted, Rate: s.Rates.Acceptance},
		{Figure: FigureConversion, Count: int(s.Rates.Conversion.Num), Rate: s.Rates.Conversion},
		{Figure: FigureWon, Count: s.Rates.Won, Rate: s.Rates.Close},
	}
}
