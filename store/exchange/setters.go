package exchange

import (
	"time"

	"github.com/belay-tui/belay/domain"
)

// leadDraft is a lead while its row is read.
type leadDraft struct {
	domain.ImportLead
	first, last string
	deleted     bool
}

var leadSetters = map[string]setter[leadDraft]{
	fieldPortalID:    text(func(d *leadDraft) *domain.Untrusted { return &d.PortalID }),
	fieldStatus:      text(func(d *leadDraft) *domain.Untrusted { return &d.Status }),
	fieldOpportunity: text(func(d *leadDraft) *domain.Untrusted { return &d.PortalOpportunity }),
	fieldCompany:     text(func(d *leadDraft) *domain.Untrusted { return &d.Company.Name }),
	fieldStreet:      text(func(d *leadDraft) *domain.Untrusted { return &d.Company.Street }),
	fieldCity:        text(func(d *leadDraft) *domain.Untrusted { return &d.Company.City }),
	fieldState:       text(func(d *leadDraft) *domain.Untrusted { return &d.Company.State }),
	fieldPostalCode:  text(func(d *leadDraft) *domain.Untrusted { return &d.Company.PostalCode }),
	fieldCountry:     text(func(d *leadDraft) *domain.Untrusted { return &d.Company.Country }),
	fieldIndustry:    text(func(d *leadDraft) *domain.Untrusted { return &d.Company.Industry }),
	fieldWebsite:     text(func(d *leadDraft) *domain.Untrusted { return &d.Company.Website }),
	fieldContact:     text(func(d *leadDraft) *domain.Untrusted { return &d.Contact.Name }),
	fieldTitle:       text(func(d *leadDraft) *domain.Untrusted { return &d.Contact.Title }),
	fieldEmail:       text(func(d *leadDraft) *domain.Untrusted { return &d.Contact.Email }),
	fieldPhone:       text(func(d *leadDraft) *domain.Untrusted { return &d.Contact.Phone }),
	fieldMobile:      text(func(d *leadDraft) *domain.Untrusted { return &d.Contact.Mobile }),
	fieldProduct:     text(func(d *leadDraft) *domain.Untrusted { return &d.Product }),
	fieldSource:      text(func(d *leadDraft) *domain.Untrusted { return &d.Source }),
	fieldDescription: text(func(d *leadDraft) *domain.Untrusted { return &d.Description }),
	fieldCreated:     instant(func(d *leadDraft) *time.Time { return &d.CreatedAt }),
	fieldModified:    instant(func(d *leadDraft) *time.Time { return &d.ModifiedAt }),
	fieldDue:         instant(func(d *leadDraft) *time.Time { return &d.Due }),
	fieldRevenue:     money(func(d *leadDraft) *domain.Money { return &d.Company.Revenue }),
	fieldValue:       money(func(d *leadDraft) *domain.Money { return &d.Value }),
	fieldConverted:   flag(func(d *leadDraft) **bool { return &d.Converted }),
	fieldFirstName: func(d *leadDraft, cell domain.Untrusted, _ *reading) *domain.RuleError {
		d.first = cell.Raw()
		return nil
	},
	fieldLastName: func(d *leadDraft, cell domain.Untrusted, _ *reading) *domain.RuleError {
		d.last = cell.Raw()
		return nil
	},
	fieldCampaign: func(d *leadDraft, cell domain.Untrusted, _ *reading) *domain.RuleError {
		d.Campaign = []domain.Touch{{Campaign: cell}}
		return nil
	},
	fieldEmployees: func(d *leadDraft, cell domain.Untrusted, _ *reading) (bad *domain.RuleError) {
		d.Company.Employees, bad = parseCount(cell.Raw())
		return bad
	},
	fieldDeleted: func(d *leadDraft, cell domain.Untrusted, _ *reading) (bad *domain.RuleError) {
		d.deleted, bad = parseBool(cell.Raw())
		return bad
	},
}

// opportunityDraft is an opportunity while its row is read.
type opportunityDraft struct {
	domain.ImportOpportunity
	deleted bool
}

var opportunitySetters = map[string]setter[opportunityDraft]{
	fieldPortalID:    text(func(d *opportunityDraft) *domain.Untrusted { return &d.PortalID }),
	fieldAccount:     text(func(d *opportunityDraft) *domain.Untrusted { return &d.AccountID }),
	fieldCustomer:    text(func(d *opportunityDraft) *domain.Untrusted { return &d.Customer }),
	fieldName:        text(func(d *opportunityDraft) *domain.Untrusted { return &d.Title }),
	fieldProduct:     text(func(d *opportunityDraft) *domain.Untrusted { return &d.Product }),
	fieldStage:       text(func(d *opportunityDraft) *domain.Untrusted { return &d.Stage }),
	fieldNext:        text(func(d *opportunityDraft) *domain.Untrusted { return &d.Next }),
	fieldSource:      text(func(d *opportunityDraft) *domain.Untrusted { return &d.Source }),
	fieldDescription: text(func(d *opportunityDraft) *domain.Untrusted { return &d.Description }),
	fieldAmount:      money(func(d *opportunityDraft) *domain.Money { return &d.Amount }),
	fieldACV:         money(func(d *opportunityDraft) *domain.Money { return &d.ACV }),
	fieldClose:       date(func(d *opportunityDraft) *domain.Date { return &d.CloseDate }),
	fieldClosed:      flag(func(d *opportunityDraft) **bool { return &d.Closed }),
	fieldWon:         flag(func(d *opportunityDraft) **bool { return &d.Won }),
	fieldCreated:     instant(func(d *opportunityDraft) *time.Time { return &d.CreatedAt }),
	fieldModified:    instant(func(d *opportunityDraft) *time.Time { return &d.ModifiedAt }),
	fieldProbability: func(d *opportunityDraft, cell domain.Untrusted, how *reading) *domain.RuleError {
		n, bad := parsePercent(cell.Raw(), how.shares)
		d.Probability = &n
		return bad
	},
	fieldDeleted: func(d *opportunityDraft, cell domain.Untrusted, _ *reading) (bad *domain.RuleError) {
		d.deleted, bad = parseBool(cell.Raw())
		return bad
	},
}
