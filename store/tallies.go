package store

import (
	"context"
	"sync"

	"github.com/belay-tui/belay/domain"
)

// tallies are the figures of programs as of when they were last asked for. The
// journal tells what changed since.
type tallies struct {
	mu        sync.Mutex
	byProgram map[string]*kept
}

// kept is a tally and the entry that it stands as of.
type kept struct {
	program *domain.Program
	tally   *domain.Tally
	head    uint64
	sum     uint32
}

// Stats returns a program's figures as of now, without the records behind its
// attributes. The first time it reads all records; after that it looks at what
// changed.
func (b *Book) Stats(ctx context.Context, program string) (s domain.Stats, err error) {
	b.tallies.mu.Lock()
	defer b.tallies.mu.Unlock()
	k := b.tallies.byProgram[program]
	current := false
	if k != nil {
		if current, err = b.catchUp(ctx, k, program); err != nil {
			return s, err
		}
	}
	if !current {
		if k, err = b.tallyAnew(ctx, program); err != nil {
			return s, err
		}
		if b.tallies.byProgram == nil {
			b.tallies.byProgram = map[string]*kept{}
		}
		b.tallies.byProgram[program] = k
	}
	return k.tally.Stats(), nil
}

// tallyAnew reads all records.
func (b *Book) tallyAnew(ctx context.Context, program string) (*kept, error) {
	p, err := b.Program(ctx, program)
	if err != nil {
		return nil, err
	}
	k := &kept{program: p}
	k.head, k.sum, err = b.gather(ctx, "gather figures", talliedKinds, func() func(domain.Record) {
		k.tally = domain.NewTally(p, b.now())
		k.tally.CountOnly()
		return k.tally.Add
	})
	return k, err
}

// manyEntries is how many entries a tally catches up on: beyond that, reading
// all records is no slower.
const manyEntries = 5000

// catchUp has a tally count what the journal tells since. It reports false
// where that is not possible: another day, other rules, an import, another file.
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

// count has a tally count what an entry changed, false where it does not tell.
func (r *reader) count(t *domain.Tally, n uint64) (bool, error) {
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
