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
	return moveProject(v, c, now, c.Reason, ProjectOnHold)
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
	return moveProject(v, c, now, Untrusted{}, ProjectActive)
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
	return moveProject(v, c, now, c.Reason, ProjectTerminated)
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
	return moveProject(v, c, now, Untrusted{}, ProjectActive)
}

// moveProject changes the status as the lifecycle has it.
func moveProject(v View, c Command, now Now, why Untrusted, to ProjectStatus) ([]Record, error) {
	p, err := read[Project](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(p, c, now); !changes {
		return nil, err
	}
	p.Status, p.ChangedAt, p.Reason = to, now.At, why
	return []Record{p}, nil
}
