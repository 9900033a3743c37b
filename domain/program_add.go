package domain

import (
	"errors"
	"slices"
	"strings"
)

// ProgramFile is a program file of the firm's own. Its program stands in the
// place of a preset of the same name.
type ProgramFile struct {
	Name string `json:"name"`
	// Source is the file's text, as [ParseProgram] reads it.
	Source Untrusted `json:"source"`
}

// AddProgram adds a program file to the book, or replaces the one of the same
// name: what the program has scored is scored anew.
type AddProgram struct {
	Source Untrusted `json:"source"`
}

// Name is the command's name in the journal.
func (AddProgram) Name() string { return "firm.add_program" }

// Subject names the firm, which keeps its program files.
func (AddProgram) Subject() Ref { return Ref{KindFirm, FirmID} }

func (c AddProgram) decide(v View, _ Now) ([]Record, error) {
	p, err := ParseProgram([]byte(c.Source.Raw()))
	if refusal, ok := errors.AsType[*RuleError](err); ok {
		return nil, refusal
	}
	if err != nil {
		return nil, err
	}
	firm, err := firmOf(v)
	if err != nil {
		return nil, err
	}
	if firm.Name.IsZero() {
		return nil, Refused("firm.no_name").on("name")
	}
	file := ProgramFile{p.Name, c.Source}
	i, found := slices.BinarySearchFunc(firm.Files, p.Name, func(f ProgramFile, name string) int { return strings.Compare(f.Name, name) })
	switch {
	case found && firm.Files[i] == file:
		return nil, nil
	case found:
		firm.Files = slices.Clone(firm.Files)
		firm.Files[i] = file
	default:
		firm.Files = slices.Insert(slices.Clone(firm.Files), i, file)
	}
	return []Record{firm}, nil
}

// ProgramNames lists the programs that a book knows: those of the firm's own
// files and those that belay ships, the default first, without repeats.
func (f Firm) ProgramNames() []string {
	names := PresetNames()
	for _, own := range f.Files {
		if !slices.Contains(names, own.Name) {
			names = append(names, own.Name)
		}
	}
	return names
}

// Program is the name of the program that the file is of, "" where it is none.
func (c AddProgram) Program() string {
	p, err := ParseProgram([]byte(c.Source.Raw()))
	if err != nil {
		return ""
	}
	return p.Name
}
