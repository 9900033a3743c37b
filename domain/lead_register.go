package domain

import (
	"reflect"
	"strconv"
	"strings"
	"time"
)

// RegisterLead drafts a lead of the firm's own (L8).
type RegisterLead struct {
	ID      ID                      `json:"id"`
	Program string                  `json:"program"`
	Fields  map[LeadField]Untrusted `json:"fields"`
}

// Name is the command's name in the journal.
func (RegisterLead) Name() string { return "lead.register" }

// Subject names the lead.
func (c RegisterLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c RegisterLead) decide(v View, now Now) ([]Record, error) {
	if free, err := fresh(v, c.Subject()); !free || err != nil {
		return nil, err
	}
	p, err := v.Program(c.Program)
	if err != nil {
		return nil, err
	}
	l := Lead{ID: c.ID, Program: p.Name, Origin: Registered, Status: LeadDraft, OfferedAt: now.At}
	if err := l.setFields(p, c.Fields, now); err != nil {
		return nil, err
	}
	if l.Company.Name.IsZero() {
		return nil, Refused("field.missing").on(string(FieldCompany))
	}
	return []Record{l}, nil
}

// EditLead changes fields of a lead. A lead that is held back or closed is not edited.
type EditLead struct {
	ID     ID                      `json:"id"`
	Fields map[LeadField]Untrusted `json:"fields"`
}

// Name is the command's name in the journal.
func (EditLead) Name() string { return "lead.edit" }

// Subject names the lead.
func (c EditLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c EditLead) decide(v View, now Now) ([]Record, error) {
	l, p, err := leadOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	before := l
	if err := l.setFields(p, c.Fields, now); err != nil {
		return nil, err
	}
	if l.Company.Name.IsZero() {
		return nil, Refused("field.missing").on(string(FieldCompany))
	}
	if reflect.DeepEqual(l, before) {
		return nil, nil
	}
	return []Record{l}, nil
}

// setFields sets what people typed, and gathers all that cannot be read.
func (l *Lead) setFields(p *Program, fields map[LeadField]Untrusted, now Now) error {
	var bad Refusals
	for _, f := range LeadFields() {
		if v, ok := fields[f]; ok {
			if err := l.setField(p, f, v, now); err != nil {
				bad = append(bad, err.on(string(f)))
			}
		}
	}
	return append(bad, unknownFields(fields, LeadFields())...).orNil()
}

// Typed returns the lead with the fields set, for checks while they are being
// typed: what cannot be read yet counts as empty.
func (l Lead) Typed(p *Program, fields map[LeadField]Untrusted, now time.Time) Lead {
	for f, v := range fields {
		_ = l.setField(p, f, v, Now{At: now}) // said where it is typed
	}
	return l
}

func (l *Lead) setField(p *Program, f LeadField, v Untrusted, now Now) (err *RuleError) {
	if t := l.text(f); t != nil {
		if f == FieldEmail && !v.IsZero() && !ValidEmail(v) {
			return Refused("email.invalid", "value", v)
		}
		*t = v
		return nil
	}
	if v.IsZero() {
		l.clear(f)
		return nil
	}
	switch f {
	case FieldEmployees:
		l.Company.Employees, err = readCount(v)
	case FieldUsers:
		l.Registration.Users, err = readCount(v)
	case FieldValue:
		l.Value, err = readMoney(v, p)
	case FieldClose:
		l.Registration.Close, err = readDate(v)
	case FieldConsent:
		l.Contact.Consent, err = readConsent(v, p, now)
	default: // text, set above
	}
	return err
}

func readCount(v Untrusted) (int, *RuleError) {
	n, err := strconv.Atoi(strings.NewReplacer(",", "", " ", "", "'", "").Replace(v.Raw()))
	if err != nil || n < 0 {
		return 0, Refused("count.invalid", "value", v)
	}
	return n, nil
}

func readMoney(v Untrusted, p *Program) (Money, *RuleError) {
	m, err := ParseMoney(v.Raw(), p.Currency)
	if err != nil {
		return Money{}, Refused("money.unreadable", "value", v, "currency", p.Currency)
	}
	if m.Mils < 0 {
		return Money{}, Refused("money.negative", "value", v)
	}
	return m, nil
}

func readDate(v Untrusted) (Date, *RuleError) {
	d, err := ParseDate(v.Raw())
	if err != nil {
		return 0, Refused("date.invalid", "value", v)
	}
	return d, nil
}

// readConsent reads the day of consent, or yes for today and no for none.
func readConsent(v Untrusted, p *Program, now Now) (Date, *RuleError) {
	if yes, said := consentWord(v); yes {
		return p.Day(now.At), nil
	} else if said {
		return 0, nil
	}
	return readDate(v)
}

// TypedConsent reads the day of consent as people type it: yes for today, no for
// none, or a day; see [TypedDate].
func TypedConsent(v Untrusted, today Date) (Date, error) {
	if yes, said := consentWord(v); yes {
		return today, nil
	} else if said {
		return 0, nil
	}
	d, bad := typedDate(v.Raw(), today, LeanBehind)
	if bad != nil {
		return 0, bad.on(string(FieldConsent))
	}
	return d, nil
}

// consentWord reads yes or no, if one of them is said.
func consentWord(v Untrusted) (yes, said bool) {
	switch strings.ToLower(v.Raw()) {
	case "yes", "true":
		return true, true
	case "no", "false":
		return false, true
	}
	return false, false
}

// SubmitLead hands a draft to the program, after the checks of the program.
type SubmitLead struct {
	ID ID `json:"id"`
	// Anyway submits it though it may be a duplicate.
	Anyway bool `json:"anyway,omitzero"`
}

// Name is the command's name in the journal.
func (SubmitLead) Name() string { return "lead.submit" }

// Subject names the lead.
func (c SubmitLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c SubmitLead) decide(v View, now Now) ([]Record, error) {
	l, p, err := leadOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	firm, err := firmOf(v)
	if err != nil {
		return nil, err
	}
	if err := l.CheckSubmission(p, firm, p.Day(now.At)); err != nil {
		return nil, err
	}
	if !c.Anyway {
		found, err := v.Duplicates(IdentityOf(l, p), now.At)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			return nil, Refused("lead.duplicate", "duplicates", found)
		}
	}
	l.Status, l.SubmittedAt = LeadSubmitted, now.At
	return []Record{l}, nil
}

// CheckSubmission returns as [Refusals] all that keeps a draft from being
// submitted: required fields that are missing, a contact or company that is the
// firm itself, a close date that has passed or lies too far ahead.
func (l Lead) CheckSubmission(p *Program, firm Firm, today Date) error {
	var bad Refusals
	for _, f := range p.Leads.Required {
		if l.lacks(f) {
			code := Code("field.missing")
			if f == FieldConsent {
				code = "lead.no_consent"
			}
			bad = append(bad, Refused(code).on(string(f)))
		}
	}
	if f := firm.isIn(l); f != "" {
		bad = append(bad, Refused("lead.own_company", "firm", firm.Name).on(string(f)))
	}
	closes, limit := l.Registration.Close, today.AddMonths(p.Leads.CloseWithinMonths)
	if closes != 0 && (closes < today || closes > limit) {
		bad = append(bad, Refused("lead.close_out_of_range", "from", today, "to", limit).on(string(FieldClose)))
	}
	return bad.orNil()
}

// RecordOutcome notes what the program decided about a submitted lead:
// approved or rejected, and for an approved one later joint or expired.
type RecordOutcome struct {
	ID      ID         `json:"id"`
	Outcome LeadStatus `json:"outcome"`
	// Reason is one of the program's rejection reasons, for rejected only.
	Reason string    `json:"reason,omitzero"`
	Remark Untrusted `json:"remark,omitzero"`
}

// Name is the command's name in the journal.
func (RecordOutcome) Name() string { return "lead.outcome" }

// Subject names the lead.
func (c RecordOutcome) Subject() Ref { return Ref{KindLead, c.ID} }

func (c RecordOutcome) decide(v View, now Now) ([]Record, error) {
	l, p, err := leadOf(v, c.ID)
	if err != nil {
		return nil, err
	}
	switch c.Outcome {
	case LeadApproved, LeadRejected, LeadJoint, LeadExpired:
	default:
		return nil, Refused("lead.unknown_outcome", "outcome", Outside(string(c.Outcome))).on("outcome")
	}
	ends := c.Outcome == LeadJoint || c.Outcome == LeadExpired
	switch {
	case l.Status == c.Outcome:
		return nil, nil
	case ends && l.Status != LeadApproved:
		return nil, because(l, "lead.not_approved", now.At)
	case !ends && l.Status == LeadApproved:
		return nil, because(l, "lead.not_submitted", now.At)
	}
	switch changes, err := may(l, c, now); {
	case !changes:
		return nil, err
	case c.Outcome == LeadRejected && !has(p.Leads.RejectionReasons, c.Reason):
		return nil, unknownReason(c.Reason, p.Leads.RejectionReasons)
	}
	l.Status = c.Outcome
	if l.Status == LeadApproved {
		l.AnsweredAt = now.At
		return []Record{l}, nil
	}
	l.ClosedAt, l.Remark = now.At, c.Remark
	if l.Status == LeadRejected {
		l.Reason = c.Reason
	}
	return []Record{l}, nil
}

// WithdrawLead takes back a registration that is not decided yet.
type WithdrawLead struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (WithdrawLead) Name() string { return "lead.withdraw" }

// Subject names the lead.
func (c WithdrawLead) Subject() Ref { return Ref{KindLead, c.ID} }

func (c WithdrawLead) decide(v View, now Now) ([]Record, error) {
	l, err := read[Lead](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(l, c, now); !changes {
		return nil, err
	}
	l.Status, l.ClosedAt = LeadWithdrawn, now.At
	return []Record{l}, nil
}
