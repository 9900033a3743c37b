package demo

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/belay-tui/belay/domain"
)

// life is what happens to one record, from its beginning to now.
type life struct {
	*world
	rng     *rand.Rand
	at      time.Time
	who     domain.Untrusted
	program string
	steps   []domain.Step
}

// do gives a command at the current time of the life.
func (l *life) do(c domain.Command) {
	l.steps = append(l.steps, domain.Step{At: l.at, Who: l.who, Command: c})
}

// doAs gives a command as somebody else.
func (l *life) doAs(who domain.Untrusted, c domain.Command) {
	l.steps = append(l.steps, domain.Step{At: l.at, Who: who, Command: c})
}

// wait lets time pass, but never all that is left until now: so that whatever
// is to happen does happen.
func (l *life) wait(d time.Duration) {
	d = min(d, l.Now.Sub(l.at)/2)
	to := l.at.Add(d)
	if d > 12*time.Hour {
		to = later(office(to), l.at)
	}
	l.until(to)
}

// until lets time pass up to an instant, at most to now.
func (l *life) until(t time.Time) {
	if t.After(l.Now) {
		t = l.Now
	}
	l.at = later(l.at, t.Truncate(time.Millisecond))
}

// id makes the id of a record that is made now.
func (l *life) id() domain.ID {
	var id domain.ID
	ms := uint64(l.at.UnixMilli())
	binary.BigEndian.PutUint16(id[:2], uint16(ms>>32))
	binary.BigEndian.PutUint32(id[2:6], uint32(ms))
	binary.BigEndian.PutUint64(id[8:], l.rng.Uint64())
	l.serial++
	binary.BigEndian.PutUint32(id[6:10], l.serial)
	return id
}

// today is the day of the life's current time.
func (l *life) today() domain.Date { return domain.DateOf(l.at) }

// hours and days are random lengths of time, both ends included.
func (l *life) hours(from, to int) time.Duration {
	return time.Duration(from*60+l.rng.IntN((to-from)*60+1)) * time.Minute
}

func (l *life) days(from, to int) time.Duration { return l.hours(24*from, 24*to) }

// chance is true in so many of a hundred cases.
func (l *life) chance(percent int) bool { return l.rng.IntN(100) < percent }

// pick chooses one of several.
func pick[T any](l *life, from []T) T { return from[l.rng.IntN(len(from))] }

// text chooses one of several texts.
func (l *life) text(from []string) domain.Untrusted { return domain.Outside(pick(l, from)) }

// spread puts the i-th of n evenly between two instants, within office hours.
func spread(i, n int, from, to time.Time) time.Time {
	slot := to.Sub(from) / time.Duration(n)
	t := later(office(from.Add(time.Duration(i)*slot+slot/2)), from)
	if t.After(to) {
		t = to
	}
	return t.Truncate(time.Millisecond)
}

// office moves an instant into the hours in which people work, on the same day
// and without changing the order of two instants.
func office(t time.Time) time.Time {
	midnight := t.Truncate(day)
	return midnight.Add(7*time.Hour + t.Sub(midnight)*11/24)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
