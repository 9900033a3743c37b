package domain

import (
	"fmt"
	"slices"
	"time"
)

// Inactivity is what a program does with an accepted lead whose second window
// passed without an activity.
type Inactivity string

// The ways to deal with inactivity; a program that names none reminds.
const (
	InactivityRemind Inactivity = "remind"
	InactivityLapse  Inactivity = "lapse"
)

// checkReminders makes sure of what a program says of windows and reminders.
func (p *Program) checkReminders() error {
	switch p.Leads.OnInactivity {
	case "":
		p.Leads.OnInactivity = InactivityRemind
	case InactivityRemind, InactivityLapse:
	default:
		return fmt.Errorf("leads.on_inactivity = %q: want %q or %q", Clean(string(p.Leads.OnInactivity)), InactivityRemind, InactivityLapse)
	}
	if p.Leads.RemindWithin == 0 {
		p.Leads.RemindWithin = Duration(4 * time.Hour)
	}
	if p.Leads.OnInactivity == InactivityLapse && p.Leads.ActivityWithin == 0 {
		return fmt.Errorf("leads.on_inactivity = %q: want activity_within too, such as \"336h\"", InactivityLapse)
	}
	return nil
}

// The codes of reminders.
const (
	// RemindAnswer is of an offer whose deadline is near.
	RemindAnswer Code = "reminder.answer"
	// RemindActivity is of an accepted lead without an activity: due is the end
	// of its second window.
	RemindActivity Code = "reminder.activity"
	// RemindStale is of a lead that nothing was done about for long.
	RemindStale Code = "reminder.stale"
	// RemindNext is of a next step whose day has passed.
	RemindNext Code = "reminder.next"
	// RemindClose is of an expected close date that has passed.
	RemindClose Code = "reminder.close"
	// RemindEnd is of a project whose planned end has passed.
	RemindEnd Code = "reminder.end"
	// RemindSurvey is of a survey that waits long for its answer.
	RemindSurvey Code = "reminder.survey"
)

// Reminder says that something about a record is due, or overdue.
type Reminder struct {
	Code Code
	// Due is when it is to be done, or was; of a day it is the instant at which
	// the day ends where the program is.
	Due time.Time
}

// Reminders are what to remind of about a record at an instant, by the rules of
// its program, what was due first before the others.
func Reminders(rec Record, p *Program, at time.Time) []Reminder {
	var all []Reminder
	add := func(code Code, due time.Time, ahead time.Duration) {
		if !due.IsZero() && !at.Before(due.Add(-ahead)) {
			all = append(all, Reminder{code, due})
		}
	}
	switch r := rec.(type) {
	case Lead:
		p.remindOfLead(r, at, add)
	case Opportunity:
		if r.Outcome == OutcomeOpen {
			add(RemindNext, p.endOf(r.Next.On), 0)
			add(RemindClose, p.endOf(r.CloseDate), 0)
		}
	case Project:
		if r.Status == ProjectActive {
			add(RemindEnd, p.endOf(r.End), 0)
		}
	case Survey:
		if r.Status == SurveySent && p.Survey.RemindAfter > 0 {
			add(RemindSurvey, r.SentAt.Add(p.Survey.RemindAfter.Std()), 0)
		}
	}
	slices.SortStableFunc(all, func(a, b Reminder) int { return a.Due.Compare(b.Due) })
	return all
}

func (p *Program) remindOfLead(l Lead, at time.Time, add func(Code, time.Time, time.Duration)) {
	switch l.StatusAt(at) {
	case LeadOffered:
		add(RemindAnswer, l.Due, p.Leads.RemindWithin.Std())
		return
	case LeadAccepted, LeadWorking:
		due := l.ActivityDue(p)
		add(RemindActivity, due, p.Leads.RemindWithin.Std())
		if last := l.LastActivity(); due.IsZero() && p.Leads.StaleAfter > 0 && !last.IsZero() {
			add(RemindStale, last.Add(p.Leads.StaleAfter.Std()), 0)
		}
	case LeadDraft, LeadSubmitted, LeadApproved:
		add(RemindClose, p.endOf(l.Registration.Close), 0)
	default:
		return
	}
	add(RemindNext, p.endOf(l.Next.On), 0)
}

// endOf is the instant at which a day ends where the program is, the zero time
// for no day.
func (p *Program) endOf(d Date) time.Time {
	if d == 0 {
		return time.Time{}
	}
	y, m, day := (d + 1).Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, p.Zone.Location())
}
