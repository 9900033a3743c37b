package packed

import "github.com/belay-tui/belay/domain"

// The tags of a project.
const (
	projectID           = tagID
	projectProgram      = 2
	projectName         = 3
	projectCustomer     = 4
	projectKind         = 5
	projectRole         = 6
	projectFor          = 7
	projectProduct      = 8
	projectIndustry     = 9
	projectStatus       = 10
	projectStart        = 11
	projectEnd          = 12
	projectContacts     = 13
	projectSurvey       = 14
	projectCSAT         = 15
	projectDisqualified = 16
	projectReason       = 17
	projectCreatedAt    = 18
	projectChangedAt    = 19

	projectLast = projectChangedAt
)

func appendProject(dst []byte, p *domain.Project, was *previous) []byte {
	dst = AppendItem(dst, projectID, p.ID[:])
	dst = AppendBytes(dst, projectProgram, p.Program)
	dst = AppendUntrusted(dst, projectName, p.Name)
	dst = AppendUntrusted(dst, projectCustomer, p.Customer)
	dst = AppendBytes(dst, projectKind, p.Kind)
	dst = AppendBytes(dst, projectRole, p.Role)
	dst = AppendBytes(dst, projectFor, p.For)
	dst = AppendUntrusted(dst, projectProduct, p.Product)
	dst = AppendUntrusted(dst, projectIndustry, p.Industry)
	dst = AppendBytes(dst, projectStatus, p.Status)
	dst = AppendInt(dst, projectStart, p.Start)
	dst = AppendInt(dst, projectEnd, p.End)
	dst = appendContacts(dst, projectContacts, p.Contacts, was)
	dst = AppendID(dst, projectSurvey, p.Survey)
	dst = appendCSAT(dst, projectCSAT, &p.CSAT, was)
	dst = AppendUntrusted(dst, projectDisqualified, p.Disqualified)
	dst = AppendUntrusted(dst, projectReason, p.Reason)
	dst = AppendTime(dst, projectCreatedAt, p.CreatedAt)
	dst = AppendTime(dst, projectChangedAt, p.ChangedAt)
	return append(dst, was.rest(projectLast)...)
}

func appendContacts(dst []byte, tag int, contacts []domain.Contact, was *previous) []byte {
	begin := len(dst)
	for i := range contacts {
		at := 0
		dst, at = OpenPart(dst, tag)
		dst = appendContact(dst, &contacts[i])
		dst = ClosePart(dst, at)
	}
	return was.closeList(dst, begin, tag, contactSame, contactLast)
}

func decodeProject(r *Reader[string], p *domain.Project) {
	for r.Next() {
		switch r.tag {
		case projectID:
			p.ID = r.ID()
		case projectProgram:
			p.Program = r.Text()
		case projectName:
			p.Name = r.Untrusted()
		case projectCustomer:
			p.Customer = r.Untrusted()
		case projectKind:
			p.Kind = domain.ProjectKind(r.Text())
		case projectRole:
			p.Role = domain.Role(r.Text())
		case projectFor:
			p.For = domain.Audience(r.Text())
		case projectProduct:
			p.Product = r.Untrusted()
		case projectIndustry:
			p.Industry = r.Untrusted()
		case projectStatus:
			p.Status = domain.ProjectStatus(r.Text())
		case projectStart:
			p.Start = readDate(r)
		case projectEnd:
			p.End = readDate(r)
		case projectContacts:
			p.Contacts = append(room(r, p.Contacts), readContact(r))
		case projectSurvey:
			p.Survey = r.ID()
		case projectCSAT:
			p.CSAT = readCSAT(r)
		case projectDisqualified:
			p.Disqualified = r.Untrusted()
		case projectReason:
			p.Reason = r.Untrusted()
		case projectCreatedAt:
			p.CreatedAt = r.Time()
		case projectChangedAt:
			p.ChangedAt = r.Time()
		}
	}
}

// The tags of a customer's answer.
const (
	csatSum          = 1
	csatRated        = 2
	csatAnswered     = 3
	csatDisqualified = 4

	csatLast = csatDisqualified
)

func appendCSAT(dst []byte, tag int, c *domain.CSAT, was *previous) []byte {
	begin := len(dst)
	dst, at := OpenPart(dst, tag)
	dst = AppendInt(dst, csatSum, c.Sum)
	dst = AppendInt(dst, csatRated, c.Rated)
	dst = appendBool(dst, csatAnswered, c.Answered)
	dst = AppendUntrusted(dst, csatDisqualified, c.Disqualified)
	return was.closePart(dst, begin, at, tag, csatLast)
}

func readCSAT(r *Reader[string]) (c domain.CSAT) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case csatSum:
			c.Sum = readInt(&part)
		case csatRated:
			c.Rated = readInt(&part)
		case csatAnswered:
			c.Answered = part.Uint() != 0
		case csatDisqualified:
			c.Disqualified = part.Untrusted()
		}
	}
	r.end(&part)
	return c
}
