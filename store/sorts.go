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

// A sort key is bytes that compare as the records are to be listed. The id that
// follows it in the index keeps the order stable.

// sortKey returns the key of a record in an order. A lead must have been
// disclosed, or the order would tell what is held back.
func sortKey(p *domain.Program, rec domain.Record, sort domain.Sort) []byte {
	switch r := rec.(type) {
	case domain.Lead:
		return leadKey(p, r, sort)
	case domain.Opportunity:
		return opportunityKey(p, r, sort)
	case domain.Project:
		return projectKey(r, sort)
	case domain.Survey:
		if sort == domain.SortName {
			return text(r.ProjectName)
		}
		return falling(milli(latest(r.QueuedAt, r.SentAt, r.AnsweredAt)))
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

func leadKey(p *domain.Program, l domain.Lead, sort domain.Sort) []byte {
	switch sort {
	case domain.SortScore:
		return falling(int64(p.Qualify(l).Points))
	case domain.SortValue:
		return amount(p, l.Value)
	case domain.SortName:
		return text(l.Company.Name)
	default:
	}
	switch l.Status {
	case domain.LeadOffered:
		return class(dueOffered, rising(milli(l.Due)))
	case domain.LeadLapsed:
		return class(dueLapsed, falling(milli(l.Due)))
	case domain.LeadAccepted, domain.LeadWorking:
		return class(dueWorking, day(l.Next.On))
	default:
		return class(dueOther, falling(milli(latest(l.OfferedAt, l.SubmittedAt, l.AnsweredAt, l.ClosedAt))))
	}
}

// offered begins the keys, in the inbox by deadline, of leads to be answered.
func offered() []byte { return append(orderPrefix(domain.ListInbox, domain.SortDue), dueOffered) }

// idle begins the keys, by the end of the second window, of accepted leads that
// their program claws back then.
func idle() []byte { return orderPrefix("accepted", domain.SortDue) }

// idleKey is the key of such a lead, nil for any other.
func idleKey(p *domain.Program, l domain.Lead) []byte {
	if ends := l.ClawBack(p); l.Status == domain.LeadAccepted && !ends.IsZero() {
		return slices.Concat(idle(), rising(milli(ends)), l.ID[:])
	}
	return nil
}

// dueOf reads the deadline from such a key.
func dueOf(key []byte) time.Time {
	at := binary.BigEndian.Uint64(key[len(key)-idLen-8:]) ^ 1<<63
	return time.UnixMilli(int64(at)).UTC()
}

func opportunityKey(p *domain.Program, o domain.Opportunity, sort domain.Sort) []byte {
	switch sort {
	case domain.SortValue:
		return amount(p, o.Amount)
	case domain.SortName:
		return text(o.Name)
	case domain.SortStage:
		place := slices.IndexFunc(p.Stages, func(s domain.Stage) bool { return s.Name == o.Stage })
		if place < 0 { // an older program file knew it
			place = len(p.Stages)
		}
		return rising(int64(place))
	default:
		if o.Outcome == domain.OutcomeOpen {
			return class(0, day(o.CloseDate))
		}
		if o.CloseDate == 0 {
			return class(1, falling(milli(o.CreatedAt)))
		}
		return class(1, falling(milli(o.CloseDate.Time())))
	}
}

// day orders days from the first, and no day after all of them.
func day(d domain.Date) []byte {
	if d == 0 {
		return rising(math.MaxInt64)
	}
	return rising(int64(d))
}

func projectKey(r domain.Project, sort domain.Sort) []byte {
	switch sort {
	case domain.SortName:
		return text(r.Name)
	case domain.SortScore:
		score := r.CSAT.Score()
		if score.IsZero() {
			return falling(-1)
		}
		// Means of some fifteen ratings differ by far more than a millionth.
		return falling(score.Num * 1_000_000 / score.Den)
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

func class(c byte, key []byte) []byte { return append([]byte{c}, key...) }

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
		return class(2, falling(0))
	case !ok:
		return class(1, falling(int64(m.Mils)))
	}
	return class(0, falling(int64(q)))
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
