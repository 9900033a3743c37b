package domain

import (
	"slices"
	"sync"
	"time"
)

// filterFields are the fields of the kinds. What a program may hold back of a
// person is none: a lead's contact is found by its text once it is disclosed.
//
// They are made when somebody first filters: no start waits for them.
var filterFields = sync.OnceValue(func() map[Kind][]filterField {
	return map[Kind][]filterField{
		KindLead:        leadFilter(),
		KindOpportunity: opportunityFilter(),
		KindProject:     projectFilter(),
		KindSurvey:      surveyFilter(),
		KindStory:       storyFilter(),
		KindCredential:  credentialFilter(),
	}
})

func leadFilter() []filterField {
	return []filterField{
		choiceOf("status", allLeadStatuses(), func(l Lead, at view) LeadStatus { return l.StatusAt(at.now) }),
		// What was answered, or lapsed, is not due any more.
		timeOf("due", func(l Lead, at view) (due time.Time) {
			if l.StatusAt(at.now) == LeadOffered {
				due = l.Due
			}
			return due
		}),
		numberOf("score", func(l Lead, at view) (Quantity, bool) {
			return Count(at.p.Qualify(l).Points), len(l.Qualification) > 0
		}),
		textsOf("band", func(l Lead, at view) []Untrusted {
			if len(l.Qualification) == 0 {
				return nil
			}
			return []Untrusted{Outside(at.p.Qualify(l).Band)}
		}).whole(),
		amountOf("value", func(l Lead) Money { return l.Value }).or("amount"),
		textOf("company", func(l Lead) Untrusted { return l.Company.Name }).or("name").or("customer"),
		textOf("country", func(l Lead) Untrusted { return l.Company.Country }).begins(),
		textOf("city", func(l Lead) Untrusted { return l.Company.City }),
		textOf("product", func(l Lead) Untrusted { return l.Product }),
		textOf("industry", func(l Lead) Untrusted { return l.Company.Industry }),
		textOf("source", func(l Lead) Untrusted { return l.Source }),
		textsOf("campaign", func(l Lead, _ view) (all []Untrusted) {
			for _, t := range l.Campaign {
				all = append(all, t.Campaign)
			}
			return all
		}),
		choiceOf("origin", []LeadOrigin{Distributed, Registered}, func(l Lead, _ view) LeadOrigin { return l.Origin }),
		numberOf("employees", func(l Lead, _ view) (Quantity, bool) { return Count(l.Company.Employees), l.Company.Employees > 0 }),
		dateField("next", func(l Lead) Date { return l.Next.On }),
		dateField("close", func(l Lead) Date { return l.Registration.Close }),
		pastOf("offered", func(l Lead) time.Time { return l.OfferedAt }),
		pastOf("answered", func(l Lead) time.Time { return l.AnsweredAt }),
		pastOf("submitted", func(l Lead) time.Time { return l.SubmittedAt }),
		pastOf("closed", func(l Lead) time.Time { return l.ClosedAt }),
		ageOf(func(l Lead) time.Time { return l.OfferedAt }),
		textsOf("reason", func(l Lead, _ view) []Untrusted { return []Untrusted{Outside(l.Reason), l.Remark} }),
		textOf("id", func(l Lead) Untrusted { return l.PortalID }).whole(),
		programNamed(func(l Lead) string { return l.Program }),
	}
}

// allLeadStatuses are the statuses of a lead as people see them.
func allLeadStatuses() []LeadStatus {
	return []LeadStatus{
		LeadOffered, LeadAccepted, LeadWorking, LeadDeclined, LeadLapsed, LeadClosed, LeadDraft, LeadSubmitted,
		LeadApproved, LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired, LeadConverted,
	}
}

func opportunityFilter() []filterField {
	return []filterField{
		choiceOf("status", []State{StateOpen, StateWon, StateLost}, func(o Opportunity, _ view) State { return o.state() }),
		textOf("stage", func(o Opportunity) Untrusted { return Outside(o.Stage) }),
		amountOf("amount", func(o Opportunity) Money { return o.Amount }).or("value"),
		amountOf("acv", func(o Opportunity) Money { return o.ACV }),
		dateField("close", func(o Opportunity) Date { return o.CloseDate }),
		dateField("next", func(o Opportunity) Date { return o.Next.On }),
		textOf("customer", func(o Opportunity) Untrusted { return o.Customer }).or("company"),
		textOf("name", func(o Opportunity) Untrusted { return o.Name }),
		choiceOf("kind", ACVKinds(), func(o Opportunity, _ view) ACVKind { return o.Kind }),
		countOf("probability", func(o Opportunity) int { return o.Probability }),
		textOf("category", func(o Opportunity) Untrusted { return Outside(o.Category) }),
		textOf("product", func(o Opportunity) Untrusted { return o.Product }),
		textOf("source", func(o Opportunity) Untrusted { return o.Source }),
		ageOf(func(o Opportunity) time.Time { return o.StageAt }),
		pastOf("closed", func(o Opportunity) time.Time { return o.ClosedAt }),
		textOf("reason", func(o Opportunity) Untrusted { return o.Reason }),
		textOf("id", func(o Opportunity) Untrusted { return o.PortalID }).whole(),
		programNamed(func(o Opportunity) string { return o.Program }),
	}
}

func projectFilter() []filterField {
	return []filterField{
		choiceOf("status", []ProjectStatus{ProjectActive, ProjectOnHold, ProjectCompleted, ProjectTerminated}, func(p Project, _ view) ProjectStatus { return p.Status }),
		textOf("customer", func(p Project) Untrusted { return p.Customer }).or("company"),
		textOf("name", func(p Project) Untrusted { return p.Name }),
		dateField("end", func(p Project) Date { return p.End }),
		dateField("start", func(p Project) Date { return p.Start }).past(),
		csatField(func(p Project) CSAT { return p.CSAT }),
		choiceOf("kind", ProjectKinds(), func(p Project, _ view) ProjectKind { return p.Kind }),
		choiceOf("role", Roles(), func(p Project, _ view) Role { return p.Role }),
		choiceOf("for", Audiences(), func(p Project, _ view) Audience { return p.For }),
		yesOrNo("eligible", func(p Project) bool { ok, _ := p.Eligible(); return ok }),
		countOf("contacts", Project.Consenting),
		textOf("product", func(p Project) Untrusted { return p.Product }),
		textOf("industry", func(p Project) Untrusted { return p.Industry }),
		ageOf(func(p Project) time.Time { return p.ChangedAt }),
		textsOf("reason", func(p Project, _ view) []Untrusted { return []Untrusted{p.Reason, p.Disqualified} }),
		programNamed(func(p Project) string { return p.Program }),
	}
}

func surveyFilter() []filterField {
	return []filterField{
		choiceOf("status", []SurveyStatus{SurveyQueued, SurveySent, SurveyFailed, SurveyAnswered}, func(s Survey, _ view) SurveyStatus { return s.Status }),
		textOf("customer", func(s Survey) Untrusted { return s.Customer }).or("company"),
		textOf("project", func(s Survey) Untrusted { return s.ProjectName }).or("name"),
		csatField(Survey.CSAT),
		ageOf(func(s Survey) time.Time {
			return slices.MaxFunc([]time.Time{s.QueuedAt, s.SentAt, s.AnsweredAt}, time.Time.Compare)
		}),
		countOf("resent", func(s Survey) int { return s.Resent }),
		pastOf("sent", func(s Survey) time.Time { return s.SentAt }),
		pastOf("answered", func(s Survey) time.Time { return s.AnsweredAt }),
		yesOrNo("published", func(s Survey) bool { return s.Published }),
		countOf("cases", func(s Survey) int { return len(s.Cases) }),
		textOf("review", func(s Survey) Untrusted { return s.Review }),
		textOf("why", func(s Survey) Untrusted { return s.Why }),
		programNamed(func(s Survey) string { return s.Program }),
	}
}

func storyFilter() []filterField {
	return []filterField{
		choiceOf("status", []StoryStatus{StoryDrafted, StorySubmitted, StoryPublished}, func(s Story, _ view) StoryStatus { return s.Status }),
		textOf("title", func(s Story) Untrusted { return s.Title }).or("name"),
		textOf("customer", func(s Story) Untrusted { return s.Customer }).or("company"),
		ageOf(func(s Story) time.Time { return s.CreatedAt }),
		programNamed(func(s Story) string { return s.Program }),
	}
}

func credentialFilter() []filterField {
	return []filterField{
		choiceOf("kind", CredentialKinds(), func(c Credential, _ view) CredentialKind { return c.Kind }),
		textOf("title", func(c Credential) Untrusted { return c.Title }).or("name"),
		textOf("holder", func(c Credential) Untrusted { return c.Holder }),
		numberOf("level", func(c Credential, _ view) (Quantity, bool) { return Count(c.Level), c.Level > 0 }),
		dateField("earned", func(c Credential) Date { return c.Earned }).past(),
		dateField("expires", func(c Credential) Date { return c.Expires }),
		programNamed(func(c Credential) string { return c.Program }),
	}
}
