package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
)

// entry is a journal entry as it is stored.
type entry struct {
	// Entry is the entry without its changes.
	domain.Entry
	changes []change
	// made are the rows that a batch made, of those kinds that it made any of.
	// What else a batch changed is in the bucket of changes.
	made map[domain.Kind]span
}

// change is what an entry changed in a record.
type change struct {
	ref domain.Ref
	row uint32
	// was is the entry that changed the record before, 0 where none did.
	was uint64
	// before and after are the record as it is packed, nil where there was none.
	before, after []byte
}

// span is count rows from first on.
type span struct{ first, count uint32 }

func (s span) has(row uint32) bool { return row-s.first < s.count }

// The tags of an entry, of a change in it and of rows in it. They are never
// given anew; see package packed.
const (
	tagAt       = 1
	tagWho      = 2
	tagCommand  = 3
	tagVersion  = 4
	tagArgs     = 5
	tagChange   = 6
	tagMade     = 7
	tagBatch    = 8
	tagKind     = 1
	tagID       = 2
	tagRow      = 3
	tagWas      = 4
	tagBefore   = 5
	tagAfter    = 6
	tagFirstRow = 2
	tagRows     = 3
)

// pack writes the entry; its number is its key.
func (e entry) pack() []byte {
	b := []byte{packed.Version}
	b = packed.AppendTime(b, tagAt, e.At)
	b = packed.AppendUntrusted(b, tagWho, e.Who)
	b = packed.AppendBytes(b, tagCommand, e.Command)
	b = packed.AppendUint(b, tagVersion, uint64(e.Version))
	b = packed.AppendBytes(b, tagArgs, e.Args)
	for _, c := range e.changes {
		var at int
		b, at = packed.OpenPart(b, tagChange)
		b = packed.AppendBytes(b, tagKind, c.ref.Kind.Letter())
		b = packed.AppendID(b, tagID, c.ref.ID)
		b = packed.AppendUint(b, tagRow, uint64(c.row))
		b = packed.AppendUint(b, tagWas, c.was)
		b = packed.AppendBytes(b, tagBefore, c.before)
		b = packed.AppendBytes(b, tagAfter, c.after)
		b = packed.ClosePart(b, at)
	}
	for _, k := range domain.Kinds() {
		if s, ok := e.made[k]; ok {
			var at int
			b, at = packed.OpenPart(b, tagMade)
			b = packed.AppendBytes(b, tagKind, k.Letter())
			b = packed.AppendUint(b, tagFirstRow, uint64(s.first))
			b = packed.AppendUint(b, tagRows, uint64(s.count))
			b = packed.ClosePart(b, at)
		}
	}
	return packed.AppendUint(b, tagBatch, uint64(e.Batch))
}

// unpackEntry is the inverse of pack. It copies all it keeps.
func unpackEntry(n uint64, body []byte) (entry, error) {
	e := entry{Entry: domain.Entry{N: n}}
	r := packed.NewReader(body)
	for r.Next() {
		var err error
		switch r.Tag() {
		case tagAt:
			e.At = r.Time()
		case tagWho:
			e.Who = r.Untrusted()
		case tagCommand:
			e.Command = r.Text()
		case tagVersion:
			e.Version = int(min(r.Uint(), 1<<31-1))
		case tagArgs:
			e.Args = bytes.Clone(r.Value())
		case tagChange:
			var c change
			c, err = unpackChange(r.Value())
			e.changes = append(e.changes, c)
		case tagMade:
			err = e.unpackMade(r.Value())
		case tagBatch:
			e.Batch = int(min(r.Uint(), 1<<31-1))
		}
		if err != nil {
			return entry{}, err
		}
	}
	return e, r.Err()
}

func unpackChange(part []byte) (c change, err error) {
	r := packed.Fields(part)
	for r.Next() {
		switch r.Tag() {
		case tagKind:
			c.ref.Kind, err = unpackKind(r.Text())
		case tagID:
			c.ref.ID = r.ID()
		case tagRow:
			c.row = uint32(r.Uint())
		case tagWas:
			c.was = r.Uint()
		case tagBefore:
			c.before = bytes.Clone(r.Value())
		case tagAfter:
			c.after = bytes.Clone(r.Value())
		}
		if err != nil {
			return c, err
		}
	}
	return c, r.Err()
}

func (e *entry) unpackMade(part []byte) (err error) {
	var k domain.Kind
	var s span
	r := packed.Fields(part)
	for r.Next() {
		switch r.Tag() {
		case tagKind:
			k, err = unpackKind(r.Text())
		case tagFirstRow:
			s.first = uint32(r.Uint())
		case tagRows:
			s.count = uint32(r.Uint())
		}
		if err != nil {
			return err
		}
	}
	if e.made == nil {
		e.made = map[domain.Kind]span{}
	}
	e.made[k] = s
	return r.Err()
}

func unpackKind(letter string) (domain.Kind, error) {
	k, ok := kindOf(letter)
	if !ok {
		return "", fmt.Errorf("there is no kind of record with the letter %q", domain.Clean(letter))
	}
	return k, nil
}

// entryNumber reads the number of an entry from its key, 0 where there is none.
func (r *reader) entryNumber(key []byte) (uint64, error) {
	switch len(key) {
	case 0:
		return 0, nil
	case 8:
		return binary.BigEndian.Uint64(key), nil
	}
	return 0, r.damaged("the journal's numbers", nil)
}

// entry reads a stored entry.
func (r *reader) entry(key, value []byte) (entry, error) {
	n, err := r.entryNumber(key)
	if err != nil {
		return entry{}, err
	}
	what := fmt.Sprintf("journal entry %d", n)
	rev, body, err := seal.Open(bucketJournal, key, value)
	if err == nil && rev != n {
		err = errors.New("it says that it has another number")
	}
	if err != nil {
		return entry{}, r.damaged(what, err)
	}
	e, err := unpackEntry(n, body)
	if err != nil {
		return entry{}, r.damaged(what, err)
	}
	return e, nil
}

// entryAt reads the entry with a number.
func (r *reader) entryAt(n uint64) (entry, error) {
	log, err := r.bucket(bucketJournal)
	if err != nil {
		return entry{}, err
	}
	key := numberKey(n)
	value := log.Get(key)
	switch {
	case value != nil:
	case n > 0 && n <= r.tail.head:
		return entry{}, r.damaged(fmt.Sprintf("the journal has no entry %d", n), nil)
	default:
		return entry{}, fmt.Errorf("journal entry %d: %w", n, domain.ErrNotFound)
	}
	return r.entry(key, value)
}

// opened is an entry as the domain has it, with what its records were.
func (r *reader) opened(e entry) (domain.Entry, error) {
	all := e.Entry
	for _, c := range e.changes {
		done, err := r.openedChange(e.N, c)
		if err != nil {
			return domain.Entry{}, err
		}
		all.Changes = append(all.Changes, done)
	}
	return all, nil
}

func (r *reader) openedChange(n uint64, c change) (done domain.Change, err error) {
	done.Ref = c.ref
	if c.before != nil {
		done.Before, err = packed.Decode(c.ref.Kind, c.before)
	}
	if err == nil && c.after != nil {
		done.After, err = packed.Decode(c.ref.Kind, c.after)
	}
	if err != nil {
		return done, r.damaged(fmt.Sprintf("journal entry %d", n), err)
	}
	return done, nil
}

// Entry returns an entry of the journal, with its changes unless it is a batch;
// it makes reader a [domain.View].
func (r *reader) Entry(n uint64) (domain.Entry, error) {
	e, err := r.entryAt(n)
	if err != nil {
		return domain.Entry{}, err
	}
	return r.opened(e)
}
