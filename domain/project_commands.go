package domain

import "reflect"

// ProjectField names a field of a project in commands and forms.
type ProjectField string

// The fields that people set.
const (
	ProjName     ProjectField = "name"
	ProjCustomer ProjectField = "customer"
	ProjKind     ProjectField = "kind"
	ProjRole     ProjectField = "role"
	ProjFor      ProjectField = "for"
	ProjProduct  ProjectField = "product"
	ProjIndustry ProjectField = "industry"
	ProjStart    ProjectField = "start"
	ProjEnd      ProjectField = "end"
)

// ProjectFields lists the fields in the order of the form.
func ProjectFields() []ProjectField {
	return []ProjectField{ProjName, ProjCustomer, ProjKind, ProjRole, ProjFor, ProjProduct, ProjIndustry, ProjStart, ProjEnd}
}

func (p *Project) set(fields map[ProjectField]Untrusted) error {
	var bad Refusals
	for _, f := range ProjectFields() {
		if v, ok := fields[f]; ok {
			if err := p.setField(f, v); err != nil {
				bad = append(bad, err.on(string(f)))
			}
		}
	}
	bad = append(bad, unknownFields(fields, ProjectFields())...)
	if p.Name.IsZero() {
		bad = append(bad, Refused("field.missing").on(string(ProjName)))
	}
	if p.Customer.IsZero() {
		bad = append(bad, Refused("field.missing").on(string(ProjCustomer)))
	}
	if p.Start != 0 && p.End != 0 && p.End < p.Start {
		bad = append(bad, Refused("project.ends_before_start", "start", p.Start).on(string(ProjEnd)))
	}
	return bad.orNil()
}

func (p *Project) setField(f ProjectField, v Untrusted) (err *RuleError) {
	switch f {
	case ProjName:
		p.Name = v
	case ProjCustomer:
		p.Customer = v
	case ProjProduct:
		p.Product = v
	case ProjIndustry:
		p.Industry = v
	case ProjKind:
		p.Kind, err = readChoice(v, ProjectKinds())
	case ProjRole:
		p.Role, err = readChoice(v, Roles())
	case ProjFor:
		p.For, err = readChoice(v, Audiences())
	case ProjStart:
		p.Start, err = readOptional(v, readDate)
	case ProjEnd:
		p.End, err = readOptional(v, readDate)
	}
	return err
}

// setContacts replaces the contacts, at most [ProjectContacts] of them.
func (p *Project) setContacts(contacts []Contact) error {
	var bad Refusals
	for _, c := range contacts {
		if !ValidEmail(c.Email) {
			bad = append(bad, Refused("email.invalid", "value", c.Email).on("contact"))
		}
	}
	if len(contacts) > ProjectContacts {
		bad = append(bad, Refused("project.too_many_contacts", "most", ProjectContacts).on("contact"))
	}
	p.Contacts = contacts
	return bad.orNil()
}

// AddProject registers a project (R1).
type AddProject struct {
	ID       ID                         `json:"id"`
	Program  string                     `json:"program"`
	Fields   map[ProjectField]Untrusted `json:"fields"`
	Contacts []Contact                  `json:"contacts,omitempty"`
}

// Name is the command's name in the journal.
func (AddProject) Name() string { return "project.add" }

// Subject names the project.
func (c AddProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c AddProject) decide(v View, now Now) ([]Record, error) {
	if free, err := fresh(v, c.Subject()); !free || err != nil {
		return nil, err
	}
	program, err := v.Program(c.Program)
	if err != nil {
		return nil, err
	}
	p := Project{
		ID: c.ID, Program: program.Name, Kind: Implementation, Role: Prime, For: ForCustomer,
		Status: ProjectActive, CreatedAt: now.At, ChangedAt: now.At,
	}
	if err := p.set(c.Fields); err != nil {
		return nil, err
	}
	if err := p.setContacts(c.Contacts); err != nil {
		return nil, err
	}
	return []Record{p}, nil
}

// EditProject changes fields of a project that is under way.
type EditProject struct {
	ID     ID                         `json:"id"`
	Fields map[ProjectField]Untrusted `json:"fields"`
	// Contacts replace the contacts unless they are nil.
	Contacts []Contact `json:"contacts,omitzero"`
}

// Name is the command's name in the journal.
func (EditProject) Name() string { return "project.edit" }

// Subject names the project.
func (c EditProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c EditProject) decide(v View, now Now) ([]Record, error) {
	p, err := read[Project](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(p, c, now); !changes {
		return nil, err
	}
	before := p
	if err := p.set(c.Fields); err != nil {
		return nil, err
	}
	if c.Contacts != nil {
		if err := p.setContacts(c.Contacts); err != nil {
			return nil, err
		}
	}
	if reflect.DeepEqual(p, before) {
		return nil, nil
	}
	return []Record{p}, nil
}

// CompleteProject ends a project and starts its survey where it is eligible (R4).
type CompleteProject struct {
	ID  ID   `json:"id"`
	End Date `json:"end"`
	// Survey is the id that the survey gets.
	Survey ID `json:"survey"`
}

// Name is the command's name in the journal.
func (CompleteProject) Name() string { return "project.complete" }

// Subject names the project.
func (c CompleteProject) Subject() Ref { return Ref{KindProject, c.ID} }

func (c CompleteProject) decide(v View, now Now) ([]Record, error) {
	p, err := read[Project](v, c.Subject())
	if err != nil {
		return nil, err
	}
	program, err := v.Program(p.Program)
	if err != nil {
		return nil, err
	}
	if changes, err := may(p, c, now); !changes {
		return nil, err
	}
	p.End = c.End
	if err := p.CheckCompletion(program.Day(now.At)); err != nil {
		return nil, err
	}
	p.Status, p.ChangedAt, p.Reason = ProjectCompleted, now.At, Untrusted{}
	return p.startSurvey(v, c.Survey, now)
}

// startSurvey queues the survey of a completed project, unless it is not
// eligible or was asked about before.
func (p Project) startSurvey(v View, id ID, now Now) ([]Record, error) {
	if ok, _ := p.Eligible(); !ok || !p.Survey.IsZero() || p.Status != ProjectCompleted {
		return []Record{p}, nil
	}
	if err := unused(v, Ref{KindSurvey, id}); err != nil {
		return nil, err
	}
	p.Survey = id
	return []Record{p, newSurvey(id, p, now)}, nil
}

// CheckCompletion returns as [Refusals] what keeps a project from being
// completed: an end date that is missing, ahead of today or before the start,
// and fewer than two distinct contacts with a valid address and consent (S3).
func (p Project) CheckCompletion(today Date) error {
	var bad Refusals
	switch {
	case p.End == 0:
		bad = append(bad, Refused("field.missing").on(string(ProjEnd)))
	case p.End > today:
		bad = append(bad, Refused("project.ends_ahead", "end", p.End, "today", today).on(string(ProjEnd)))
	case p.End < p.Start:
		bad = append(bad, Refused("project.ends_before_start", "start", p.Start).on(string(ProjEnd)))
	}
	if n := p.Consenting(); n < ProjectContacts {
		bad = append(bad, Refused("project.contacts_missing", "have", n, "need", ProjectContacts).on("contact"))
	}
	return bad.orNil()
}
