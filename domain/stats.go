package domain

import "time"

// Stats are a program's figures as of an instant (T1 to T4).
type Stats struct {
	Program    string
	AsOf       time.Time
	FiscalYear int
	CSAT       CSATStats
	Score      Scorecard
	ACV        ACVStats
	Leads      LeadStats
	Rates      RateStats
	Projects   ProjectStats
}

// CSATStats are the figures of customer satisfaction (T1).
type CSATStats struct {
	// Average is the mean over completed, eligible projects, of their scores.
	Average Ratio
	// Answers is how many such projects were answered.
	Answers int
	// Counted are the projects of the fiscal year that count: strictly above
	// the threshold, at most the program's number a customer.
	Counted   []Ref
	Threshold Ratio
}

// ACVStats is the ACV that was won in the rolling twelve months, in the
// program's currency (P2).
type ACVStats struct {
	Currency       string
	Sourced, Joint Quantity
	Previous       Quantity
	// Growth is against the twelve months before, no number where those had none.
	Growth Ratio
	// Unconverted are deals in a currency without a rate; no sum has them.
	Unconverted []Ref
}

// LeadStats are the leads of the fiscal year.
type LeadStats struct {
	// Registered are submitted registrations; Approved, Rejected and Converted
	// are those decided so. RegisteredValue is in the program's currency.
	Registered, Approved, Rejected, Converted int
	RegisteredValue                           Quantity
	// Offered are distributed leads; Accepted, Declined and Lapsed are those
	// that ended so.
	Offered, Accepted, Declined, Lapsed int
	// MedianResponse is the time from offer to answer, 0 where none was answered.
	MedianResponse time.Duration
	// P90Response is the time within which nine of ten answers came.
	P90Response time.Duration
	// DeclineReasons counts the keys of the reasons.
	DeclineReasons map[string]int
}

func (s *LeadStats) declined(reason string, by int) {
	if s.DeclineReasons == nil {
		s.DeclineReasons = map[string]int{}
	}
	s.DeclineReasons[reason] += by
	if s.DeclineReasons[reason] == 0 {
		delete(s.DeclineReasons, reason)
	}
	if len(s.DeclineReasons) == 0 {
		s.DeclineReasons = nil
	}
}

// RateStats are rates and averages over deals closed in the fiscal year.
type RateStats struct {
	Won, Lost, Open int
	// Acceptance and Lapse are of the distributed leads that are no longer open:
	// accepted or lapsed / (accepted + declined + lapsed).
	Acceptance, Lapse Ratio
	// Conversion is converted leads of those accepted or approved.
	Conversion Ratio
	// Close is won / (won + lost), CloseOfAll won / all.
	Close, CloseOfAll Ratio
	// AverageDeal and MedianDeal are of deals won, in the program's currency.
	AverageDeal, MedianDeal Money
	// CycleDays is the median number of days from creation to winning.
	CycleDays int
}

// ProjectStats are the projects: registered and completed in the fiscal year,
// active and terminated now.
type ProjectStats struct {
	Registered, Active, Completed, Terminated int
}
