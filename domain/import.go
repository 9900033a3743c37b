package domain

import "time"

// ImportLead is a row of another system's export. It makes a lead, or updates
// the one that an earlier import of the same row made; the same row again
// changes nothing, so that what was done in belay since is kept.
type ImportLead struct {
	// ID is the id that the lead gets if it is new.
	ID      ID     `json:"id"`
	Program string `json:"program"`
	// PortalID is the other system's id. Without one the row is known again by
	// its company and contact.
	PortalID Untrusted `json:"portal_id,omitzero"`
	// Status is the other system's word for it; the program file says what it means.
	Status Untrusted `json:"status,omitzero"`
	// Converted is the other system's own flag, nil where it has none. It wins
	// over the status: that word is set by hand.
	Converted         *bool     `json:"converted,omitempty"`
	PortalOpportunity Untrusted `json:"portal_opportunity,omitzero"`

	Company       Company        `json:"company"`
	Contact       Contact        `json:"contact,omitzero"`
	Product       Untrusted      `json:"product,omitzero"`
	Value         Money          `json:"value,omitzero"`
	Source        Untrusted      `json:"source,omitzero"`
	Description   Untrusted      `json:"description,omitzero"`
	Campaign      []Touch        `json:"campaign,omitempty"`
	Qualification map[string]int `json:"qualification,omitempty"`
	// CreatedAt and ModifiedAt are the other system's, zero where it has none.
	CreatedAt  time.Time `json:"created_at,omitzero"`
	ModifiedAt time.Time `json:"modified_at,omitzero"`
	// Due is the deadline that the row carries. Without one an open lead's
	// window starts with the import: only then the firm sees it here.
	Due time.Time `json:"due,omitzero"`
}

// Name is the command's name in the journal.
func (ImportLead) Name() string { return "lead.import" }

// Subject names the lead if it is new.
func (c ImportLead) Subject() Ref { return Ref{KindLead, c.ID} }

// Key is what the row is known by when it is imported again.
func (c ImportLead) Key() Untrusted {
	if !c.PortalID.IsZero() {
		return c.PortalID
	}
	return rowKey(customerForKeys(c.Company.Name), foldedForKeys(c.Contact.Email.Raw()), foldedForKeys(c.Contact.Name.Raw()))
}

// Notices says what the import decided where the row contradicts itself.
func (c ImportLead) Notices(p *Program) []*RuleError {
	if c.Converted == nil {
		return nil
	}
	said, ok := p.leadStatus(c.Status)
	switch {
	case !ok:
	case said == LeadConverted && !*c.Converted:
		return []*RuleError{Refused("import.not_converted", "status", c.Status).on("status")}
	case said != LeadConverted && *c.Converted:
		return []*RuleError{Refused("import.converted", "status", c.Status).on("status")}
	}
	return nil
}

// status is what the row says of the lead, the flag before the word.
func (c *ImportLead) status(p *Program) (LeadStatus, *RuleError) {
	s, ok := p.leadStatus(c.Status)
	switch {
	case !ok:
		return "", Refused("import.unknown_status", "value", c.Status, "known", p.leadStatusWords()).on("status")
	case c.Converted != nil && *c.Converted:
		return LeadConverted, nil
	case c.Converted != nil && s == LeadConverted:
		return LeadClosed, nil
	}
	return s, nil
}

func (c ImportLead) decide(v View, now Now) ([]Record, error) {
	p, err := v.Program(c.Program)
	if err != nil {
		return nil, err
	}
	if c.Company.Name.IsZero() {
		return nil, Refused("field.missing").on(string(FieldCompany))
	}
	status, bad := c.status(p)
	if bad != nil {
		return nil, bad
	}
	mark, key := c.print(), c.Key()
	l := Lead{ID: c.ID, Program: p.Name, PortalID: key}
	id, found, err := v.ByPortalID(KindLead, p.Name, key)
	if err != nil {
		return nil, err
	}
	if found {
		if l, err = read[Lead](v, Ref{KindLead, id}); err != nil {
			return nil, err
		}
		if l.Imported.Print == mark {
			return nil, nil
		}
	} else if err := unused(v, l.Ref()); err != nil {
		return nil, err
	}
	c.fill(&l)
	if !found || l.news(p, status, now) {
		l.arrive(p, status, &c, now)
	}
	l.Imported = Imported{Print: mark, Status: c.Status}
	return []Record{l}, nil
}

// fill sets what the file says and leaves alone what it does not.
func (c *ImportLead) fill(l *Lead) {
	l.Company.take(&c.Company)
	l.Contact.take(&c.Contact)
	take(&l.Product, c.Product)
	take(&l.Value, c.Value)
	take(&l.Source, c.Source)
	take(&l.Description, c.Description)
	take(&l.PortalOpportunity, c.PortalOpportunity)
	if len(c.Campaign) > 0 {
		l.Campaign = c.Campaign
	}
	if len(c.Qualification) > 0 {
		l.Qualification = c.Qualification
	}
}

// take sets what is said and leaves alone what is not.
func take[T comparable](to *T, said T) {
	if none := *new(T); said != none {
		*to = said
	}
}

func (c *Company) take(said *Company) {
	take(&c.Name, said.Name)
	take(&c.Street, said.Street)
	take(&c.City, said.City)
	take(&c.State, said.State)
	take(&c.PostalCode, said.PostalCode)
	take(&c.Country, said.Country)
	take(&c.Industry, said.Industry)
	take(&c.Website, said.Website)
	take(&c.Employees, said.Employees)
	take(&c.Revenue, said.Revenue)
}

func (c *Contact) take(said *Contact) {
	take(&c.Name, said.Name)
	take(&c.Title, said.Title)
	take(&c.Email, said.Email)
	take(&c.Phone, said.Phone)
	take(&c.Mobile, said.Mobile)
	take(&c.Consent, said.Consent)
}

// news reports whether the status that a file gives a lead that is here already
// counts: where it changed in the file. Otherwise what was done here since would
// be undone. No file offers a lead a second time, or revives one that was
// declined, has lapsed or became a deal.
func (l *Lead) news(p *Program, status LeadStatus, now Now) bool {
	switch at := l.StatusAt(now.At); {
	case at == LeadDeclined, at == LeadLapsed, !l.Opportunity.IsZero(), status == LeadOffered:
		return false
	}
	said, _ := p.leadStatus(l.Imported.Status)
	return status != said
}

// arrive puts an imported lead where its status says.
func (l *Lead) arrive(p *Program, status LeadStatus, c *ImportLead, now Now) {
	changed := c.ModifiedAt
	if changed.IsZero() {
		changed = now.At
	}
	switch status {
	case LeadOffered:
		l.offer(p, now.At, c.Due)
	case LeadWorking:
		l.Origin, l.Status, l.ClosedAt, l.Reason, l.Remark = Distributed, LeadWorking, time.Time{}, "", Untrusted{}
	default:
		l.Origin, l.Status, l.ClosedAt = Distributed, status, changed
	}
	if l.OfferedAt.IsZero() {
		l.OfferedAt = c.CreatedAt
	}
}

// Imported tells what an import last said of a record.
type Imported struct {
	// Print is the fingerprint of the row.
	Print string `json:"print,omitzero"`
	// Status is the other system's word.
	Status Untrusted `json:"status,omitzero"`
}

// importedStatuses are those that a word of another system can mean.
var importedStatuses = []LeadStatus{LeadOffered, LeadWorking, LeadConverted, LeadClosed}

// leadStatus is what a word of another system means; no word means offered.
func (p *Program) leadStatus(word Untrusted) (LeadStatus, bool) {
	if word.IsZero() {
		return LeadOffered, true
	}
	if status, ok := p.statusWords[word.raw]; ok { // as the program writes it
		return status, true
	}
	var room [foldRoom]byte
	status, ok := p.statusWords[string(AppendFold(room[:0], word.raw))]
	return status, ok
}

func (p *Program) leadStatusWords() []string {
	var all []string
	for _, s := range importedStatuses {
		all = append(all, p.Leads.StatusWords[s]...)
	}
	return all
}

// ImportFile names the file whose rows a batch of imports brings. It stands in
// the journal for all of them and changes nothing itself.
type ImportFile struct {
	Kind    Kind      `json:"kind"`
	Program string    `json:"program"`
	File    Untrusted `json:"file"`
}

// Name is the command's name in the journal.
func (ImportFile) Name() string { return "import.file" }

// Subject names the firm, whose book it is.
func (ImportFile) Subject() Ref { return Ref{KindFirm, FirmID} }

func (ImportFile) decide(View, Now) ([]Record, error) { return nil, nil }
