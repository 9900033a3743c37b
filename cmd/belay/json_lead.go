package main

import (
	"time"

	"github.com/belay-tui/belay/domain"
)

type leadJSON struct {
	ID            string             `json:"id"`
	Program       string             `json:"program"`
	PortalID      *domain.Untrusted  `json:"portal_id"`
	Origin        domain.LeadOrigin  `json:"origin"`
	Status        domain.LeadStatus  `json:"status"`
	Due           *string            `json:"due"`
	Company       *domain.Untrusted  `json:"company"`
	Country       *domain.Untrusted  `json:"country"`
	City          *domain.Untrusted  `json:"city"`
	Industry      *domain.Untrusted  `json:"industry"`
	Employees     *int               `json:"employees"`
	Website       *domain.Untrusted  `json:"website"`
	Product       *domain.Untrusted  `json:"product"`
	Value         domain.Money       `json:"value"`
	Score         scoreJSON          `json:"score"`
	HeldBack      []domain.LeadField `json:"held_back"`
	Contact       *contactJSON       `json:"contact"`
	Source        *domain.Untrusted  `json:"source"`
	Description   *domain.Untrusted  `json:"description"`
	Campaign      []touchJSON        `json:"campaign"`
	Activities    []activityJSON     `json:"activities"`
	Next          *nextJSON          `json:"next"`
	Opportunity   *string            `json:"opportunity"`
	PortalDeal    *domain.Untrusted  `json:"portal_opportunity"`
	Reason        *string            `json:"reason"`
	Remark        *domain.Untrusted  `json:"remark"`
	OfferedAt     *string            `json:"offered_at"`
	AnsweredAt    *string            `json:"answered_at"`
	SubmittedAt   *string            `json:"submitted_at"`
	ClosedAt      *string            `json:"closed_at"`
	ActivityDue   *string            `json:"activity_due"`
	ExpectedClose *domain.Date       `json:"close"`
	Reminders     []reminderJSON     `json:"reminders"`
}

type scoreJSON struct {
	Points   int             `json:"points"`
	Band     string          `json:"band"`
	Criteria []criterionJSON `json:"criteria"`
}

type criterionJSON struct {
	Key    string  `json:"key"`
	Title  string  `json:"title"`
	Step   *string `json:"step"`
	Points *int    `json:"points"`
	Max    int     `json:"max"`
}

type touchJSON struct {
	On       *domain.Date      `json:"on"`
	Campaign *domain.Untrusted `json:"campaign"`
	What     *domain.Untrusted `json:"what"`
}

type activityJSON struct {
	At   *string             `json:"at"`
	Who  *domain.Untrusted   `json:"who"`
	Kind domain.ActivityKind `json:"kind"`
	Text *domain.Untrusted   `json:"text"`
}

// leadOf is a disclosed lead as JSON: what is held back is null and named in held_back.
func leadOf(l domain.Lead, p *domain.Program, now time.Time) leadJSON {
	j := leadJSON{
		ID: l.ID.String(), Program: l.Program, PortalID: some(portal(l.PortalID)), Origin: l.Origin, Status: l.StatusAt(now),
		Due: instant(l.Due), Company: some(l.Company.Name), Country: some(l.Company.Country), City: some(l.Company.City),
		Industry: some(l.Company.Industry), Employees: some(l.Company.Employees), Website: some(l.Company.Website),
		Product: some(l.Product), Value: l.Value, Score: scoreOf(p.Qualify(l)), HeldBack: []domain.LeadField{},
		Contact: contactOf(l.Contact), Source: some(l.Source), Description: some(l.Description),
		Campaign: make([]touchJSON, len(l.Campaign)), Activities: make([]activityJSON, len(l.Activities)),
		Next: nextOf(l.Next), Opportunity: idText(l.Opportunity), PortalDeal: some(l.PortalOpportunity),
		Reason: some(l.Reason), Remark: some(l.Remark), OfferedAt: instant(l.OfferedAt), AnsweredAt: instant(l.AnsweredAt),
		SubmittedAt: instant(l.SubmittedAt), ClosedAt: instant(l.ClosedAt), ActivityDue: instant(l.ActivityDue(p)),
		ExpectedClose: some(l.Registration.Close), Reminders: remindersOf(domain.Reminders(l, p, now)),
	}
	j.HeldBack = append(j.HeldBack, l.HeldBack...)
	for i, t := range l.Campaign {
		j.Campaign[i] = touchJSON{some(t.On), some(t.Campaign), some(t.What)}
	}
	for i, act := range l.Activities {
		j.Activities[i] = activityJSON{instant(act.At), some(act.Who), act.Kind, some(act.Text)}
	}
	return j
}

func scoreOf(q domain.Qualified) scoreJSON {
	s := scoreJSON{q.Points, q.Band, make([]criterionJSON, len(q.Criteria))}
	for i, c := range q.Criteria {
		s.Criteria[i] = criterionJSON{Key: c.Key, Title: c.Title, Step: some(c.Step), Max: c.Max}
		if c.Known {
			s.Criteria[i].Points = &c.Points
		}
	}
	return s
}
