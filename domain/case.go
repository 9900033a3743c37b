package domain

import (
	"slices"
	"time"
)

// CaseKind is what a support case with the program asks for (S4).
type CaseKind string

// The kinds of case.
const (
	CaseResend           CaseKind = "resend_after_answer"
	CaseManualSend       CaseKind = "manual_send"
	CaseOtherSender      CaseKind = "other_sender"
	CaseSecondContact    CaseKind = "second_contact"
	CaseRemoveTerminated CaseKind = "remove_terminated"
	CaseScoreIssue       CaseKind = "score_issue"
)

// CaseKinds lists the kinds in the order in which people choose.
func CaseKinds() []CaseKind {
	return []CaseKind{CaseManualSend, CaseOtherSender, CaseSecondContact, CaseResend, CaseRemoveTerminated, CaseScoreIssue}
}

// CaseStatus is where a support case stands.
type CaseStatus string

// The statuses of a case.
const (
	CaseOpen CaseStatus = "open"
	// CaseAnswered is that of a case that the program answered; what it allows
	// can still be done.
	CaseAnswered CaseStatus = "answered"
	// CaseUsed is that of a case by which was done what it asked for.
	CaseUsed   CaseStatus = "used"
	CaseClosed CaseStatus = "closed"
)

// Case is a support case that the firm opened about a survey.
type Case struct {
	Kind CaseKind `json:"kind"`
	// Number is the vendor's.
	Number   Untrusted `json:"number,omitzero"`
	OpenedAt time.Time `json:"opened_at"`
	// AnsweredAt is when the program answered.
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	// UsedAt is when what it asked for was done.
	UsedAt time.Time `json:"used_at,omitzero"`
	// ClosedAt is when it was closed.
	ClosedAt time.Time `json:"closed_at,omitzero"`
}

// Status is where the case stands.
func (c Case) Status() CaseStatus {
	switch {
	case !c.ClosedAt.IsZero():
		return CaseClosed
	case !c.UsedAt.IsZero():
		return CaseUsed
	case !c.AnsweredAt.IsZero():
		return CaseAnswered
	}
	return CaseOpen
}

// allows is what a command does to the case, as [Allowed] is for records.
func (c Case) allows(command string) (changes bool, why *RuleError) {
	r, _ := caseLifecycle.at(command, State(c.Status()))
	if r.refusal != "" {
		return false, Refused(r.refusal, "status", c.Status())
	}
	return len(r.to) > 0, nil
}

// openCase is the place of the first case of a kind that can be used, -1 where
// there is none.
func (s Survey) openCase(kind CaseKind) int {
	return slices.IndexFunc(s.Cases, func(c Case) bool {
		changes, _ := c.allows("survey.resend")
		return c.Kind == kind && changes
	})
}

// caseOf is the place of the case that a command means: the newest of the kind
// and number that it changes, else the newest of them. No number means any.
func (s Survey) caseOf(command string, kind CaseKind, number Untrusted) (int, *RuleError) {
	found := -1
	for i, c := range slices.Backward(s.Cases) {
		if c.Kind != kind || (!number.IsZero() && c.Number != number) {
			continue
		}
		if changes, _ := c.allows(command); changes {
			return i, nil
		}
		found = max(found, i)
	}
	if found < 0 {
		return 0, Refused("case.unknown", "kind", kind)
	}
	return found, nil
}

// OpenCase notes a support case with the program about a survey (S4).
type OpenCase struct {
	ID     ID        `json:"id"`
	Kind   CaseKind  `json:"kind"`
	Number Untrusted `json:"number,omitzero"`
}

// Name is the command's name in the journal.
func (OpenCase) Name() string { return "survey.case" }

// Subject names the survey.
func (c OpenCase) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c OpenCase) decide(v View, now Now) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	if err := knownCase(c.Kind); err != nil {
		return nil, err
	}
	for _, other := range s.Cases {
		ended := other.Status() == CaseUsed || other.Status() == CaseClosed
		if other.Kind == c.Kind && !ended && other.Number == c.Number {
			return nil, nil
		}
	}
	s.Cases = append(slices.Clone(s.Cases), Case{Kind: c.Kind, Number: c.Number, OpenedAt: now.At})
	return []Record{s}, nil
}

// knownCase refuses a kind of case that there is not.
func knownCase(kind CaseKind) error {
	if slices.Contains(CaseKinds(), kind) {
		return nil
	}
	return Refused("case.unknown_kind", "kind", Outside(string(kind)), "known", CaseKinds()).on("kind")
}

// AnswerCase notes that the program answered a support case.
type AnswerCase struct {
	ID   ID       `json:"id"`
	Kind CaseKind `json:"kind"`
	// Number is the vendor's; without one the newest case of the kind is meant.
	Number Untrusted `json:"number,omitzero"`
}

// Name is the command's name in the journal.
func (AnswerCase) Name() string { return "survey.case_answer" }

// Subject names the survey.
func (c AnswerCase) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c AnswerCase) decide(v View, now Now) ([]Record, error) {
	return changeCase(v, c, c.Kind, c.Number, now, func(of *Case) { of.AnsweredAt = now.At })
}

// CloseCase notes that a support case is closed: nothing is done by it any more.
type CloseCase struct {
	ID   ID       `json:"id"`
	Kind CaseKind `json:"kind"`
	// Number is the vendor's; without one the newest case of the kind is meant.
	Number Untrusted `json:"number,omitzero"`
}

// Name is the command's name in the journal.
func (CloseCase) Name() string { return "survey.case_close" }

// Subject names the survey.
func (c CloseCase) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c CloseCase) decide(v View, now Now) ([]Record, error) {
	return changeCase(v, c, c.Kind, c.Number, now, func(of *Case) { of.ClosedAt = now.At })
}

// changeCase changes the case that a command means.
func changeCase(v View, c Command, kind CaseKind, number Untrusted, now Now, change func(*Case)) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	if err := knownCase(kind); err != nil {
		return nil, err
	}
	i, unknown := s.caseOf(c.Name(), kind, number)
	if unknown != nil {
		return nil, unknown
	}
	switch changes, why := s.Cases[i].allows(c.Name()); {
	case why != nil:
		return nil, why
	case !changes:
		return nil, nil
	}
	s.Cases = slices.Clone(s.Cases)
	change(&s.Cases[i])
	return []Record{s}, nil
}
