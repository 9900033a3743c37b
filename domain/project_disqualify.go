package domain

// DisqualifyProject notes that the program does not count a project (R3), and
// the reason that it gave. Its answers stay.
type DisqualifyProject struct {
	ID     ID        `json:"id"`
	Reason Untrusted `json:"reason"`
}

// Name is the command's name in the journal.
func (DisqualifyProject) Name() string { return "project.disqualify" }

// Subject names the project.
func (c DisqualifyProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c DisqualifyProject) decide(v View, now Now) ([]Record, error) {
	p, err := read[Project](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(p, c, now); !changes {
		return nil, err
	}
	switch {
	case c.Reason.IsZero():
		return nil, Refused("project.no_reason").on("reason")
	case p.Disqualified == c.Reason:
		return nil, nil
	}
	p.Disqualified = c.Reason
	return []Record{p}, nil
}

// RequalifyProject notes that the program counts a project again. A completed
// one that was never asked about gets its survey now.
type RequalifyProject struct {
	ID ID `json:"id"`
	// Survey is the id that the survey gets.
	Survey ID `json:"survey,omitzero"`
}

// Name is the command's name in the journal.
func (RequalifyProject) Name() string { return "project.requalify" }

// Subject names the project.
func (c RequalifyProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c RequalifyProject) decide(v View, now Now) ([]Record, error) {
	p, err := read[Project](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(p, c, now); !changes || p.Disqualified.IsZero() {
		return nil, err
	}
	p.Disqualified = Untrusted{}
	return p.startSurvey(v, c.Survey, now)
}
