package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/packed"
)

// Salvaged says what [Salvage] brought into safety.
type Salvaged struct {
	// Records is how many records the new book has, of all kinds.
	Records int
	// Entries is how many journal entries it has; 1 where the journal was lost.
	Entries uint64
	// History is true where the journal is whole. Else the new book begins with
	// one entry that made all records.
	History bool
	// Broken is how many values in the old file were found damaged, copies that
	// were of no use any more included.
	Broken int64
}

// Salvage makes a new book of what can be found in a file, whatever state that
// is in; the file stays as it is. Only what was written as it is found counts:
// each value carries a checksum. Records that are found in several states stand
// as in the newest. The new book is checked before it has its name; there must
// be nothing there yet ([ErrExists]). It takes as much memory as the book has
// records.
func Salvage(ctx context.Context, from, to string, o Options) (n Salvaged, err error) {
	b, err := newBook(from, o)
	if err != nil {
		return n, err
	}
	if to, err = filepath.Abs(to); err != nil {
		return n, fmt.Errorf("salvage %s: %w", from, err)
	}
	if _, err := os.Lstat(to); err == nil {
		return n, fmt.Errorf("salvage to %s: %w", to, ErrExists)
	}
	s, err := b.findAll(ctx)
	if err != nil {
		return n, err
	}
	dir, err := os.MkdirTemp(filepath.Dir(to), ".belay-*.tmp")
	if err != nil {
		return n, fmt.Errorf("salvage to %s: %w", to, err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left there is of no use
	n.Broken = s.broken
	made, err := s.build(ctx, b, filepath.Join(dir, "whole.db"))
	n.History = err == nil
	if err != nil && ctx.Err() == nil {
		if err := s.forget(b); err != nil {
			return n, err
		}
		made, err = s.build(ctx, b, filepath.Join(dir, "records.db"))
	}
	if err != nil {
		return n, fmt.Errorf("salvage %s: %w", from, err)
	}
	for _, rows := range s.rows {
		n.Records += len(rows)
	}
	n.Entries = s.head
	return n, made.CopyTo(ctx, to)
}

// salvaging is what was found in a file.
type salvaging struct {
	path string
	// head is the last journal entry.
	head    uint64
	entries map[uint64]entry
	// log are the entries, changes the changes of batches, as they were stored.
	log     map[uint64][]byte
	changes map[string]file.Found
	rows    map[domain.Kind]map[uint32]saved
	// desk is what the screen was to remember.
	desk   map[string]saved
	broken int64
}

// saved is a record, or what the desk keeps, in its newest state.
type saved struct {
	rev  uint64
	body []byte
}

// findAll reads the file twice: the records make sense with the journal only.
func (b *Book) findAll(ctx context.Context) (*salvaging, error) {
	s := &salvaging{
		path: b.path, entries: map[uint64]entry{}, log: map[uint64][]byte{}, changes: map[string]file.Found{},
		rows: map[domain.Kind]map[uint32]saved{}, desk: map[string]saved{},
	}
	n, err := file.Salvage(ctx, b.path, [][]byte{bucketMeta, bucketJournal, bucketChanges, bucketDesk}, s.takeLog)
	if err != nil {
		return nil, err
	}
	kinds := map[string]domain.Kind{}
	var buckets [][]byte
	for _, k := range domain.Kinds() {
		s.rows[k], kinds[string(bucketOf(k))] = map[uint32]saved{}, k
		buckets = append(buckets, bucketOf(k))
	}
	of, err := file.Salvage(ctx, b.path, buckets, func(f file.Found) error {
		s.takeRecord(kinds[string(f.Bucket)], f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	// Each pass takes what the other looks for for broken.
	s.broken = max(0, n.Broken-of.Found)
	s.replay()
	return s, nil
}

// takeLog takes in the journal, how far the base was, and the desk.
func (s *salvaging) takeLog(f file.Found) error {
	switch {
	case bytes.Equal(f.Bucket, bucketDesk):
		s.takeKept(f)
	case bytes.Equal(f.Bucket, bucketMeta):
		if bytes.Equal(f.Key, keySchema) {
			return s.known(f.Body)
		}
		if base, err := unpackBase(f.Body); err == nil && bytes.Equal(f.Key, keyBase) {
			s.head = max(s.head, base.head)
		}
	case bytes.Equal(f.Bucket, bucketChanges):
		if _, _, _, ok := readChangeKey(f.Key); ok {
			s.changes[string(f.Key)] = file.Found{Rev: f.Rev, Body: bytes.Clone(f.Body)}
		}
	case len(f.Key) == 8 && bytes.Equal(f.Key, numberKey(f.Rev)):
		e, err := unpackEntry(f.Rev, f.Body)
		if err == nil {
			s.entries[f.Rev], s.log[f.Rev] = e, bytes.Clone(f.Body)
			s.head = max(s.head, f.Rev)
		}
	}
	return nil
}

// known refuses a file of another layout; of a migrated one both may be found.
func (s *salvaging) known(body []byte) error {
	version, err := strconv.Atoi(string(body))
	if err == nil && version > schemaVersion {
		return &NewerError{Version: version, Known: schemaVersion}
	}
	return nil
}

// takeRecord takes in a record where it is newer than what was found before. A
// value of which the journal says otherwise was left over from something that
// never came about.
func (s *salvaging) takeRecord(k domain.Kind, f file.Found) {
	if len(f.Key) != len(rowKey(0)) {
		return
	}
	row := binary.BigEndian.Uint32(f.Key)
	if old, ok := s.rows[k][row]; ok && old.rev >= f.Rev || !s.tells(f.Rev, k, row) {
		return
	}
	if _, err := packed.Decode(k, f.Body); err != nil {
		return
	}
	s.rows[k][row] = saved{f.Rev, bytes.Clone(f.Body)}
}

// tells is whether an entry changed a row, as far as is known.
func (s *salvaging) tells(n uint64, k domain.Kind, row uint32) bool {
	e, ok := s.entries[n]
	if !ok {
		return n <= s.head
	}
	if e.made[k].has(row) {
		return true
	}
	if _, ok := s.changes[string(changeKey(n, k, row))]; ok {
		return true
	}
	return slices.ContainsFunc(e.changes, func(c change) bool { return c.ref.Kind == k && c.row == row })
}

// replay brings the records to where the journal ends.
func (s *salvaging) replay() {
	undone := domain.Undo{}.Name()
	for _, n := range slices.Sorted(maps.Keys(s.entries)) {
		for _, c := range s.entries[n].changes {
			s.set(c.ref.Kind, c.row, n, c.after)
		}
	}
	for key := range s.changes {
		n, k, row, _ := readChangeKey([]byte(key))
		if e, ok := s.entries[n]; ok && e.Command == undone && s.rows[k][row].rev < n {
			delete(s.rows[k], row) // an import that was taken back
		}
	}
}

func (s *salvaging) set(k domain.Kind, row uint32, n uint64, body []byte) {
	if s.rows[k][row].rev > n {
		return
	}
	if body == nil {
		delete(s.rows[k], row)
		return
	}
	s.rows[k][row] = saved{n, body}
}
