package domain

import "time"

// Description is what a list of mixed records shows of one.
type Description struct {
	// Name is what people call it; of a lead the company, of a credential its title.
	Name Untrusted
	// Status is a name of the domain's, such as "won".
	Status string
	// On is the day that tells it from others: offered, submitted, closed, ended
	// or made.
	On Date
}

// Describe tells of a record what a list of records of all kinds shows.
func Describe(r Record, p *Program, now time.Time) Description {
	switch r := r.(type) {
	case Lead:
		on := r.OfferedAt
		if !r.SubmittedAt.IsZero() {
			on = r.SubmittedAt
		}
		return Description{r.Company.Name, string(r.StatusAt(now)), p.Day(on)}
	case Opportunity:
		d := Description{Name: r.Name, Status: string(r.Outcome), On: r.closedOn(p)}
		if r.Outcome == OutcomeOpen {
			d.Status = "open"
		}
		return d
	case Project:
		d := Description{Name: r.Name, Status: string(r.Status), On: r.End}
		if d.On == 0 {
			d.On = p.Day(r.CreatedAt)
		}
		return d
	case Survey:
		return Description{r.ProjectName, string(r.Status), p.Day(r.SentAt)}
	case Story:
		return Description{r.Title, string(r.Status), p.Day(r.PublishedAt)}
	case Credential:
		return Description{r.Title, string(r.Kind), r.Earned}
	case Firm:
		return Description{Name: r.Name}
	}
	return Description{}
}

// NameOf is what people call a record; of a lead that is the company, of a survey
// the project.
func NameOf(r Record) Untrusted {
	switch r := r.(type) {
	case Firm:
		return r.Name
	case Lead:
		return r.Company.Name
	case Opportunity:
		return r.Name
	case Project:
		return r.Name
	case Survey:
		return r.ProjectName
	case Story:
		return r.Title
	case Credential:
		return r.Title
	}
	return Untrusted{}
}
