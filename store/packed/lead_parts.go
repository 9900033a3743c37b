package packed

import (
	"slices"

	"github.com/belay-tui/belay/domain"
)

// The tags of a company.
const (
	companyName       = 1
	companyStreet     = 2
	companyCity       = 3
	companyState      = 4
	companyPostalCode = 5
	companyCountry    = 6
	companyIndustry   = 7
	companyWebsite    = 8
	companyEmployees  = 9
	companyRevenue    = 10

	companyLast = companyRevenue
)

func appendCompany(dst []byte, tag int, c *domain.Company, was *previous) []byte {
	begin := len(dst)
	dst, at := OpenPart(dst, tag)
	dst = AppendUntrusted(dst, companyName, c.Name)
	dst = AppendUntrusted(dst, companyStreet, c.Street)
	dst = AppendUntrusted(dst, companyCity, c.City)
	dst = AppendUntrusted(dst, companyState, c.State)
	dst = AppendUntrusted(dst, companyPostalCode, c.PostalCode)
	dst = AppendUntrusted(dst, companyCountry, c.Country)
	dst = AppendUntrusted(dst, companyIndustry, c.Industry)
	dst = AppendUntrusted(dst, companyWebsite, c.Website)
	dst = AppendInt(dst, companyEmployees, c.Employees)
	dst = appendMoney(dst, companyRevenue, c.Revenue)
	return was.closePart(dst, begin, at, tag, companyLast)
}

func readCompany(r *Reader[string], c *domain.Company) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case companyName:
			c.Name = part.Untrusted()
		case companyStreet:
			c.Street = part.Untrusted()
		case companyCity:
			c.City = part.Untrusted()
		case companyState:
			c.State = part.Untrusted()
		case companyPostalCode:
			c.PostalCode = part.Untrusted()
		case companyCountry:
			c.Country = part.Untrusted()
		case companyIndustry:
			c.Industry = part.Untrusted()
		case companyWebsite:
			c.Website = part.Untrusted()
		case companyEmployees:
			c.Employees = readInt(&part)
		case companyRevenue:
			c.Revenue = readMoney(&part)
		}
	}
	r.end(&part)
}

// The tags of what a lead is registered with.
const (
	registrationUsers     = 1
	registrationTimeframe = 2
	registrationGoals     = 3
	registrationPains     = 4
	registrationNextSteps = 5
	registrationClose     = 6

	registrationLast = registrationClose
)

func appendRegistration(dst []byte, tag int, g *domain.Registration, was *previous) []byte {
	begin := len(dst)
	dst, at := OpenPart(dst, tag)
	dst = AppendInt(dst, registrationUsers, g.Users)
	dst = AppendUntrusted(dst, registrationTimeframe, g.Timeframe)
	dst = AppendUntrusted(dst, registrationGoals, g.Goals)
	dst = AppendUntrusted(dst, registrationPains, g.Pains)
	dst = AppendUntrusted(dst, registrationNextSteps, g.NextSteps)
	dst = AppendInt(dst, registrationClose, g.Close)
	return was.closePart(dst, begin, at, tag, registrationLast)
}

func readRegistration(r *Reader[string]) (g domain.Registration) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case registrationUsers:
			g.Users = readInt(&part)
		case registrationTimeframe:
			g.Timeframe = part.Untrusted()
		case registrationGoals:
			g.Goals = part.Untrusted()
		case registrationPains:
			g.Pains = part.Untrusted()
		case registrationNextSteps:
			g.NextSteps = part.Untrusted()
		case registrationClose:
			g.Close = readDate(&part)
		}
	}
	r.end(&part)
	return g
}

// The tags of a campaign's touch. The day and the campaign make it the same.
const (
	touchOn       = 1
	touchCampaign = 2
	touchWhat     = 3

	touchSame = touchCampaign
	touchLast = touchWhat
)

func appendTouches(dst []byte, tag int, touches []domain.Touch, was *previous) []byte {
	begin := len(dst)
	for i := range touches {
		t, at := &touches[i], 0
		dst, at = OpenPart(dst, tag)
		dst = AppendInt(dst, touchOn, t.On)
		dst = AppendUntrusted(dst, touchCampaign, t.Campaign)
		dst = AppendUntrusted(dst, touchWhat, t.What)
		dst = ClosePart(dst, at)
	}
	return was.closeList(dst, begin, tag, touchSame, touchLast)
}

func readTouch(r *Reader[string]) (t domain.Touch) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case touchOn:
			t.On = readDate(&part)
		case touchCampaign:
			t.Campaign = part.Untrusted()
		case touchWhat:
			t.What = part.Untrusted()
		}
	}
	r.end(&part)
	return t
}

// The tags of an activity. The instant, the person and the kind make it the same.
const (
	activityAt   = 1
	activityWho  = 2
	activityKind = 3
	activityText = 4

	activitySame = activityKind
	activityLast = activityText
)

func appendActivities(dst []byte, tag int, activities []domain.Activity, was *previous) []byte {
	begin := len(dst)
	for i := range activities {
		a, at := &activities[i], 0
		dst, at = OpenPart(dst, tag)
		dst = AppendTime(dst, activityAt, a.At)
		dst = AppendUntrusted(dst, activityWho, a.Who)
		dst = AppendBytes(dst, activityKind, a.Kind)
		dst = AppendUntrusted(dst, activityText, a.Text)
		dst = ClosePart(dst, at)
	}
	return was.closeList(dst, begin, tag, activitySame, activityLast)
}

func readActivity(r *Reader[string]) (a domain.Activity) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case activityAt:
			a.At = part.Time()
		case activityWho:
			a.Who = part.Untrusted()
		case activityKind:
			a.Kind = domain.ActivityKind(part.Text())
		case activityText:
			a.Text = part.Untrusted()
		}
	}
	r.end(&part)
	return a
}

// The tags of the step that a criterion is on. The criterion makes it the same.
const (
	stepCriterion = 1
	stepNumber    = 2

	stepSame = stepCriterion
	stepLast = stepNumber
)

// appendSteps writes a map in the order of its keys.
func appendSteps(dst []byte, tag int, steps map[string]int, was *previous) []byte {
	begin := len(dst)
	var few [8]string
	keys := few[:0]
	for k := range steps {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		at := 0
		dst, at = OpenPart(dst, tag)
		dst = AppendBytes(dst, stepCriterion, k)
		dst = AppendInt(dst, stepNumber, steps[k])
		dst = ClosePart(dst, at)
	}
	return was.closeList(dst, begin, tag, stepSame, stepLast)
}

func readStep(r *Reader[string], steps map[string]int) map[string]int {
	if steps == nil {
		steps = make(map[string]int, r.count())
	}
	criterion, step := "", 0
	part := r.part()
	for part.Next() {
		switch part.tag {
		case stepCriterion:
			criterion = part.Text()
		case stepNumber:
			step = readInt(&part)
		}
	}
	r.end(&part)
	steps[criterion] = step
	return steps
}
