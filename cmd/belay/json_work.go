package main

import (
	"github.com/belay-tui/belay/domain"
)

type opportunityJSON struct {
	ID          string            `json:"id"`
	Program     string            `json:"program"`
	PortalID    *domain.Untrusted `json:"portal_id"`
	Name        *domain.Untrusted `json:"name"`
	Customer    *domain.Untrusted `json:"customer"`
	AccountID   *domain.Untrusted `json:"account_id"`
	Product     *domain.Untrusted `json:"product"`
	Stage       string            `json:"stage"`
	Probability int               `json:"probability"`
	Category    string            `json:"category"`
	Amount      domain.Money      `json:"amount"`
	ACV         domain.Money      `json:"acv"`
	Expected    domain.Money      `json:"expected"`
	Kind        domain.ACVKind    `json:"kind"`
	Evidence    *domain.Evidence  `json:"evidence"`
	Lead        *string           `json:"lead"`
	CloseDate   *domain.Date      `json:"close_date"`
	Next        *nextJSON         `json:"next"`
	Status      string            `json:"status"`
	Reason      *domain.Untrusted `json:"reason"`
	Source      *domain.Untrusted `json:"source"`
	Description *domain.Untrusted `json:"description"`
	CreatedAt   *string           `json:"created_at"`
	StageAt     *string           `json:"stage_at"`
	ClosedAt    *string           `json:"closed_at"`
	Reminders   []reminderJSON    `json:"reminders"`
}

func opportunityOf(o domain.Opportunity, due []domain.Reminder) opportunityJSON {
	return opportunityJSON{
		ID: o.ID.String(), Program: o.Program, PortalID: some(portal(o.PortalID)), Name: some(o.Name), Customer: some(o.Customer),
		AccountID: some(o.AccountID), Product: some(o.Product), Stage: o.Stage, Probability: o.Probability, Category: o.Category,
		Amount: o.Amount, ACV: o.ACV, Expected: o.Expected(), Kind: o.Kind, Evidence: some(o.Evidence), Lead: idText(o.Lead),
		CloseDate: some(o.CloseDate), Next: nextOf(o.Next), Status: o.Lists()[0], Reason: some(o.Reason), Source: some(o.Source),
		Description: some(o.Description), CreatedAt: instant(o.CreatedAt), StageAt: instant(o.StageAt), ClosedAt: instant(o.ClosedAt),
		Reminders: remindersOf(due),
	}
}

type projectJSON struct {
	ID             string               `json:"id"`
	Program        string               `json:"program"`
	Name           *domain.Untrusted    `json:"name"`
	Customer       *domain.Untrusted    `json:"customer"`
	Kind           domain.ProjectKind   `json:"kind"`
	Role           domain.Role          `json:"role"`
	For            domain.Audience      `json:"for"`
	Product        *domain.Untrusted    `json:"product"`
	Industry       *domain.Untrusted    `json:"industry"`
	Status         domain.ProjectStatus `json:"status"`
	Start          *domain.Date         `json:"start"`
	End            *domain.Date         `json:"end"`
	Contacts       []*contactJSON       `json:"contacts"`
	Eligible       bool                 `json:"eligible"`
	EligibleReason *domain.Code         `json:"eligible_reason"`
	Counts         bool                 `json:"counts"`
	CountsReason   domain.Code          `json:"counts_reason"`
	CSAT           *float64             `json:"csat"`
	Survey         *string              `json:"survey"`
	Reason         *domain.Untrusted    `json:"reason"`
	CreatedAt      *string              `json:"created_at"`
	ChangedAt      *string              `json:"changed_at"`
	Reminders      []reminderJSON       `json:"reminders"`
}

func projectOf(p domain.Project, s domain.Standing, due []domain.Reminder) projectJSON {
	eligible, why := p.Eligible()
	return projectJSON{
		ID: p.ID.String(), Program: p.Program, Name: some(p.Name), Customer: some(p.Customer), Kind: p.Kind, Role: p.Role, For: p.For,
		Product: some(p.Product), Industry: some(p.Industry), Status: p.Status, Start: some(p.Start), End: some(p.End),
		Contacts: contactsOf(p.Contacts), Eligible: eligible, EligibleReason: some(why), Counts: s.Counts, CountsReason: s.Why,
		CSAT: ratio(p.CSAT.Score()), Survey: idText(p.Survey), Reason: some(p.Reason),
		CreatedAt: instant(p.CreatedAt), ChangedAt: instant(p.ChangedAt), Reminders: remindersOf(due),
	}
}

type surveyJSON struct {
	ID         string              `json:"id"`
	Program    string              `json:"program"`
	Project    string              `json:"project"`
	Name       *domain.Untrusted   `json:"project_name"`
	Customer   *domain.Untrusted   `json:"customer"`
	Status     domain.SurveyStatus `json:"status"`
	To         *contactJSON        `json:"to"`
	QueuedAt   *string             `json:"queued_at"`
	SentAt     *string             `json:"sent_at"`
	Resent     int                 `json:"resent"`
	Why        *domain.Untrusted   `json:"why"`
	Answers    []*domain.Rating    `json:"answers"`
	CSAT       *float64            `json:"csat"`
	Review     *domain.Untrusted   `json:"review"`
	Published  bool                `json:"published"`
	AnsweredAt *string             `json:"answered_at"`
	// Disqualified is why the program does not count the answer.
	Disqualified *domain.Untrusted `json:"disqualified"`
	Cases        []caseJSON        `json:"cases"`
	Reminders    []reminderJSON    `json:"reminders"`
}

type caseJSON struct {
	Kind     domain.CaseKind   `json:"kind"`
	Number   *domain.Untrusted `json:"number"`
	OpenedAt *string           `json:"opened_at"`
	UsedAt   *string           `json:"used_at"`
}

// surveyOf has null for a question that was answered as not applicable.
func surveyOf(s domain.Survey, due []domain.Reminder) surveyJSON {
	j := surveyJSON{
		ID: s.ID.String(), Program: s.Program, Project: s.Project.String(), Name: some(s.ProjectName), Customer: some(s.Customer),
		Status: s.Status, To: contactOf(s.To), QueuedAt: instant(s.QueuedAt), SentAt: instant(s.SentAt), Resent: s.Resent,
		Why: some(s.Why), Answers: make([]*domain.Rating, len(s.Ratings)), CSAT: ratio(s.CSAT().Score()), Review: some(s.Review),
		Published: s.Published, AnsweredAt: instant(s.AnsweredAt), Disqualified: some(s.Disqualified), Cases: make([]caseJSON, len(s.Cases)),
		Reminders: remindersOf(due),
	}
	for i, r := range s.Ratings {
		j.Answers[i] = some(r)
	}
	for i, c := range s.Cases {
		j.Cases[i] = caseJSON{c.Kind, some(c.Number), instant(c.OpenedAt), instant(c.UsedAt)}
	}
	return j
}

type storyJSON struct {
	ID          string             `json:"id"`
	Program     string             `json:"program"`
	Project     *string            `json:"project"`
	Title       *domain.Untrusted  `json:"title"`
	Customer    *domain.Untrusted  `json:"customer"`
	Status      domain.StoryStatus `json:"status"`
	Challenge   *domain.Untrusted  `json:"challenge"`
	Solution    *domain.Untrusted  `json:"solution"`
	Results     *domain.Untrusted  `json:"results"`
	CreatedAt   *string            `json:"created_at"`
	SubmittedAt *string            `json:"submitted_at"`
	PublishedAt *string            `json:"published_at"`
}

func storyOf(s domain.Story) storyJSON {
	return storyJSON{
		s.ID.String(), s.Program, idText(s.Project), some(s.Title), some(s.Customer), s.Status, some(s.Challenge), some(s.Solution),
		some(s.Results), instant(s.CreatedAt), instant(s.SubmittedAt), instant(s.PublishedAt),
	}
}

type credentialJSON struct {
	ID      string                `json:"id"`
	Program string                `json:"program"`
	Kind    domain.CredentialKind `json:"kind"`
	Title   *domain.Untrusted     `json:"title"`
	Holder  *domain.Untrusted     `json:"holder"`
	Level   *int                  `json:"level"`
	Earned  *domain.Date          `json:"earned"`
	Expires *domain.Date          `json:"expires"`
	InForce bool                  `json:"in_force"`
}

func credentialOf(c domain.Credential, today domain.Date) credentialJSON {
	return credentialJSON{
		c.ID.String(), c.Program, c.Kind, some(c.Title), some(c.Holder), some(c.Level), some(c.Earned), some(c.Expires), c.Holds(today),
	}
}

// shownCredentialJSON is a credential that is shown alone: with what it adds to
// the score.
type shownCredentialJSON struct {
	credentialJSON
	Points int64 `json:"points"`
}

type firmJSON struct {
	Name     domain.Untrusted `json:"name"`
	Programs []string         `json:"programs"`
	Domains  []string         `json:"domains"`
	Book     domain.Untrusted `json:"book"`
}
