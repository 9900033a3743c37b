package packed

import (
	"github.com/belay-tui/belay/domain"
)

// The tags of a lead. HeldBack is never stored.
const (
	leadID                = tagID
	leadProgram           = 2
	leadOrigin            = 3
	leadStatus            = 4
	leadPortalID          = 5
	leadCompany           = 6
	leadContact           = 7
	leadProduct           = 8
	leadValue             = 9
	leadSource            = 10
	leadDescription       = 11
	leadCampaign          = 12
	leadQualification     = 13
	leadRegistration      = 14
	leadOfferedAt         = 15
	leadDue               = 16
	leadAnsweredAt        = 17
	leadAnsweredBy        = 18
	leadSubmittedAt       = 19
	leadClosedAt          = 20
	leadReason            = 21
	leadRemark            = 22
	leadActivities        = 23
	leadNext              = 24
	leadOpportunity       = 25
	leadPortalOpportunity = 26
	leadImported          = 27

	leadLast = leadImported
)

func appendLead(dst []byte, l *domain.Lead, was *previous) []byte {
	dst = AppendItem(dst, leadID, l.ID[:])
	dst = AppendBytes(dst, leadProgram, l.Program)
	dst = AppendBytes(dst, leadOrigin, l.Origin)
	dst = AppendBytes(dst, leadStatus, l.Status)
	dst = AppendUntrusted(dst, leadPortalID, l.PortalID)
	dst = appendCompany(dst, leadCompany, &l.Company, was)
	dst = appendContactPart(dst, leadContact, &l.Contact, was)
	dst = AppendUntrusted(dst, leadProduct, l.Product)
	dst = appendMoney(dst, leadValue, l.Value)
	dst = AppendUntrusted(dst, leadSource, l.Source)
	dst = AppendUntrusted(dst, leadDescription, l.Description)
	dst = appendTouches(dst, leadCampaign, l.Campaign, was)
	dst = appendSteps(dst, leadQualification, l.Qualification, was)
	dst = appendRegistration(dst, leadRegistration, &l.Registration, was)
	dst = AppendTime(dst, leadOfferedAt, l.OfferedAt)
	dst = AppendTime(dst, leadDue, l.Due)
	dst = AppendTime(dst, leadAnsweredAt, l.AnsweredAt)
	dst = AppendUntrusted(dst, leadAnsweredBy, l.AnsweredBy)
	dst = AppendTime(dst, leadSubmittedAt, l.SubmittedAt)
	dst = AppendTime(dst, leadClosedAt, l.ClosedAt)
	dst = AppendBytes(dst, leadReason, l.Reason)
	dst = AppendUntrusted(dst, leadRemark, l.Remark)
	dst = appendActivities(dst, leadActivities, l.Activities, was)
	dst = appendNext(dst, leadNext, l.Next, was)
	dst = AppendID(dst, leadOpportunity, l.Opportunity)
	dst = AppendUntrusted(dst, leadPortalOpportunity, l.PortalOpportunity)
	dst = appendImported(dst, leadImported, &l.Imported, was)
	return append(dst, was.rest(leadLast)...)
}

func decodeLead(r *Reader[string], l *domain.Lead) {
	for r.Next() {
		switch r.tag {
		case leadID:
			l.ID = r.ID()
		case leadProgram:
			l.Program = r.Text()
		case leadOrigin:
			l.Origin = domain.LeadOrigin(r.Text())
		case leadStatus:
			l.Status = domain.LeadStatus(r.Text())
		case leadPortalID:
			l.PortalID = r.Untrusted()
		case leadCompany:
			readCompany(r, &l.Company)
		case leadContact:
			l.Contact = readContact(r)
		case leadProduct:
			l.Product = r.Untrusted()
		case leadValue:
			l.Value = readMoney(r)
		case leadSource:
			l.Source = r.Untrusted()
		case leadDescription:
			l.Description = r.Untrusted()
		case leadCampaign:
			l.Campaign = append(room(r, l.Campaign), readTouch(r))
		case leadQualification:
			l.Qualification = readStep(r, l.Qualification)
		case leadRegistration:
			l.Registration = readRegistration(r)
		case leadOfferedAt:
			l.OfferedAt = r.Time()
		case leadDue:
			l.Due = r.Time()
		case leadAnsweredAt:
			l.AnsweredAt = r.Time()
		case leadAnsweredBy:
			l.AnsweredBy = r.Untrusted()
		case leadSubmittedAt:
			l.SubmittedAt = r.Time()
		case leadClosedAt:
			l.ClosedAt = r.Time()
		case leadReason:
			l.Reason = r.Text()
		case leadRemark:
			l.Remark = r.Untrusted()
		case leadActivities:
			l.Activities = append(room(r, l.Activities), readActivity(r))
		case leadNext:
			l.Next = readNext(r)
		case leadOpportunity:
			l.Opportunity = r.ID()
		case leadPortalOpportunity:
			l.PortalOpportunity = r.Untrusted()
		case leadImported:
			l.Imported = readImported(r)
		}
	}
}
