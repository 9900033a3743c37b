package store

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain"
)

// A sort key is bytes that compare as the records are to be listed. The row of
// the record decides between equal ones.

// The orders that are kept for the book's own questions: which leads are clawed
// back next, which open deals lack a next step, which projects come to their end.
const (
	sortIdle domain.Sort = "idle"
	sortNext domain.Sort = "next"
	sortEnd  domain.Sort = "end"
)

// knownSince is the derivedVersion since which an order of a kind is kept.
func knownSince(k domain.Kind, sort domain.Sort) int {
	switch sort {
	case domain.SortProduct, domain.SortCountry, domain.SortCustomer, domain.SortStatus, domain.SortKind, domain.SortRole, domain.SortACV, domain.SortAge:
		return 2
	case domain.SortScore:
		if k == domain.KindSurvey {
			return 2
		}
	default:
	}
	return 1
}

// ordersOf are the orders that are kept of a kind. Nobody may change them.
func ordersOf(k domain.Kind) []domain.Sort { return orders[k] }

// orders are worked out once: an import asks for them at each row.
var orders = map[domain.Kind][]domain.Sort{
	domain.KindLead:        append(domain.Sorts(domain.KindLead), sortIdle),
	domain.KindOpportunity: append(domain.Sorts(domain.KindOpportunity), sortNext),
	domain.KindProject:     append(domain.Sorts(domain.KindProject), sortEnd),
	domain.KindSurvey:      domain.Sorts(domain.KindSurvey),
	domain.KindStory:       domain.Sorts(domain.KindStory),
	domain.KindCredential:  domain.Sorts(domain.KindCredential),
}

// sortKey returns the key of a record in an order, nil where it does not stand
// in it. A lead must have been disclosed, or the order would tell what is held
// back; only for its claw-back all of it counts.
func sortKey(p *domain.Program, rec domain.Record, sort domain.Sort) []byte {
	switch r := rec.(type) {
	case domain.Lead:
		return leadKey(p, &r, sort)
	case domain.Opportunity:
		return opportunityKey(p, r, sort)
	case domain.Project:
		return projectKey(r, sort)
	case domain.Survey:
		return surveyKey(r, sort)
	case domain.Story:
		return falling(milli(latest(r.CreatedAt, r.SubmittedAt, r.PublishedAt)))
	case domain.Credential:
		return falling(milli(r.Earned.Time()))
	}
	return nil
}

// The classes of an order by deadline.
const (
	dueOffered = iota // to be answered: the first deadline first
	dueLapsed         // the newest deadline first
	dueWorking        // being worked: the first next step first, those without one after
	dueOther          // what changed last first
)

func leadKey(p *domain.Program, l *domain.Lead, sort domain.Sort) []byte {
	switch sort {
	case domain.SortScore:
		if len(l.Qualification) == 0 { // nothing is known: most rows of an import
			return falling(0)
		}
		return falling(int64(p.Qualify(*l).Points))
	case domain.SortValue:
		return amount(p, l.Value)
	case domain.SortName:
		return text(l.Company.Name)
	case domain.SortProduct:
		return textOrLast(l.Product)
	case domain.SortCountry:
		return textOrLast(l.Company.Country)
	case domain.SortStatus:
		return placeIn(domain.States(domain.KindLead), domain.State(l.Status))
	case sortIdle:
		// Accepted leads that their program claws back after the second window.
		if ends := l.ClawBack(p); l.Status == domain.LeadAccepted && !ends.IsZero() {
			return rising(milli(ends))
		}
		return nil
	default:
	}
	switch l.Status {
	case domain.LeadOffered:
		return dueKey(l.Due)
	case domain.LeadLapsed:
		return class(dueLapsed, ^milli(l.Due))
	case domain.LeadAccepted, domain.LeadWorking:
		return class(dueWorking, day(l.Next.On))
	default:
		return class(dueOther, ^milli(latest(l.OfferedAt, l.SubmittedAt, l.AnsweredAt, l.ClosedAt)))
	}
}

// dueKey begins the key of an offer with a deadline in the order by deadline.
func dueKey(at time.Time) []byte { return class(dueOffered, milli(at)) }

func opportunityKey(p *domain.Program, o domain.Opportunity, sort domain.Sort) []byte {
	switch sort {
	case domain.SortValue:
		return amount(p, o.Amount)
	case domain.SortName:
		return text(o.Name)
	case domain.SortCustomer:
		return textOrLast(o.Customer)
	case domain.SortACV:
		return amount(p, o.ACV)
	case domain.SortKind:
		return placeIn(domain.ACVKinds(), o.Kind)
	case domain.SortAge:
		return rising(milli(o.StageAt))
	case domain.SortStage:
		place := slices.IndexFunc(p.Stages, func(s domain.Stage) bool { return s.Name == o.Stage })
		if place < 0 { // an older program file knew it
			place = len(p.Stages)
		}
		return rising(int64(place))
	case sortNext:
		if o.Outcome == domain.OutcomeOpen {
			return rising(int64(o.Next.On))
		}
		return nil
	default:
		if o.Outcome == domain.OutcomeOpen {
			return class(0, day(o.CloseDate))
		}
		if o.CloseDate == 0 {
			return class(1, ^milli(o.CreatedAt))
		}
		return class(1, ^milli(o.CloseDate.Time()))
	}
}

// day orders days from the first, and no day after all of them.
func day(d domain.Date) int64 {
	if d == 0 {
		return math.MaxInt64
	}
	return int64(d)
}

func projectKey(r domain.Project, sort domain.Sort) []byte {
	switch sort {
	case domain.SortName:
		return text(r.Name)
	case domain.SortCustomer:
		return textOrLast(r.Customer)
	case domain.SortKind:
		return placeIn(domain.ProjectKinds(), r.Kind)
	case domain.SortRole:
		return placeIn(domain.Roles(), r.Role)
	case domain.SortStatus:
		return placeIn(domain.States(domain.KindProject), domain.State(r.Status))
	case domain.SortScore:
		return csat(r.CSAT)
	case sortEnd:
		if r.Status == domain.ProjectActive && r.End != 0 {
			return rising(int64(r.End))
		}
		return nil
	default:
		switch {
		case r.End != 0:
			return falling(milli(r.End.Time()))
		case r.Start != 0:
			return falling(milli(r.Start.Time()))
		}
		return falling(milli(r.CreatedAt))
	}
}

func surveyKey(s domain.Survey, sort domain.Sort) []byte {
	switch sort {
	case domain.SortName:
		return text(s.ProjectName)
	case domain.SortCustomer:
		return textOrLast(s.Customer)
	case domain.SortStatus:
		return placeIn(domain.States(domain.KindSurvey), domain.State(s.Status))
	case domain.SortScore:
		return csat(s.CSAT())
	default:
		return falling(milli(latest(s.QueuedAt, s.SentAt, s.AnsweredAt)))
	}
}

// csat orders answers from the best; those without a score come last.
func csat(c domain.CSAT) []byte {
	score := c.Score()
	if score.IsZero() {
		return falling(-1)
	}
	// Means of some fifteen ratings differ by far more than a millionth.
	return falling(score.Num * 1_000_000 / score.Den)
}

// placeIn orders by the place among the choices; what is none of them is last.
func placeIn[T comparable](choices []T, of T) []byte {
	place := slices.Index(choices, of)
	if place < 0 {
		place = len(choices)
	}
	return rising(int64(place))
}

// All keys but those of texts have eight bytes, which sort fastest.

// classBits are what is left of eight bytes for a number within a class.
const classBits = 56

// class orders by a class first, and by a number within it. Numbers that need
// more than 56 bits, which no instant and no amount of money in the world does,
// come at the ends.
func class(c byte, n int64) []byte {
	const most = 1<<(classBits-1) - 1
	n = min(max(n, -most-1), most)
	return binary.BigEndian.AppendUint64(nil, uint64(c)<<classBits|uint64(n+most+1))
}

// rising orders numbers from the least.
func rising(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)^1<<63) }

// falling orders numbers from the greatest.
func falling(n int64) []byte { return rising(^n) }

// amount orders amounts of money from the largest in the program's currency;
// those in a currency without a rate come after them, and then those without one.
func amount(p *domain.Program, m domain.Money) []byte {
	q, ok := p.Convert(m)
	switch {
	case m.IsZero():
		return class(2, 0)
	case !ok:
		return class(1, ^int64(m.Mils))
	}
	return class(0, ^int64(q))
}

// textLen is how many bytes of a text an order looks at.
const textLen = 64

// text orders texts as they are folded.
func text(u domain.Untrusted) []byte {
	folded := strings.ReplaceAll(domain.Fold(u.Raw()), "\x00", "\x01")
	if len(folded) > textLen {
		cut := textLen
		for !utf8.RuneStart(folded[cut]) {
			cut--
		}
		folded = folded[:cut]
	}
	return append([]byte(folded), 0)
}

// textOrLast orders texts, and no text after all of them.
func textOrLast(u domain.Untrusted) []byte {
	if u.IsZero() {
		return []byte{0xFF, 0} // no UTF-8 begins with it
	}
	return text(u)
}

// isText is whether the keys of an order are texts.
func isText(sort domain.Sort) bool {
	switch sort {
	case domain.SortName, domain.SortProduct, domain.SortCountry, domain.SortCustomer:
		return true
	default:
		return false
	}
}

// compoundKey makes one key of those in several orders. Each of them says
// itself where it ends, so that what comes behind decides between equal ones only.
func compoundKey(p *domain.Program, rec domain.Record, keys []domain.SortKey) (whole []byte) {
	for _, by := range keys {
		key := sortKey(p, rec, by.Sort)
		if by.Reverse {
			for i := range key {
				key[i] = ^key[i]
			}
		}
		whole = append(whole, key...)
	}
	return whole
}

// milli is an instant as a number that orders as time does; no instant is the
// least of all.
func milli(t time.Time) int64 {
	if t.IsZero() {
		return math.MinInt64
	}
	return t.UnixMilli()
}

func latest(times ...time.Time) time.Time {
	return slices.MaxFunc(times, time.Time.Compare)
}
