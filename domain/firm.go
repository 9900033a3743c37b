package domain

// FirmID is the id of the one firm whose book it is.
var FirmID = ID{15: 1}

// Firm is the channel partner that a book belongs to.
type Firm struct {
	Name Untrusted `json:"name"`
	// Programs are the names of the programs the firm is in, the one it looks
	// at by default first.
	Programs []string `json:"programs"`
	// Files are the firm's own program files, by name.
	Files []ProgramFile `json:"program_files,omitzero"`
	// Domains are the firm's own e-mail domains, as [MailDomain] returns them.
	Domains []string `json:"domains,omitzero"`
}

// Ref names the firm's record.
func (f Firm) Ref() Ref { return Ref{KindFirm, FirmID} }

// SetUpFirm names the firm and its first program; given again it renames it.
type SetUpFirm struct {
	Firm    Untrusted `json:"firm"`
	Program string    `json:"program"`
}

// Name is the command's name in the journal.
func (SetUpFirm) Name() string { return "firm.set_up" }

// Subject names the firm.
func (SetUpFirm) Subject() Ref { return Ref{KindFirm, FirmID} }

func (c SetUpFirm) decide(v View, now Now) ([]Record, error) {
	if c.Firm.IsZero() {
		return nil, Refused("firm.no_name").on("name")
	}
	firm, err := firmOf(v)
	if err != nil {
		return nil, err
	}
	if firm.Name == c.Firm && len(firm.Programs) > 0 && firm.Programs[0] == c.Program {
		return nil, nil
	}
	firm.Name = c.Firm
	return firm.use(v, c.Program)
}

// JoinProgram makes a program the one that the firm looks at by default, and
// joins it where the firm is not in it yet.
type JoinProgram struct {
	Program string `json:"program"`
}

// Name is the command's name in the journal.
func (JoinProgram) Name() string { return "firm.join_program" }

// Subject names the firm.
func (JoinProgram) Subject() Ref { return Ref{KindFirm, FirmID} }

func (c JoinProgram) decide(v View, now Now) ([]Record, error) {
	firm, err := firmOf(v)
	if err != nil {
		return nil, err
	}
	if firm.Name.IsZero() {
		return nil, Refused("firm.no_name").on("name")
	}
	if len(firm.Programs) > 0 && firm.Programs[0] == c.Program {
		return nil, nil
	}
	return firm.use(v, c.Program)
}

// firmOf reads the firm; a new book has an empty one.
func firmOf(v View) (Firm, error) {
	free, err := fresh(v, Ref{KindFirm, FirmID})
	if free || err != nil {
		return Firm{}, err
	}
	return read[Firm](v, Ref{KindFirm, FirmID})
}

// use puts a program first.
func (f Firm) use(v View, program string) ([]Record, error) {
	if _, err := v.Program(program); err != nil {
		return nil, err
	}
	programs := []string{program}
	for _, p := range f.Programs {
		if p != program {
			programs = append(programs, p)
		}
	}
	f.Programs = programs
	return []Record{f}, nil
}
