package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
	"github.com/belay-tui/belay/store/packed"
)

// version is how a record stands since an entry of the tail.
type version struct {
	ref domain.Ref
	row uint32
	// rev is the entry that changed it last.
	rev uint64
	// body is the record, nil where it was taken out of the book.
	body []byte

	once sync.Once
	rec  domain.Record
	err  error

	posted  sync.Once
	posts   [][]uint64
	postErr error
}

// gone reports whether the record was taken out of the book.
func (v *version) gone() bool { return v.body == nil }

// record decodes the version, once.
func (v *version) record() (domain.Record, error) {
	v.once.Do(func() { v.rec, v.err = packed.Decode(v.ref.Kind, v.body) })
	return v.rec, v.err
}

// tail is what the entries after the base changed. It never changes itself once
// others see it, so that readers share it.
type tail struct {
	base
	// head is the last entry, sum the checksum of its value: together they tell
	// one state of a book from all others.
	head uint64
	sum  uint32
	// rows is where each record that changed stands now.
	rows map[domain.Kind]map[uint32]*version
	ids  map[domain.Ref]*version
	// next is the first free row of each kind.
	next map[domain.Kind]uint32

	cache *cache
}

func newTail(b base) *tail {
	return &tail{
		base: b, head: b.head, rows: map[domain.Kind]map[uint32]*version{}, ids: map[domain.Ref]*version{},
		next: maps.Clone(b.next), cache: &cache{base: &baseCache{sets: map[string]*index.Bits{}}},
	}
}

// clone returns a tail that can be changed.
func (t *tail) clone() *tail {
	c := *t
	c.rows, c.ids, c.next = map[domain.Kind]map[uint32]*version{}, maps.Clone(t.ids), maps.Clone(t.next)
	for k, rows := range t.rows {
		c.rows[k] = maps.Clone(rows)
	}
	c.cache = &cache{base: t.cache.base}
	return &c
}

// set notes a version.
func (t *tail) set(v *version) {
	rows := t.rows[v.ref.Kind]
	if rows == nil {
		rows = map[uint32]*version{}
		t.rows[v.ref.Kind] = rows
	}
	rows[v.row], t.ids[v.ref] = v, v
	t.next[v.ref.Kind] = max(t.next[v.ref.Kind], v.row+1)
}

// size is how many records the tail changed.
func (t *tail) size() int { return len(t.ids) }

// versions are those of a kind, in the order of their rows.
func (t *tail) versions(k domain.Kind) []*version {
	rows := t.rows[k]
	all := make([]*version, 0, len(rows))
	for _, row := range slices.Sorted(maps.Keys(rows)) {
		all = append(all, rows[row])
	}
	return all
}

// cache is what was worked out of one state of a book, and what of its base.
type cache struct {
	mu    sync.Mutex
	plans map[planKey]*plan
	base  *baseCache
}

// baseCache is what was worked out of a base. It outlives many tails.
type baseCache struct {
	mu   sync.Mutex
	sets map[string]*index.Bits
}

// errStaleTail: the entry does not follow on the tail.
var errStaleTail = errors.New("the entry does not follow")

// take adds an entry to a tail that can be changed.
func (t *tail) take(e entry, sum uint32) error {
	if e.N != t.head+1 {
		return fmt.Errorf("entry %d after %d: %w", e.N, t.head, errStaleTail)
	}
	for _, c := range e.changes {
		t.set(&version{ref: c.ref, row: c.row, rev: e.N, body: c.after})
	}
	t.head, t.sum = e.N, sum
	t.cache = &cache{base: t.cache.base} // a decision may have asked for a list
	return nil
}

// readTail returns the tail of the file. What is known of an earlier state of
// the same book, which may be nil, is used again.
func (r *reader) readTail(known *tail) (*tail, error) {
	b, err := r.readBase()
	if err != nil {
		return nil, err
	}
	log, err := r.bucket(bucketJournal)
	if err != nil {
		return nil, err
	}
	key, value := log.Cursor().Last()
	head, err := r.entryNumber(key)
	if err != nil {
		return nil, err
	}
	if head < b.head {
		return nil, r.damaged(fmt.Sprintf("the journal ends with entry %d, the records are those of %d", head, b.head), nil)
	}
	t := newTail(b)
	if known != nil && known.base.head == b.head && known.rules == b.rules && known.sum == valueSum(log.Get(numberKey(known.head))) {
		if known.head == head {
			return known, nil
		}
		t = known.clone()
	} else if t.parts, err = r.readParts(b); err != nil {
		return nil, err
	}
	if t.head == head {
		t.sum = valueSum(value)
		return t, nil
	}
	c := log.Cursor()
	for k, v := c.Seek(numberKey(t.head + 1)); k != nil; k, v = c.Next() {
		e, err := r.entry(k, v)
		if err != nil {
			return nil, err
		}
		if err := t.take(e, valueSum(v)); err != nil {
			return nil, r.damaged("the journal", err)
		}
	}
	if t.head != head {
		return nil, r.damaged(fmt.Sprintf("the journal has no entry %d", t.head+1), nil)
	}
	return t, nil
}

// valueSum is the checksum in front of a sealed value, 0 where there is none.
func valueSum(value []byte) uint32 {
	if len(value) < 6 {
		return 0
	}
	return binary.BigEndian.Uint32(value[2:])
}
