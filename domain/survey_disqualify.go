package domain

// DisqualifyAnswer notes that the program does not count a survey's answer
// (R3), and the reason that it gave. The answer stays as it was given; a newer
// one counts again.
type DisqualifyAnswer struct {
	ID     ID        `json:"id"`
	Reason Untrusted `json:"reason"`
}

// Name is the command's name in the journal.
func (DisqualifyAnswer) Name() string { return "survey.disqualify" }

// Subject names the survey.
func (c DisqualifyAnswer) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c DisqualifyAnswer) decide(v View, now Now) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	if c.Reason.IsZero() {
		return nil, Refused("survey.no_reason").on("reason")
	}
	return s.disqualify(v, c.Reason)
}

// RequalifyAnswer notes that the program counts a survey's answer again.
type RequalifyAnswer struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (RequalifyAnswer) Name() string { return "survey.requalify" }

// Subject names the survey.
func (c RequalifyAnswer) Subject() Ref { return Ref{KindSurvey, c.ID} }

func (c RequalifyAnswer) decide(v View, now Now) ([]Record, error) {
	s, err := read[Survey](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	return s.disqualify(v, Untrusted{})
}

// disqualify marks the answer, at the survey and at its project, with why it
// does not count: "" where it does.
func (s Survey) disqualify(v View, why Untrusted) ([]Record, error) {
	if s.Disqualified == why {
		return nil, nil
	}
	p, err := read[Project](v, Ref{KindProject, s.Project})
	if err != nil {
		return nil, err
	}
	s.Disqualified = why
	p.CSAT = s.CSAT()
	return []Record{s, p}, nil
}
