package domain

// The tables of the lifecycles. Commands are by their name in the journal; those
// that make a record have a row for the state of there being none.

var leadLifecycle = lifecycle{
	states: append(states(
		LeadOffered, LeadAccepted, LeadWorking, LeadDeclined, LeadLapsed, LeadClosed, LeadDraft, LeadSubmitted, LeadApproved,
		LeadRejected, LeadWithdrawn, LeadJoint, LeadExpired, LeadConverted), StateOverdue),
	commands: map[string][]verdict{
		"lead.offer":    {when(StateNone).leads(states(LeadOffered)...), otherwise().stays()},
		"lead.register": {when(StateNone).leads(states(LeadDraft)...), otherwise().stays()},
		"lead.import": {
			when(StateNone).leads(append(states(LeadOffered, LeadWorking, LeadConverted, LeadClosed), StateOverdue)...),
			when(LeadDeclined, LeadLapsed).or(StateOverdue).edits(), // no file revives them
			otherwise().leads(append(states(LeadWorking, LeadConverted, LeadClosed), stateSame)...),
		},
		"lead.accept": {
			when(LeadOffered).leads(states(LeadAccepted)...),
			when(LeadAccepted, LeadWorking).stays(),
			when(LeadLapsed).or(StateOverdue).refuses("lead.lapsed"),
			otherwise().refuses("lead.not_offered"),
		},
		"lead.decline": {
			when(LeadOffered).leads(states(LeadDeclined)...),
			when(LeadDeclined).stays(),
			when(LeadLapsed).or(StateOverdue).refuses("lead.lapsed"),
			otherwise().refuses("lead.not_offered"),
		},
		"lead.lapse": {
			when(StateOverdue).leads(states(LeadLapsed)...),
			when(LeadAccepted).leads(states(LeadLapsed)...), // where the second window has passed and the program says so
			otherwise().stays(),
		},
		"lead.log": {
			when(LeadOffered, LeadDeclined, LeadLapsed).or(StateOverdue).refuses("lead.not_accepted"),
			when(LeadAccepted).leads(states(LeadWorking)...),
			otherwise().edits(),
		},
		"lead.edit": {
			when(LeadAccepted, LeadWorking, LeadDraft).edits(),
			when(LeadOffered).or(StateOverdue).refuses("lead.not_accepted"),
			otherwise().refuses("lead.not_editable"),
		},
		"lead.close": {
			when(LeadAccepted, LeadWorking).leads(states(LeadClosed)...),
			when(LeadClosed).stays(),
			otherwise().refuses("lead.not_working"),
		},
		"lead.convert": {
			when(LeadAccepted, LeadWorking, LeadApproved).leads(states(LeadConverted)...),
			when(LeadConverted).stays(),
			when(LeadOffered).or(StateOverdue).refuses("lead.not_accepted"),
			otherwise().refuses("lead.not_convertible"),
		},
		"lead.submit": {
			when(LeadDraft).leads(states(LeadSubmitted)...),
			when(LeadSubmitted).stays(),
			otherwise().refuses("lead.not_draft"),
		},
		"lead.outcome": {
			when(LeadSubmitted).leads(states(LeadApproved, LeadRejected)...),
			when(LeadApproved).leads(states(LeadJoint, LeadExpired)...),
			otherwise().refuses("lead.not_submitted"),
		},
		"lead.withdraw": {
			when(LeadDraft, LeadSubmitted).leads(states(LeadWithdrawn)...),
			when(LeadWithdrawn).stays(),
			otherwise().refuses("lead.not_pending"),
		},
	},
}

var opportunityLifecycle = lifecycle{
	states: []State{StateOpen, StateWon, StateLost},
	commands: map[string][]verdict{
		"opportunity.add":    {when(StateNone).leads(StateOpen, StateWon, StateLost), otherwise().stays()},
		"opportunity.import": {otherwise().leads(StateOpen, StateWon, StateLost)},
		"opportunity.edit":   {when(StateOpen).leads(StateOpen, StateWon, StateLost), otherwise().refuses("opportunity.closed")},
		"opportunity.stage":  {when(StateOpen).leads(StateOpen, StateWon, StateLost), otherwise().refuses("opportunity.closed")},
		"opportunity.reopen": {when(StateWon, StateLost).leads(StateOpen), otherwise().stays()},
	},
}

var projectLifecycle = lifecycle{
	states: states(ProjectActive, ProjectOnHold, ProjectCompleted, ProjectTerminated),
	commands: map[string][]verdict{
		"project.add":  {when(StateNone).leads(states(ProjectActive)...), otherwise().stays()},
		"project.edit": {when(ProjectActive, ProjectOnHold).edits(), otherwise().refuses("project.not_under_way")},
		"project.complete": {
			when(ProjectActive, ProjectOnHold).leads(states(ProjectCompleted)...),
			when(ProjectCompleted).stays(),
			otherwise().refuses("project.not_under_way"),
		},
		"project.hold": {
			when(ProjectActive).leads(states(ProjectOnHold)...),
			when(ProjectOnHold).stays(),
			otherwise().refuses("project.not_active"),
		},
		"project.resume": {
			when(ProjectOnHold).leads(states(ProjectActive)...),
			when(ProjectActive).stays(),
			otherwise().refuses("project.not_on_hold"),
		},
		"project.terminate": {
			when(ProjectActive, ProjectOnHold).leads(states(ProjectTerminated)...),
			when(ProjectTerminated).stays(),
			otherwise().refuses("project.not_under_way"),
		},
		"project.reopen": {
			when(ProjectCompleted, ProjectTerminated).leads(states(ProjectActive)...),
			when(ProjectActive).stays(),
			otherwise().refuses("project.not_ended"),
		},
		"project.disqualify": {when(ProjectTerminated).refuses("project.terminated"), otherwise().edits()},
		"project.requalify":  {otherwise().edits()},
	},
}

var surveyLifecycle = lifecycle{
	states: append(states(SurveyQueued, SurveySent, SurveyFailed, SurveyAnswered), StateReopened),
	commands: map[string][]verdict{
		"survey.send": {
			when(SurveyQueued).leads(states(SurveySent)...),
			when(SurveySent).stays(),
			otherwise().refuses("survey.not_queued"),
		},
		"survey.fail": {
			when(SurveyQueued, SurveySent, SurveyFailed).leads(states(SurveyFailed)...),
			otherwise().refuses("survey.answered"),
		},
		"survey.resend": {
			when(SurveySent, SurveyFailed).or(StateReopened).leads(states(SurveySent)...),
			when(SurveyQueued).refuses("survey.not_sent"),
			otherwise().refuses("survey.needs_case"),
		},
		"survey.answer": {
			// Sent again by a case that was used up or is still open, it takes an answer.
			when(SurveyQueued, SurveySent, SurveyFailed).leads(append(states(SurveyAnswered), StateReopened)...),
			otherwise().refuses("survey.needs_case"),
		},
		"survey.disqualify": {when(SurveyAnswered).or(StateReopened).edits(), otherwise().refuses("survey.not_answered")},
		// One that was sent again keeps its answer, and the mark, until the newer one.
		"survey.requalify":   {otherwise().edits()},
		"survey.case":        {when(SurveyAnswered).leads(stateSame, StateReopened), otherwise().edits()},
		"survey.case_answer": {otherwise().edits()},
		"survey.case_close":  {when(StateReopened).leads(append(states(SurveyAnswered), stateSame)...), otherwise().edits()},
	},
}

var storyLifecycle = lifecycle{
	states: states(StoryDrafted, StorySubmitted, StoryPublished),
	commands: map[string][]verdict{
		"story.add":    {when(StateNone).leads(states(StoryDrafted)...), otherwise().stays()},
		"story.edit":   {when(StoryDrafted).edits(), otherwise().refuses("story.not_draft")},
		"story.submit": {when(StoryDrafted).leads(states(StorySubmitted)...), otherwise().stays()},
		"story.publish": {
			when(StorySubmitted).leads(states(StoryPublished)...),
			when(StoryPublished).stays(),
			otherwise().refuses("story.not_submitted"),
		},
	},
}

var credentialLifecycle = lifecycle{
	states: []State{StateAhead, StateHolds, StateExpired},
	commands: map[string][]verdict{
		"credential.add":    {when(StateNone).leads(StateAhead, StateHolds, StateExpired), otherwise().stays()},
		"credential.edit":   {otherwise().leads(StateAhead, StateHolds, StateExpired)},
		"credential.expire": {otherwise().leads(StateAhead, StateHolds, StateExpired)},
	},
}

// caseLifecycle is the machine of a support case, which is part of a survey.
// Using a case up is part of what it asked for, such as sending again.
var caseLifecycle = lifecycle{
	states: states(CaseOpen, CaseAnswered, CaseUsed, CaseClosed),
	commands: map[string][]verdict{
		"survey.case": {when(StateNone).leads(states(CaseOpen)...), otherwise().stays()},
		"survey.case_answer": {
			when(CaseOpen).leads(states(CaseAnswered)...),
			when(CaseAnswered).stays(),
			otherwise().refuses("case.ended"),
		},
		"survey.case_close": {when(CaseClosed).stays(), otherwise().leads(states(CaseClosed)...)},
		"survey.resend":     {when(CaseOpen, CaseAnswered).leads(states(CaseUsed)...), otherwise().refuses("survey.needs_case")},
	},
}
