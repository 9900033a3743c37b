package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/seal"
)

// oneEntry is an entry of the journal as schema 1 had it.
type oneEntry struct {
	N       uint64           `json:"n"`
	At      time.Time        `json:"at"`
	Who     domain.Untrusted `json:"who"`
	Command string           `json:"command"`
	Version int              `json:"version"`
	Args    json.RawMessage  `json:"args"`
	Changes []oneChange      `json:"changes"`
}

// oneChange is a record's JSON before and after an entry, none where there was
// no record. An import kept no after.
type oneChange struct {
	Ref    domain.Ref      `json:"ref"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// onesImport is the command whose entries had their changes apart.
const onesImport = "import.file"

// journal rewrites the journal and returns the number of its last entry.
func (m *leavingOne) journal(ctx context.Context) (n uint64, err error) {
	log := m.tx.Bucket(bucketJournal)
	log.FillPercent = 1 // entries are appended
	for key, value := range contents(m.old.Bucket(bucketJournal)) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		n++
		old, err := m.oldEntry(n, key, value)
		if err != nil {
			return 0, err
		}
		e := entry{Entry: domain.Entry{N: n, At: old.At, Who: old.Who, Command: old.Command, Version: old.Version, Args: old.Args}}
		if e.Command == onesImport {
			err = m.batch(ctx, &e)
		} else {
			err = m.changed(&e, old.Changes)
		}
		if err != nil {
			return 0, err
		}
		if err := log.Put(numberKey(n), seal.Value(bucketJournal, numberKey(n), n, e.pack())); err != nil {
			return 0, fmt.Errorf("write journal entry %d: %w", n, err)
		}
	}
	return n, nil
}

func (m *leavingOne) oldEntry(n uint64, key, value []byte) (e oneEntry, err error) {
	_, text, err := seal.Open(bucketJournal, key, value)
	if err == nil {
		err = json.Unmarshal(text, &e)
	}
	if err == nil && e.N != n {
		err = fmt.Errorf("it has the number %d", e.N)
	}
	if err != nil {
		err = m.badEntry(n, err)
	}
	return e, err
}

func (m *leavingOne) badEntry(n uint64, err error) error {
	return m.damaged(fmt.Sprintf("journal entry %d", n), err)
}

// changed packs the changes of an entry. What one changed twice is one change.
func (m *leavingOne) changed(e *entry, changes []oneChange) error {
	for _, old := range changes {
		row, err := m.row(old.Ref)
		if err != nil {
			return err
		}
		after, err := packOne(old.Ref.Kind, old.After)
		if err != nil {
			return m.badEntry(e.N, err)
		}
		last := &m.kinds[old.Ref.Kind].last[row]
		if *last == e.N {
			same := slices.IndexFunc(e.changes, func(c change) bool { return c.ref == old.Ref })
			e.changes[same].after = after
			continue
		}
		before, err := packOne(old.Ref.Kind, old.Before)
		if err != nil {
			return m.badEntry(e.N, err)
		}
		e.changes = append(e.changes, change{ref: old.Ref, row: row, was: *last, before: before, after: after})
		*last = e.N
	}
	return nil
}

// batch takes the changes of an import. What it made has rows that follow each
// other; a record that had been in the book before, and was taken out, has its
// row of then, and is kept as changed from nothing.
func (m *leavingOne) batch(ctx context.Context, e *entry) error {
	e.made = map[domain.Kind]span{}
	kept := m.tx.Bucket(bucketChanges)
	for old, err := range m.parts(e.N) {
		if err != nil {
			return m.badEntry(e.N, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := m.row(old.Ref)
		if err != nil {
			return err
		}
		k := old.Ref.Kind
		last := &m.kinds[k].last[row]
		was := *last
		if was == e.N { // a later row of the file changed it again
			continue
		}
		*last = e.N
		e.Batch++
		if was == 0 && len(old.Before) == 0 {
			made, begun := e.made[k]
			if !begun {
				made.first = row
			}
			made.count++
			e.made[k] = made
			continue
		}
		before, err := packOne(k, old.Before)
		if err != nil {
			return m.badEntry(e.N, err)
		}
		key := changeKey(e.N, k, row)
		if err := kept.Put(key, seal.Value(bucketChanges, key, was, before)); err != nil {
			return fmt.Errorf("keep what journal entry %d changed: %w", e.N, err)
		}
	}
	return nil
}

// parts yields the changes of an import. A part has many, each the letter of
// its kind, the id, the length of what the record was before, and that.
func (m *leavingOne) parts(n uint64) iter.Seq2[oneChange, error] {
	return func(yield func(oneChange, error) bool) {
		c := m.old.Bucket(bucketChanges).Cursor()
		prefix := numberKey(n)
		for key, value := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, value = c.Next() {
			_, rest, err := seal.Open(bucketChanges, key, value)
			for err == nil && len(rest) > 0 {
				var one oneChange
				if one, rest, err = readOneChange(rest); err == nil && !yield(one, nil) {
					return
				}
			}
			if err != nil {
				yield(oneChange{}, err)
				return
			}
		}
	}
}

// readOneChange reads a change of a part, and returns what follows it.
func readOneChange(part []byte) (c oneChange, rest []byte, err error) {
	cut := errors.New("a change is cut short")
	const head = 1 + len(c.Ref.ID)
	if len(part) < head {
		return c, nil, cut
	}
	if c.Ref.Kind, err = unpackKind(string(part[:1])); err != nil {
		return c, nil, err
	}
	c.Ref.ID = domain.ID(part[1:head])
	size, used := binary.Uvarint(part[head:])
	if part = part[head+max(0, used):]; used <= 0 || size > uint64(len(part)) {
		return c, nil, cut
	}
	c.Before = part[:size]
	return c, part[size:], nil
}
