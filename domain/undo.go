package domain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Removed stands for a record that a decision takes out of the book: only an
// [Undo] of what made the record does that.
type Removed struct{ Of Ref }

// Ref names the record that is no more.
func (r Removed) Ref() Ref { return r.Of }

// Undo takes back one entry of the journal, by leaving the records that it
// changed as they were before (X4). It is an entry itself, so that undoing an
// undo does again what was undone. It is refused where the world outside has
// seen what was done (undo.outside), where a record was changed
// since (undo.superseded), where a deadline has passed (undo.too_late), where a
// story would be left without its project (undo.referenced, undo.bereft) and
// where there is no such entry (undo.nothing).
type Undo struct {
	Entry uint64 `json:"entry"`
}

// Name is the command's name in the journal.
func (Undo) Name() string { return "journal.undo" }

// Subject names the firm, whose book it is.
func (Undo) Subject() Ref { return Ref{KindFirm, FirmID} }

// seen are the commands whose effect somebody outside the firm has seen: the
// program, or a customer. What the firm only noted about the world, such as an
// outcome or an answer, is a note and can be taken back.
var seen = map[string]bool{
	OfferLead{}.Name():         true,
	DeclineLead{}.Name():       true, // it goes back to the program
	LapseLead{}.Name():         true,
	SubmitLead{}.Name():        true,
	SendSurvey{}.Name():        true,
	ResendSurvey{}.Name():      true,
	OpenCase{}.Name():          true,
	SubmitStory{}.Name():       true,
	ImportLead{}.Name():        true,
	ImportOpportunity{}.Name(): true,
}

// Undoable says whether the entry's command is one that can be taken back at
// all, whatever happened since.
func (e Entry) Undoable() *RuleError {
	switch {
	case seen[e.Command], e.Command == (WithdrawLead{}).Name() && !e.ofDraft():
		return Refused("undo.outside", "entry", e.N)
	case e.Command == (SetUpFirm{}).Name() && len(e.Changes) > 0 && e.Changes[0].Before == nil:
		return Refused("undo.nothing")
	}
	return nil
}

// ofDraft reports whether the entry changed a lead that the program had not seen.
func (e Entry) ofDraft() bool {
	if len(e.Changes) == 0 {
		return false
	}
	l, ok := e.Changes[0].Before.(Lead)
	return ok && l.Status == LeadDraft
}

// Undoable is the entry that an undo without a number means.
type Undoable struct {
	// Entry is its number, 0 where there is none.
	Entry uint64
	// Command is the name of what it did.
	Command string
	// Batch is how many records it changed where that was a batch; see [Entry].
	Batch int
	// Why is why it cannot be taken back, nil where it can.
	Why *RuleError
}

// Lookback looks through a journal, the newest entry first, for the one that an
// undo without a number means: the newest that was not taken back since, and
// that is neither an undo nor a claw-back, which nobody commanded. The zero
// Lookback is ready.
type Lookback struct{ undone map[uint64]bool }

// Finds reports whether the next older entry is the one.
func (l *Lookback) Finds(e Entry) bool {
	switch {
	case l.undone[e.N], e.Command == (LapseLead{}).Name():
		return false
	case e.Command != (Undo{}).Name():
		return true
	}
	if c, err := DecodeCommand(e.Command, e.Version, e.Args); err == nil {
		if l.undone == nil {
			l.undone = map[uint64]bool{}
		}
		l.undone[c.(Undo).Entry] = true
	}
	return false
}

func (c Undo) decide(v View, now Now) ([]Record, error) {
	e, err := v.Entry(c.Entry)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, Refused("undo.nothing")
	case err != nil:
		return nil, err
	}
	if why := e.Undoable(); why != nil {
		return nil, why
	}
	back := make([]Record, len(e.Changes))
	for i, change := range e.Changes {
		if back[i], err = change.Back(v, e.N, now); err != nil {
			return nil, err
		}
	}
	return back, nil
}

// Back is the record as it was before the change of the entry n, [Removed] where
// the change made it. It is refused unless the record stands as the change left
// it (undo.superseded), and for the other reasons of [Undo]. A batch is taken
// back change by change.
func (c Change) Back(v View, n uint64, now Now) (Record, error) {
	current, err := v.Record(c.Ref)
	none := errors.Is(err, ErrNotFound)
	if err != nil && !none {
		return nil, err
	}
	if none != (c.After == nil) {
		return nil, c.superseded(n)
	}
	if !none {
		same, err := sameRecord(current, c.After)
		if err != nil {
			return nil, err
		}
		if !same {
			return nil, c.superseded(n)
		}
		if err := overdue(v, current, now); err != nil {
			return nil, err
		}
	}
	if c.Before == nil {
		return Removed{c.Ref}, unreferenced(v, c.Ref)
	}
	if err := whole(v, c.Before); err != nil {
		return nil, err
	}
	return c.Before, overdue(v, c.Before, now)
}

// sameRecord reports whether two records say the same.
func sameRecord(a, b Record) (bool, error) {
	one, err := json.Marshal(a)
	if err != nil {
		return false, fmt.Errorf("compare %s: %w", a.Ref(), err)
	}
	two, err := json.Marshal(b)
	if err != nil {
		return false, fmt.Errorf("compare %s: %w", b.Ref(), err)
	}
	return bytes.Equal(one, two), nil
}

// unreferenced refuses to take a project out of the book that a story tells of.
// All else that names another record was made together with that, or changed it.
func unreferenced(v View, ref Ref) error {
	if ref.Kind != KindProject {
		return nil
	}
	told, err := v.Told(ref.ID)
	if err == nil && told {
		err = Refused("undo.referenced")
	}
	return err
}

// whole refuses to bring a story back whose project is no longer there.
func whole(v View, rec Record) error {
	s, ok := rec.(Story)
	if !ok || s.Project.IsZero() {
		return nil
	}
	_, err := v.Record(Ref{KindProject, s.Project})
	if errors.Is(err, ErrNotFound) {
		return Refused("undo.bereft")
	}
	return err
}

func (c Change) superseded(n uint64) error {
	return Refused("undo.superseded", "entry", n, "kind", c.Ref.Kind)
}

// overdue refuses a lead whose window has passed, on the way from it and to it:
// an answer stands once its time is over.
func overdue(v View, rec Record, now Now) error {
	l, ok := rec.(Lead)
	if !ok {
		return nil
	}
	p, err := v.Program(l.Program)
	if err != nil {
		return err
	}
	if ends := l.ClawBack(p); !ends.IsZero() && !now.At.Before(ends) {
		return Refused("undo.too_late", "due", ends)
	}
	return nil
}

// DecodeRecord reads a record's JSON.
func DecodeRecord(k Kind, body []byte) (Record, error) {
	switch k {
	case KindFirm:
		return decodeAs[Firm](body)
	case KindLead:
		return decodeAs[Lead](body)
	case KindOpportunity:
		return decodeAs[Opportunity](body)
	case KindProject:
		return decodeAs[Project](body)
	case KindSurvey:
		return decodeAs[Survey](body)
	case KindStory:
		return decodeAs[Story](body)
	case KindCredential:
		return decodeAs[Credential](body)
	}
	return nil, fmt.Errorf("there is no kind %q", string(k))
}

func decodeAs[R Record](body []byte) (Record, error) {
	var r R
	if err := json.Unmarshal(body, &r); err != nil {
		return nil, err
	}
	return r, nil
}
