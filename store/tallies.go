package store

import (
	"context"
	"sync"
	"time"

	"github.com/belay-tui/belay/domain"
)

// tallies are the figures of programs as of when they were last asked for. The
// journal tells what changed since.
type tallies struct {
	mu sync.Mutex
	of map[tallied]*kept
}

// slot is where a count is kept.
func (t *tallies) slot(of tallied) *kept {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.of == nil {
		t.of = map[tallied]*kept{}
	}
	if t.of[of] == nil {
		t.of[of] = &kept{}
	}
	return t.of[of]
}

// tallied is what is counted of a program.
type tallied struct {
	program string
	what    tallyKind
}

// tallyKind is a kind of count.
type tallyKind int

// The counts that are kept.
const (
	tallyStats tallyKind = iota
	tallyForecast
)

// counting takes records as they come, go and change.
type counting interface {
	Add(r domain.Record)
	Remove(r domain.Record)
	// At moves to another instant; false asks for a new count.
	At(now time.Time) bool
}

// kept is a count and the entry that it stands as of. Who asks for one waits for
// that one only.
type kept struct {
	mu      sync.Mutex
	program *domain.Program
	tally   counting // nil before the first time
	head    uint64
	sum     uint32
}

// Stats returns a program's figures as of now, without the records behind its
// attributes. The first time it reads all records; after that it looks at what
// changed.
func (b *Book) Stats(ctx context.Context, program string) (s domain.Stats, err error) {
	err = b.count(ctx, tallied{program, tallyStats}, func(c counting) {
		if t, ok := c.(*domain.Tally); ok {
			s = t.Stats()
		}
	})
	return s, err
}

// Forecast returns the forecast of a program's open deals as of now. The first
// time it reads all deals; after that it looks at what changed.
func (b *Book) Forecast(ctx context.Context, program string) (f domain.Forecast, err error) {
	err = b.count(ctx, tallied{program, tallyForecast}, func(c counting) {
		if t, ok := c.(*domain.Forecaster); ok {
			f = t.Forecast()
		}
	})
	return f, err
}

// count brings a count up to date and has it read.
func (b *Book) count(ctx context.Context, of tallied, read func(counting)) (err error) {
	k := b.tallies.slot(of)
	k.mu.Lock()
	defer k.mu.Unlock()
	current := false
	if k.tally != nil {
		if current, err = b.catchUp(ctx, k, of.program); err != nil {
			return err
		}
	}
	if !current {
		if err = b.countAnew(ctx, k, of); err != nil {
			k.tally = nil // it may have counted a part
			return err
		}
	}
	read(k.tally)
	return nil
}

// countAnew reads all records.
func (b *Book) countAnew(ctx context.Context, k *kept, of tallied) error {
	p, err := b.Program(ctx, of.program)
	if err != nil {
		return err
	}
	k.program = p
	kinds := talliedKinds
	if of.what == tallyForecast {
		kinds = []domain.Kind{domain.KindOpportunity}
	}
	k.head, k.sum, err = b.gather(ctx, "gather figures", kinds, func() func(domain.Record) {
		if of.what == tallyForecast {
			k.tally = domain.NewForecaster(p, b.now())
			return k.tally.Add
		}
		t := domain.NewTally(p, b.now())
		t.CountOnly()
		k.tally = t
		return t.Add
	})
	return err
}

// manyEntries is how many entries a count catches up on: beyond that, reading
// all records is no slower.
const manyEntries = 5000

// catchUp has a count take what the journal tells since. It reports false where
// that is not possible: another day, other rules, an import, another file.
func (b *Book) catchUp(ctx context.Context, k *kept, program string) (current bool, err error) {
	err = b.view(ctx, "gather figures", func(r *reader) error {
		p, err := r.program(program)
		if err != nil {
			return err
		}
		if p != k.program || r.tail.head < k.head || r.tail.head-k.head > manyEntries {
			return nil
		}
		if sum, err := r.sumAt(k.head); err != nil || sum != k.sum {
			return err
		}
		for n := k.head + 1; n <= r.tail.head; n++ {
			if whole, err := r.count(k.tally, n); err != nil || !whole {
				k.tally = nil // it may have counted a part
				return err
			}
		}
		k.head, k.sum = r.tail.head, r.tail.sum
		current = k.tally.At(r.now)
		return nil
	})
	return current, err
}

// count has a count take what an entry changed, false where it does not tell.
func (r *reader) count(t counting, n uint64) (bool, error) {
	e, err := r.Entry(n)
	if err != nil || e.Batch > 0 {
		return false, err
	}
	for _, c := range e.Changes {
		if c.Before != nil {
			t.Remove(c.Before)
		}
		if c.After != nil {
			t.Add(c.After)
		}
	}
	return true, nil
}

// sumAt is the checksum of an entry, 0 where there is none.
func (r *reader) sumAt(n uint64) (uint32, error) {
	log, err := r.bucket(bucketJournal)
	if err != nil {
		return 0, err
	}
	return valueSum(log.Get(numberKey(n))), nil
}

// talliedKinds are the kinds of record that figures are made of.
var talliedKinds = []domain.Kind{
	domain.KindLead, domain.KindOpportunity, domain.KindProject, domain.KindStory, domain.KindCredential,
}
