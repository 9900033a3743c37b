package domain

import "time"

// State is where a record stands in its lifecycle: its status, in some cases
// narrowed by what the status alone does not tell.
type State string

// The states that are no status of a record.
const (
	// StateNone is that of a record that there is not.
	StateNone State = ""
	// StateOverdue is that of an offer whose deadline passed before anybody
	// wrote down that it lapsed.
	StateOverdue State = "overdue"
	// StateReopened is that of an answered survey with a case that asks for it
	// to be sent again.
	StateReopened State = "reopened"
	// StateOpen, StateWon and StateLost are those of opportunities.
	StateOpen State = "open"
	StateWon  State = "won"
	StateLost State = "lost"
	// StateAhead, StateHolds and StateExpired are those of credentials.
	StateAhead   State = "ahead"
	StateHolds   State = "holds"
	StateExpired State = "expired"
	// stateSame stands in a table for the state that the record is in.
	stateSame State = "same"
)

// verdict says what a command does in some states.
type verdict struct {
	// in are the states, nil for all that no row before names.
	in []State
	// to are the states that it may lead to. Where there are none and no
	// refusal the command changes nothing: all stands as it says already.
	to []State
	// refusal is why it is refused.
	refusal Code
}

// lifecycle is the machine of a kind: its states, and for each of its commands
// the rows that say what it does in each. Guards that depend on more than the
// state, such as a missing reason, are the decision's.
type lifecycle struct {
	states   []State
	commands map[string][]verdict
}

// at is the row for a command in a state.
func (l lifecycle) at(command string, s State) (verdict, bool) {
	for _, r := range l.commands[command] {
		if r.in == nil {
			return r, true
		}
		for _, in := range r.in {
			if in == s {
				return r, true
			}
		}
	}
	return verdict{}, false
}

// states makes the states of a table from statuses.
func states[S ~string](all ...S) []State {
	list := make([]State, len(all))
	for i, s := range all {
		list[i] = State(s)
	}
	return list
}

// when begins the row of some states.
func when[S ~string](in ...S) verdict { return verdict{in: states(in...)} }

// otherwise begins the row of all states that no row before names.
func otherwise() verdict { return verdict{} }

// or adds states that are no status to the row.
func (r verdict) or(s ...State) verdict {
	r.in = append(r.in, s...)
	return r
}

// leads says which states the command may lead to.
func (r verdict) leads(to ...State) verdict {
	r.to = to
	return r
}

// edits says that the command leaves the state as it is, not the record.
func (r verdict) edits() verdict { return r.leads(stateSame) }

// stays says that the command changes nothing.
func (r verdict) stays() verdict { return r }

// refuses says that the command is refused.
func (r verdict) refuses(code Code) verdict {
	r.refusal = code
	return r
}

// lifecycles are the machines of the kinds. The firm has none.
var lifecycles = map[Kind]lifecycle{
	KindLead: leadLifecycle, KindOpportunity: opportunityLifecycle, KindProject: projectLifecycle,
	KindSurvey: surveyLifecycle, KindStory: storyLifecycle, KindCredential: credentialLifecycle,
}

// StateOf is the state of a record at an instant.
func StateOf(rec Record, at time.Time) State {
	switch r := rec.(type) {
	case Lead:
		if r.Status == LeadOffered && r.StatusAt(at) == LeadLapsed {
			return StateOverdue
		}
		return State(r.Status)
	case Opportunity:
		return r.state()
	case Project:
		return State(r.Status)
	case Survey:
		if r.Status == SurveyAnswered && r.openCase(CaseResend) >= 0 {
			return StateReopened
		}
		return State(r.Status)
	case Story:
		return State(r.Status)
	case Credential:
		return r.state(DateOf(at))
	}
	return StateNone
}

// Allowed says what a command, by its name, does to a record in the state that
// it is in at an instant: it may change it, or it changes nothing because all
// stands as it says already, or it is refused, why being the refusal. What the
// command itself says may still be at fault. Decisions and screens ask here.
func Allowed(rec Record, command string, at time.Time) (changes bool, why *RuleError) {
	r, ok := lifecycles[rec.Ref().Kind].at(command, StateOf(rec, at))
	switch {
	case !ok:
		return false, Refused("command.other_kind", "command", command)
	case r.refusal != "":
		return false, because(rec, r.refusal, at)
	}
	return len(r.to) > 0, nil
}

// may is [Allowed] for decisions, which want an error.
func may(rec Record, c Command, now Now) (changes bool, err error) {
	changes, why := Allowed(rec, c.Name(), now.At)
	if why != nil {
		return false, why
	}
	return changes, nil
}

// because is a refusal with what its sentence names of the record.
func because(rec Record, code Code, at time.Time) *RuleError {
	switch r := rec.(type) {
	case Lead:
		if code == "lead.lapsed" {
			return Refused(code, "due", r.Due)
		}
		return Refused(code, "status", r.StatusAt(at))
	case Opportunity:
		return Refused(code, "stage", r.Stage)
	case Project:
		return Refused(code, "status", r.Status)
	case Survey:
		return Refused(code, "status", r.Status)
	case Story:
		return Refused(code, "status", r.Status)
	}
	return Refused(code)
}
