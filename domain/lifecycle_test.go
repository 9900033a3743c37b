package domain

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// in are records in each state of each kind, and the instant at which they are
// in it.
func in(t *testing.T, kind Kind, s State) book {
	t.Helper()
	b, id := book{}, nth(1)
	b[Ref{KindProject, nth(2)}] = Project{
		ID: nth(2), Program: DefaultProgram, Name: Outside("Portal"), Customer: Outside("Acme"), Status: ProjectCompleted, End: DateOf(noon),
		Contacts: []Contact{{Email: Outside("a@a.example"), Consent: 1}, {Email: Outside("b@b.example"), Consent: 1}},
	}
	var rec Record
	switch kind {
	case KindLead:
		l := offered(1).Lead
		l.Program, l.Origin, l.Status, l.OfferedAt, l.Due = DefaultProgram, Distributed, LeadStatus(s), noon, noon.Add(time.Hour)
		if s == StateOverdue {
			l.Status, l.Due = LeadOffered, noon
		}
		if s == State(LeadDraft) {
			l = registered(t)
		}
		l.PortalID = row(1, "Working").Key()
		rec = l
	case KindOpportunity:
		o := newOpportunity(id, preset(t), Now{At: noon.Add(-time.Hour)})
		o.Name, o.PortalID = Outside("Deal"), deal(1, "Open").Key()
		for _, stage := range preset(t).Stages {
			if State(stage.Outcome) == s {
				o.enter(stage, Now{At: noon.Add(-time.Hour)})
			}
		}
		rec = o
	case KindProject:
		p := b[Ref{KindProject, nth(2)}].(Project)
		p.ID, p.Status = id, ProjectStatus(s)
		rec = p
	case KindSurvey:
		v := Survey{ID: id, Program: DefaultProgram, Project: nth(2), Status: SurveyStatus(s)}
		if s == StateReopened {
			v.Status, v.Cases = SurveyAnswered, []Case{{Kind: CaseResend, OpenedAt: noon}}
		}
		rec = v
	case KindStory:
		rec = Story{
			ID: id, Program: DefaultProgram, Title: Outside("T"), Customer: Outside("C"), Challenge: Outside("c"), Solution: Outside("s"),
			Results: Outside("r"), Status: StoryStatus(s),
		}
	case KindCredential:
		c := Credential{ID: id, Program: DefaultProgram, Kind: Solution, Title: Outside("Kit"), Earned: DateOf(noon) - 10}
		switch s {
		case StateAhead:
			c.Earned = DateOf(noon) + 1
		case StateExpired:
			c.Expires = DateOf(noon) - 1
		default:
		}
		rec = c
	case KindFirm:
		t.Fatal("the firm has no lifecycle")
	}
	if got := StateOf(rec, noon); got != s {
		t.Fatalf("a %s made to be %q is %q", kind, s, got)
	}
	b[rec.Ref()] = rec
	return b
}

// registered is a draft with all that its program wants.
func registered(t *testing.T) Lead {
	t.Helper()
	b := book{}
	b.must(t, noon, register(1))
	return b.lead(1)
}

// about are commands about the record, each with what the rules want to be said.
// Several of one name are those that lead to different states.
func about() []Command {
	id, text := nth(1), Outside("text")
	title := Outside("New title")
	return []Command{
		offered(1), row(1, "Working"), AcceptLead{id}, DeclineLead{ID: id, Reason: "conflict"}, LapseLead{id}, LogActivity{ID: id, Kind: Call, Text: text},
		CloseLead{ID: id, Reason: "no_need"}, register(1), EditLead{id, map[LeadField]Untrusted{FieldCity: Outside("Bonn")}}, SubmitLead{ID: id},
		RecordOutcome{ID: id, Outcome: LeadApproved}, RecordOutcome{ID: id, Outcome: LeadRejected, Reason: "duplicate"},
		RecordOutcome{ID: id, Outcome: LeadJoint}, RecordOutcome{ID: id, Outcome: LeadExpired}, WithdrawLead{id}, ConvertLead{ID: id, Opportunity: nth(9)},
		addOpportunity(1), deal(1, "Prospecting"), deal(1, "Closed Won"), deal(1, "Closed Lost"),
		EditOpportunity{id, map[OpportunityField]Untrusted{OppCustomer: text}}, EditOpportunity{id, map[OpportunityField]Untrusted{OppStage: Outside("Closed Won")}},
		MoveStage{ID: id, Stage: "Closed Won"}, MoveStage{ID: id, Stage: "Closed Lost"}, MoveStage{ID: id, Stage: "Qualification"},
		ReopenOpportunity{ID: id, Stage: "Qualification"},
		addProject(1), EditProject{ID: id, Fields: map[ProjectField]Untrusted{ProjIndustry: text}}, complete(1, 9, DateOf(noon)-1), HoldProject{ID: id},
		ResumeProject{id}, TerminateProject{ID: id}, ReopenProject{id}, DisqualifyProject{id, text}, RequalifyProject{id, nth(9)},
		SendSurvey{id}, FailSurvey{id, text}, ResendSurvey{ID: id}, RecordAnswer{ID: id, Ratings: make([]Rating, 10)},
		DisqualifyAnswer{id, text}, RequalifyAnswer{id},
		OpenCase{ID: id, Kind: CaseResend}, OpenCase{ID: id, Kind: CaseScoreIssue}, AnswerCase{ID: id, Kind: CaseResend}, CloseCase{ID: id, Kind: CaseResend},
		AddStory{ID: id, Program: DefaultProgram, Title: text}, EditStory{ID: id, Title: &title}, SubmitStory{id}, PublishStory{id},
		AddCredential{ID: id, Program: DefaultProgram, Kind: Solution, Title: text, Earned: DateOf(noon)}, EditCredential{ID: id, Title: &title}, ExpireCredential{id, DateOf(noon) + 5},
	}
}

// again are the commands that may say what stands already, and then change
// nothing, where they would be refused if they said anything else.
var again = []string{"lead.outcome", "opportunity.edit", "opportunity.stage", "survey.answer"}

// guards are the refusals that tables do not have: they depend on what a command
// says, or on the other records.
var guards = []Code{"lead.not_approved", "lead.not_submitted", "case.unknown", "credential.expires_before_earned"}

// Every command in every state of its kind changes what the table says, or
// nothing, or is refused with the code that the table has.
func TestEveryCommandInEveryState(t *testing.T) {
	done, reached := map[string]bool{}, map[string]bool{}
	for kind, machine := range lifecycles {
		for _, s := range append([]State{StateNone}, machine.states...) {
			for _, c := range about() {
				if c.Subject().Kind != kind {
					continue
				}
				rule, ok := machine.at(c.Name(), s)
				if s == StateNone {
					if !ok || !slices.ContainsFunc(machine.commands[c.Name()], func(r verdict) bool { return slices.Contains(r.in, StateNone) }) {
						continue
					}
				}
				t.Run(fmt.Sprintf("%s %s in %q", kind, c.Name(), s), func(t *testing.T) {
					if !ok {
						t.Fatal("the table has no row")
					}
					done[c.Name()] = true
					b := book{}
					if s != StateNone {
						b = in(t, kind, s)
					}
					records, err := Decide(b, c, Now{At: noon, Who: Outside("ann")})
					var refusal *RuleError
					if err != nil && !errors.As(err, &refusal) {
						t.Fatalf("fails without a rule: %v", err)
					}
					if s != StateNone {
						changes, why := Allowed(b[c.Subject()], c.Name(), noon)
						if changes != (len(rule.to) > 0) || (why == nil) != (rule.refusal == "") || why != nil && why.Code != rule.refusal {
							t.Errorf("allowed is %v, %v for the row %+v", changes, why, rule)
						}
					}
					switch {
					case refusal != nil && refusal.Code != rule.refusal && !slices.Contains(guards, refusal.Code):
						t.Errorf("refused with %s, the table says %+v", refusal.Code, rule)
					case refusal == nil && rule.refusal != "" && (len(records) > 0 || !slices.Contains(again, c.Name())):
						t.Errorf("not refused, the table says %s", rule.refusal)
					case refusal == nil && len(rule.to) == 0 && len(records) > 0:
						t.Errorf("changes %d records, the table says none", len(records))
					}
					for _, r := range records {
						if r.Ref() != c.Subject() {
							continue
						}
						to := StateOf(r, noon)
						reached[c.Name()+" "+string(to)] = true
						if !slices.Contains(rule.to, to) && (to != s || !slices.Contains(rule.to, stateSame)) {
							t.Errorf("leads to %s, the table says %v", to, rule.to)
						}
					}
				})
			}
		}
	}
	for name := range commandTypes {
		kind, _, _ := strings.Cut(name, ".")
		if machine, ok := lifecycles[Kind(kind)]; ok && (machine.commands[name] == nil || !done[name]) {
			t.Errorf("%s is in no table, or not tried", name)
		}
	}
	for kind, machine := range lifecycles {
		for name, rows := range machine.commands {
			if commandTypes[name] == nil {
				t.Errorf("the table of %s has a command %s that there is not", kind, name)
			}
			for _, r := range rows {
				for _, to := range r.to {
					if to != stateSame && !slices.Contains(machine.states, to) {
						t.Errorf("%s leads to %s, which is no state", name, to)
					}
				}
			}
		}
	}
	if len(reached) < 45 {
		t.Errorf("only %d outcomes were seen: %v", len(reached), slices.Sorted(maps.Keys(reached)))
	}
}

// Whatever was done before, and by whatever clock, a command leads where the
// table of its kind says.
func TestLifecyclesHoldInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, at := book{}, noon
		for range rapid.IntRange(10, 40).Draw(t, "commands") {
			at = at.Add(time.Duration(rapid.IntRange(-2, 30).Draw(t, "hours")) * time.Hour)
			c := rapid.SampledFrom(about()).Draw(t, "command")
			before, was := StateNone, b[c.Subject()]
			if was != nil {
				before = StateOf(was, at)
			}
			rule, _ := lifecycles[c.Subject().Kind].at(c.Name(), before)
			records, err := Decide(b, c, Now{At: at})
			for _, r := range records {
				if to := StateOf(r, at); r.Ref() == c.Subject() && !slices.Contains(rule.to, to) && (to != before || !slices.Contains(rule.to, stateSame)) {
					t.Fatalf("%s leads from %q to %q, the table says %v", c.Name(), before, to, rule.to)
				}
				b[r.Ref()] = r
			}
			if err == nil && rule.refusal != "" && was != nil && (len(records) > 0 || !slices.Contains(again, c.Name())) {
				t.Fatalf("%s is not refused in %q, the table says %s", c.Name(), before, rule.refusal)
			}
		}
	})
}
