package domain

// HoldProject puts an active project on hold.
type HoldProject struct {
	ID     ID        `json:"id"`
	Reason Untrusted `json:"reason,omitzero"`
}

// Name is the command's name in the journal.
func (HoldProject) Name() string { return "project.hold" }

// Subject names the project.
func (c HoldProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c HoldProject) decide(v View, now Now) ([]Record, error) {
	return moveProject(v, c.Subject(), now, c.Reason, ProjectOnHold, "project.not_active", ProjectActive)
}

// ResumeProject takes a project off hold.
type ResumeProject struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (ResumeProject) Name() string { return "project.resume" }

// Subject names the project.
func (c ResumeProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c ResumeProject) decide(v View, now Now) ([]Record, error) {
	return moveProject(v, c.Subject(), now, Untrusted{}, ProjectActive, "project.not_on_hold", ProjectOnHold)
}

// TerminateProject ends a project that is not to count. A completed one is
// refused: it is reopened first, which the journal shows.
type TerminateProject struct {
	ID     ID        `json:"id"`
	Reason Untrusted `json:"reason,omitzero"`
}

// Name is the command's name in the journal.
func (TerminateProject) Name() string { return "project.terminate" }

// Subject names the project.
func (c TerminateProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c TerminateProject) decide(v View, now Now) ([]Record, error) {
	return moveProject(v, c.Subject(), now, c.Reason, ProjectTerminated, "project.not_under_way", ProjectActive, ProjectOnHold)
}

// ReopenProject takes a completed or terminated project up again. Its survey
// and answers stay.
type ReopenProject struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (ReopenProject) Name() string { return "project.reopen" }

// Subject names the project.
func (c ReopenProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c ReopenProject) decide(v View, now Now) ([]Record, error) {
	return moveProject(v, c.Subject(), now, Untrusted{}, ProjectActive, "project.not_ended", ProjectCompleted, ProjectTerminated)
}

// moveProject changes the status from one of several to another.
func moveProject(v View, ref Ref, now Now, why Untrusted, to ProjectStatus, refusal Code, from ...ProjectStatus) ([]Record, error) {
	p, err := read[Project](v, ref)
	if err != nil {
		return nil, err
	}
	if p.Status == to {
		return nil, nil
	}
	for _, s := range from {
		if p.Status == s {
			p.Status, p.ChangedAt, p.Reason = to, now.At, why
			return []Record{p}, nil
		}
	}
	return nil, p.refused(refusal)
}
