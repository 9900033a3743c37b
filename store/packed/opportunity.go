package packed

import "github.com/belay-tui/belay/domain"

// The tags of an opportunity.
const (
	oppID          = tagID
	oppProgram     = 2
	oppPortalID    = 3
	oppName        = 4
	oppCustomer    = 5
	oppAccountID   = 6
	oppProduct     = 7
	oppStage       = 8
	oppProbability = 9
	oppCategory    = 10
	oppOutcome     = 11
	oppAmount      = 12
	oppACV         = 13
	oppKind        = 14
	oppEvidence    = 15
	oppLead        = 16
	oppSource      = 17
	oppCloseDate   = 18
	oppNext        = 19
	oppReason      = 20
	oppDescription = 21
	oppCreatedAt   = 22
	oppStageAt     = 23
	oppClosedAt    = 24
	oppImported    = 25

	oppLast = oppImported
)

func appendOpportunity(dst []byte, o *domain.Opportunity, was *previous) []byte {
	dst = AppendItem(dst, oppID, o.ID[:])
	dst = AppendBytes(dst, oppProgram, o.Program)
	dst = AppendUntrusted(dst, oppPortalID, o.PortalID)
	dst = AppendUntrusted(dst, oppName, o.Name)
	dst = AppendUntrusted(dst, oppCustomer, o.Customer)
	dst = AppendUntrusted(dst, oppAccountID, o.AccountID)
	dst = AppendUntrusted(dst, oppProduct, o.Product)
	dst = AppendBytes(dst, oppStage, o.Stage)
	dst = AppendInt(dst, oppProbability, o.Probability)
	dst = AppendBytes(dst, oppCategory, o.Category)
	dst = AppendBytes(dst, oppOutcome, o.Outcome)
	dst = appendMoney(dst, oppAmount, o.Amount)
	dst = appendMoney(dst, oppACV, o.ACV)
	dst = AppendBytes(dst, oppKind, o.Kind)
	dst = AppendBytes(dst, oppEvidence, o.Evidence)
	dst = AppendID(dst, oppLead, o.Lead)
	dst = AppendUntrusted(dst, oppSource, o.Source)
	dst = AppendInt(dst, oppCloseDate, o.CloseDate)
	dst = appendNext(dst, oppNext, o.Next, was)
	dst = AppendUntrusted(dst, oppReason, o.Reason)
	dst = AppendUntrusted(dst, oppDescription, o.Description)
	dst = AppendTime(dst, oppCreatedAt, o.CreatedAt)
	dst = AppendTime(dst, oppStageAt, o.StageAt)
	dst = AppendTime(dst, oppClosedAt, o.ClosedAt)
	dst = appendImported(dst, oppImported, &o.Imported, was)
	return append(dst, was.rest(oppLast)...)
}

func decodeOpportunity(r *Reader[string], o *domain.Opportunity) {
	for r.Next() {
		switch r.tag {
		case oppID:
			o.ID = r.ID()
		case oppProgram:
			o.Program = r.Text()
		case oppPortalID:
			o.PortalID = r.Untrusted()
		case oppName:
			o.Name = r.Untrusted()
		case oppCustomer:
			o.Customer = r.Untrusted()
		case oppAccountID:
			o.AccountID = r.Untrusted()
		case oppProduct:
			o.Product = r.Untrusted()
		case oppStage:
			o.Stage = r.Text()
		case oppProbability:
			o.Probability = readInt(r)
		case oppCategory:
			o.Category = r.Text()
		case oppOutcome:
			o.Outcome = domain.Outcome(r.Text())
		case oppAmount:
			o.Amount = readMoney(r)
		case oppACV:
			o.ACV = readMoney(r)
		case oppKind:
			o.Kind = domain.ACVKind(r.Text())
		case oppEvidence:
			o.Evidence = domain.Evidence(r.Text())
		case oppLead:
			o.Lead = r.ID()
		case oppSource:
			o.Source = r.Untrusted()
		case oppCloseDate:
			o.CloseDate = readDate(r)
		case oppNext:
			o.Next = readNext(r)
		case oppReason:
			o.Reason = r.Untrusted()
		case oppDescription:
			o.Description = r.Untrusted()
		case oppCreatedAt:
			o.CreatedAt = r.Time()
		case oppStageAt:
			o.StageAt = r.Time()
		case oppClosedAt:
			o.ClosedAt = r.Time()
		case oppImported:
			o.Imported = readImported(r)
		}
	}
}
