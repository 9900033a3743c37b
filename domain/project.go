package domain

import (
	"strings"
	"time"
)

// ProjectKind is what a project delivers.
type ProjectKind string

// The kinds of project (S0).
const (
	Implementation ProjectKind = "implementation"
	Integration    ProjectKind = "integration"
	Consulting     ProjectKind = "consulting"
)

// ProjectKinds lists the kinds in the order in which people choose.
func ProjectKinds() []ProjectKind { return []ProjectKind{Implementation, Integration, Consulting} }

// Role is the firm's part in a project.
type Role string

// The roles.
const (
	Prime         Role = "prime"
	Subcontractor Role = "subcontractor"
)

// Roles lists the roles in the order in which people choose.
func Roles() []Role { return []Role{Prime, Subcontractor} }

// Audience is whom a project is done for (S3).
type Audience string

// The audiences.
const (
	// ForCustomer is an end customer.
	ForCustomer Audience = "customer"
	// ForPartner is another partner, for its own internal use.
	ForPartner Audience = "partner"
	// ForISV is an ISV for whom the firm is the product development outsourcer.
	ForISV Audience = "isv"
)

// Audiences lists the audiences in the order in which people choose.
func Audiences() []Audience { return []Audience{ForCustomer, ForPartner, ForISV} }

// ProjectStatus is where a project stands. A project is never deleted (S3).
type ProjectStatus string

// The statuses of a project.
const (
	ProjectActive     ProjectStatus = "active"
	ProjectOnHold     ProjectStatus = "on_hold"
	ProjectCompleted  ProjectStatus = "completed"
	ProjectTerminated ProjectStatus = "terminated"
)

// ProjectContacts is how many consenting customer contacts a project needs (S3).
const ProjectContacts = 2

// Project is work that the firm delivers to a customer.
type Project struct {
	ID       ID            `json:"id"`
	Program  string        `json:"program"`
	Name     Untrusted     `json:"name"`
	Customer Untrusted     `json:"customer"`
	Kind     ProjectKind   `json:"kind"`
	Role     Role          `json:"role"`
	For      Audience      `json:"for"`
	Product  Untrusted     `json:"product,omitzero"`
	Industry Untrusted     `json:"industry,omitzero"`
	Status   ProjectStatus `json:"status"`
	Start    Date          `json:"start,omitzero"`
	// End is the day of completion, or the one planned.
	End      Date      `json:"end,omitzero"`
	Contacts []Contact `json:"contacts,omitempty"`
	// Survey is the survey that completion started.
	Survey ID `json:"survey,omitzero"`
	// CSAT is the survey's newest answer.
	CSAT CSAT `json:"csat,omitzero"`
	// Disqualified is why the program does not count it, "" where it does.
	Disqualified Untrusted `json:"disqualified,omitzero"`
	// Reason is why it was put on hold or terminated.
	Reason    Untrusted `json:"reason,omitzero"`
	CreatedAt time.Time `json:"created_at"`
	// ChangedAt is when the status last changed.
	ChangedAt time.Time `json:"changed_at"`
}

// Ref names the project's record.
func (p Project) Ref() Ref { return Ref{KindProject, p.ID} }

// Lists are the lists of the screen in which the project stands.
func (p Project) Lists() []string {
	switch p.Status {
	case ProjectCompleted:
		return []string{ListCompleted}
	case ProjectTerminated:
		return []string{ListTerminated}
	case ProjectActive, ProjectOnHold:
	}
	return []string{ListActive}
}

// Eligible reports whether a project counts for customer satisfaction, and the
// reason where it does not (R3, S3): work as a subcontractor never does, nor
// what the program disqualified.
func (p Project) Eligible() (ok bool, why Code) {
	switch {
	case p.Role == Subcontractor:
		return false, "project.subcontractor"
	case !p.Disqualified.IsZero():
		return false, "project.disqualified"
	}
	return true, ""
}

// Consenting is how many distinct contacts with a valid address agreed to be asked.
func (p Project) Consenting() int {
	seen := map[string]bool{}
	for _, c := range p.Contacts {
		if ValidEmail(c.Email) && c.Consent != 0 {
			seen[Fold(c.Email.Raw())] = true
		}
	}
	return len(seen)
}

// Standing says whether a project counts in the program's CSAT count, and why.
type Standing struct {
	Counts bool
	// Why is the reason it does not count, or "project.counts" where it does.
	Why Code
	// Nth and Of: it is the Nth of at most Of of this customer that count.
	Nth, Of int
	// Year is the fiscal year it was completed in.
	Year int
}

// Reason is the reason's name among those about projects, such as "not_above".
func (s Standing) Reason() string { return strings.TrimPrefix(string(s.Why), "project.") }

// Open reports whether the project may still come to count as things go: it is
// not completed or not answered yet.
func (s Standing) Open() bool {
	return s.Why == "project.not_completed" || s.Why == "project.no_answer"
}

// Standing judges a project among all projects of its customer (R3, T1).
func (p *Program) Standing(project Project, ofCustomer []Project, today Date) Standing {
	year, _ := p.FiscalYear.Year(max(project.End, 1))
	s := Standing{Of: p.Survey.PerCustomer, Year: year}
	if s.Why = p.whyNot(project, today); s.Why != "" {
		return s
	}
	s.Nth = 1
	for _, other := range ofCustomer {
		if other.ID != project.ID && p.whyNot(other, today) == "" && countsBefore(other, project) {
			s.Nth++
		}
	}
	if s.Nth > s.Of {
		s.Why = "project.enough_of_customer"
		return s
	}
	s.Counts, s.Why = true, "project.counts"
	return s
}

// whyNot is why a project cannot count, leaving its customer's others aside.
func (p *Program) whyNot(project Project, today Date) Code {
	if ok, why := project.Eligible(); !ok {
		return why
	}
	switch {
	case project.Status == ProjectTerminated:
		return "project.terminated"
	case project.Status != ProjectCompleted:
		return "project.not_completed"
	case project.CSAT.IsZero():
		return "project.no_answer"
	case !project.CSAT.Counts():
		return "project.answer_disqualified"
	case project.CSAT.Score().IsZero():
		return "project.no_score"
	case project.CSAT.Score().Cmp(p.Survey.Threshold) <= 0:
		return "project.not_above"
	case !p.Span(p.Survey.Window, today).Has(project.End):
		return "project.other_year"
	}
	return ""
}

// countsBefore orders the projects of one customer: the first to be completed counts first.
func countsBefore(a, b Project) bool {
	if a.End != b.End {
		return a.End < b.End
	}
	return a.ID.String() < b.ID.String()
}
