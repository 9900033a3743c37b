package domain

import (
	"cmp"
	"slices"
)

// Reminded is a record with one thing to remind of about it.
type Reminded struct {
	Record Record
	// Program is the name of the record's program.
	Program string
	Reminder
}

// RemindedLists are the lists that records to remind of can be in.
func RemindedLists() []Query {
	return []Query{
		{Kind: KindLead, List: ListInbox},
		{Kind: KindLead, List: ListWorking},
		{Kind: KindLead, List: ListRegistered},
		{Kind: KindOpportunity, List: ListOpen},
		{Kind: KindProject, List: ListActive},
		{Kind: KindSurvey, List: ListWaiting},
	}
}

// SortReminded puts what was due first before the others; at the same instant
// the order is that of the records' ids.
func SortReminded(all []Reminded) {
	slices.SortFunc(all, func(a, b Reminded) int {
		return cmp.Or(
			a.Due.Compare(b.Due),
			cmp.Compare(a.Record.Ref().ID.String(), b.Record.Ref().ID.String()),
			cmp.Compare(a.Code, b.Code),
		)
	})
}
