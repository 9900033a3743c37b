package domain

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"
)

// ErrNotFound is wrapped by what a [View] returns for a record that a book does
// not have.
var ErrNotFound = errors.New("no such record")

// Record is one thing in a book. Records are values: a decision returns changed
// copies and leaves what it was given alone.
type Record interface{ Ref() Ref }

// View is what a decision may read of a book.
type View interface {
	// Record returns the record, whole, or an error that wraps [ErrNotFound].
	Record(Ref) (Record, error)
	// Program returns a program of the book by name.
	Program(name string) (*Program, error)
	// ByPortalID finds a record of a program by its portal's own id.
	ByPortalID(kind Kind, program string, id Untrusted) (ID, bool, error)
	// Entry returns a whole entry of the journal by its number, or an error that
	// wraps [ErrNotFound].
	Entry(n uint64) (Entry, error)
	// Duplicates returns the open leads, opportunities and projects of the
	// identity's program that may be the same customer, the likeliest first.
	Duplicates(i Identity, at time.Time) ([]Duplicate, error)
	// Told reports whether a story tells of a project.
	Told(project ID) (bool, error)
}

// Command says what somebody meant to do. Commands are data: they are written
// to the journal and will travel, so their JSON is stable.
type Command interface {
	// Name identifies the command in the journal: a kind, a dot and a verb.
	Name() string
	// Subject names the record that the command is about.
	Subject() Ref
	// decide returns the records as they are to stand, none where the command
	// changes nothing, or a refusal.
	decide(View, Now) ([]Record, error)
}

// Now is the instant at which a command is decided, and who gave it.
type Now struct {
	At  time.Time
	Who Untrusted
}

// Decide applies the rules to a command: it returns the records that the
// command changes or makes, as they are to stand, and none where all stands as
// it says already. A refusal is a *[RuleError] or [Refusals].
func Decide(v View, c Command, now Now) ([]Record, error) {
	if c.Subject().ID.IsZero() {
		return nil, Refused("command.no_subject", "command", c.Name())
	}
	now.At = now.At.UTC().Truncate(time.Millisecond)
	return c.decide(v, now)
}

// read loads the record that a command is about, as its own type.
func read[R Record](v View, ref Ref) (R, error) {
	var none R
	rec, err := v.Record(ref)
	if errors.Is(err, ErrNotFound) {
		return none, Refused(Code(ref.Kind)+".unknown", "id", ref.String())
	}
	if err != nil {
		return none, err
	}
	r, ok := rec.(R)
	if !ok {
		return none, fmt.Errorf("read %s: the book holds a %T", ref, rec)
	}
	return r, nil
}

// fresh refuses to make a record anew that exists already. It returns true when
// the id is free.
func fresh(v View, ref Ref) (bool, error) {
	_, err := v.Record(ref)
	if errors.Is(err, ErrNotFound) {
		return true, nil
	}
	return false, err
}

// unused makes sure of the id for a record that a command makes besides its
// subject: it must not name one that is there.
func unused(v View, ref Ref) error {
	if ref.ID.IsZero() {
		return Refused("command.no_subject")
	}
	free, err := fresh(v, ref)
	if err == nil && !free {
		err = fmt.Errorf("make %s: there is one already", ref)
	}
	return err
}

// commandVersion is the version of the commands' JSON that this belay writes.
const commandVersion = 1

// commandTypes gives the type of each command by its name.
var commandTypes = typesOf(
	SetUpFirm{}, SetFirmDomains{}, JoinProgram{}, AddProgram{}, ImportFile{}, Undo{},
	OfferLead{}, ImportLead{}, AcceptLead{}, DeclineLead{}, LapseLead{}, LogActivity{}, CloseLead{},
	RegisterLead{}, EditLead{}, SubmitLead{}, RecordOutcome{}, WithdrawLead{}, ConvertLead{},
	AddOpportunity{}, ImportOpportunity{}, EditOpportunity{}, MoveStage{}, ReopenOpportunity{},
	AddProject{}, EditProject{}, CompleteProject{}, HoldProject{}, ResumeProject{}, TerminateProject{}, ReopenProject{},
	DisqualifyProject{}, RequalifyProject{},
	SendSurvey{}, FailSurvey{}, ResendSurvey{}, RecordAnswer{}, DisqualifyAnswer{}, RequalifyAnswer{}, OpenCase{}, AnswerCase{}, CloseCase{},
	AddStory{}, EditStory{}, SubmitStory{}, PublishStory{}, AddCredential{}, EditCredential{}, ExpireCredential{},
)

func typesOf(commands ...Command) map[string]reflect.Type {
	types := make(map[string]reflect.Type, len(commands))
	for _, c := range commands {
		types[c.Name()] = reflect.TypeOf(c)
	}
	return types
}

// EncodeCommand returns a command as the journal keeps it.
func EncodeCommand(c Command) (version int, args []byte, err error) {
	args, err = json.Marshal(c)
	if err != nil {
		return 0, nil, fmt.Errorf("write command %s: %w", c.Name(), err)
	}
	return commandVersion, args, nil
}

// DecodeCommand reads a command from the journal. A name or version that this
// belay does not know is an error: it is never guessed at.
func DecodeCommand(name string, version int, args []byte) (Command, error) {
	typ, ok := commandTypes[name]
	if !ok || version != commandVersion {
		return nil, fmt.Errorf("read command %s, version %d: this belay does not know it", Clean(name), version)
	}
	c := reflect.New(typ)
	if err := json.Unmarshal(args, c.Interface()); err != nil {
		return nil, fmt.Errorf("read command %s: %w", name, err)
	}
	return c.Elem().Interface().(Command), nil
}
