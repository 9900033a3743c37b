package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// forget leaves the history behind: one entry made all records, in rows without
// gaps. A record that was found in two rows stands as in the newer.
func (s *salvaging) forget(b *Book) error {
	e := entry{made: map[domain.Kind]span{}}
	for _, k := range domain.Kinds() {
		newest := map[domain.ID]saved{}
		var ids []domain.ID
		for _, row := range slices.Sorted(maps.Keys(s.rows[k])) {
			r := s.rows[k][row]
			id, ok := packed.ID(r.body)
			if !ok {
				continue
			}
			old, twice := newest[id]
			if !twice {
				ids = append(ids, id)
			}
			if !twice || old.rev < r.rev {
				newest[id] = r
			}
		}
		s.rows[k] = make(map[uint32]saved, len(ids))
		for i, id := range ids {
			s.rows[k][uint32(i)] = saved{1, newest[id].body}
		}
		if len(ids) > 0 {
			e.made[k] = span{0, uint32(len(ids))}
			e.Batch += len(ids)
		}
	}
	if e.Batch == 0 {
		return &DamagedError{Path: s.path, What: "no record is left in it"}
	}
	cmd := domain.ImportFile{Kind: domain.KindLead, File: domain.Outside(filepath.Base(s.path))}
	version, args, err := domain.EncodeCommand(cmd)
	if err != nil {
		return fmt.Errorf("salvage: %w", err)
	}
	e.Entry = domain.Entry{N: 1, At: stampOf(b.now()), Who: b.who, Command: cmd.Name(), Version: version, Args: args, Batch: e.Batch}
	s.head, s.entries, s.log, s.changes = 1, map[uint64]entry{1: e}, map[uint64][]byte{1: e.pack()}, nil
	return nil
}

// next is the first row of each kind that nothing tells of.
func (s *salvaging) next() map[domain.Kind]uint32 {
	next := map[domain.Kind]uint32{}
	reach := func(k domain.Kind, end uint32) { next[k] = max(next[k], end) }
	for k, rows := range s.rows {
		for row := range rows {
			reach(k, row+1)
		}
	}
	for _, e := range s.entries {
		for k, made := range e.made {
			reach(k, made.first+made.count)
		}
		for _, c := range e.changes {
			reach(c.ref.Kind, c.row+1)
		}
	}
	for key := range s.changes {
		_, k, row, _ := readChangeKey([]byte(key))
		reach(k, row+1)
	}
	return next
}

// errGaps: the journal is not whole.
var errGaps = errors.New("the journal has gaps")

// build makes a book of what was found and checks it.
func (s *salvaging) build(ctx context.Context, b *Book, path string) (*Book, error) {
	if s.head == 0 || uint64(len(s.log)) != s.head || s.log[s.head] == nil {
		return nil, errGaps
	}
	if err := file.Create(path, s.write, nil); err != nil {
		return nil, err
	}
	made, err := b.at(path)
	if err != nil {
		return nil, err
	}
	err = made.update(ctx, "make the indexes", file.ForLong, func(w *writer) error {
		// The firm's programs decide how all else is indexed.
		if err := w.remakeKind(ctx, domain.KindFirm); err != nil {
			return err
		}
		w.programs = nil
		rules, err := w.rulesNow()
		if err != nil {
			return err
		}
		w.changed = true
		return w.remake(ctx, rules)
	})
	if err != nil {
		return nil, err
	}
	return made, made.Check(ctx)
}

// write fills the new book.
func (s *salvaging) write(tx *bolt.Tx) error {
	for _, name := range allBuckets() {
		b, err := tx.CreateBucket(name)
		if err != nil {
			return fmt.Errorf("make the part %s: %w", name, err)
		}
		b.FillPercent = 0.98
	}
	if err := putSchema(tx); err != nil {
		return err
	}
	if err := putBase(tx, base{head: s.head, next: s.next()}); err != nil {
		return err
	}
	if err := s.putDesk(tx); err != nil {
		return err
	}
	for v := range s.all {
		if err := tx.Bucket(v.bucket).Put(v.key, seal.Value(v.bucket, v.key, v.rev, v.body)); err != nil {
			return fmt.Errorf("write to the part %s: %w", v.bucket, err)
		}
	}
	return nil
}

// sealed is a value as it is put into the new book.
type sealed struct {
	bucket, key, body []byte
	rev               uint64
}

// all yields what was found, sorted, so that bbolt appends.
func (s *salvaging) all(yield func(sealed) bool) {
	for _, n := range slices.Sorted(maps.Keys(s.log)) {
		if !yield(sealed{bucketJournal, numberKey(n), s.log[n], n}) {
			return
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.changes)) {
		c := s.changes[key]
		if n, _, _, _ := readChangeKey([]byte(key)); n <= s.head && !yield(sealed{bucketChanges, []byte(key), c.Body, c.Rev}) {
			return
		}
	}
	for _, k := range domain.Kinds() {
		for _, row := range slices.Sorted(maps.Keys(s.rows[k])) {
			if r := s.rows[k][row]; !yield(sealed{bucketOf(k), rowKey(row), r.body, r.rev}) {
				return
			}
		}
	}
}
