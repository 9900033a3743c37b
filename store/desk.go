package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// What the desk keeps is no record and in no journal: drafts of forms, orders of
// lists, lists of the user's own. Its bucket is made when something is first
// kept, so that books without one are of the same layout. The revision in a
// seal counts what was ever kept; of several copies that salvage finds the one
// with the highest is the newest.

// How long a key and a value of the desk may be, in bytes.
const (
	MaxDeskKey   = 200
	MaxDeskValue = 64 << 10
)

// Kept is what the desk keeps under a key, nil where nothing is. What damage
// made unreadable is a [DamagedError]; keeping something there again, or
// [Book.Repair], heals it.
func (b *Book) Kept(ctx context.Context, key string) (value []byte, err error) {
	err = b.view(ctx, "look on the desk", func(r *reader) error {
		value, err = r.onDesk([]byte(key))
		return err
	})
	return value, err
}

func (r *reader) onDesk(key []byte) ([]byte, error) {
	desk := r.tx.Bucket(bucketDesk)
	if desk == nil || len(key) == 0 {
		return nil, nil
	}
	value := desk.Get(key)
	if value == nil {
		return nil, nil
	}
	_, body, err := seal.Open(bucketDesk, key, value)
	if err != nil {
		return nil, r.damaged("the desk", err)
	}
	return append([]byte{}, body...), nil
}

// Keep keeps a value under a key of the desk; nil forgets it. It writes nothing
// where it stands so already. It refuses what is too long, and a key that is
// empty (desk.size); in a book that may only be read it fails with a
// [NewerError].
func (b *Book) Keep(ctx context.Context, key string, value []byte) error {
	if err := fitsDesk(key, value); err != nil {
		return err
	}
	return b.update(ctx, "put on the desk", file.ForWriting, func(w *writer) error {
		return w.keep([]byte(key), value)
	})
}

// Rekeep keeps what a function makes of what is kept under a key, so that nothing
// that another process puts there is lost. An error of the function changes
// nothing and is returned as it is; the others are those of [Book.Kept] and
// [Book.Keep].
func (b *Book) Rekeep(ctx context.Context, key string, change func(old []byte) ([]byte, error)) error {
	if err := fitsDesk(key, nil); err != nil {
		return err
	}
	return b.update(ctx, "put on the desk", file.ForWriting, func(w *writer) error {
		old, err := w.onDesk([]byte(key))
		if err != nil {
			return err
		}
		value, err := change(old)
		if err == nil {
			err = fitsDesk(key, value)
		}
		if err != nil {
			return err
		}
		return w.keep([]byte(key), value)
	})
}

// fitsDesk refuses what is too long, and a key that is empty.
func fitsDesk(key string, value []byte) error {
	switch {
	case len(key) == 0 || len(key) > MaxDeskKey:
		return domain.Refused("desk.size", "size", len(key), "most", MaxDeskKey)
	case len(value) > MaxDeskValue:
		return domain.Refused("desk.size", "size", len(value), "most", MaxDeskValue)
	}
	return nil
}

func (w *writer) keep(key, value []byte) error {
	old, err := w.onDesk(key)
	if err == nil && (old == nil) == (value == nil) && bytes.Equal(old, value) {
		return nil
	}
	desk, err := w.tx.CreateBucketIfNotExists(bucketDesk)
	if err != nil {
		return fmt.Errorf("make the desk: %w", err)
	}
	n, err := desk.NextSequence()
	if err != nil {
		return fmt.Errorf("number what is kept: %w", err)
	}
	w.kept = true
	if value == nil {
		return desk.Delete(key)
	}
	return desk.Put(key, seal.Value(bucketDesk, key, n, value))
}

// desk looks at all that is kept.
func (c *checker) desk(context.Context) error {
	for key := range c.unkept {
		c.lost("what the desk keeps under %s", domain.Clean(string(key)))
	}
	return nil
}

// unkept yields the keys of the desk of which the values cannot be read.
func (r *reader) unkept(yield func([]byte) bool) {
	desk := r.tx.Bucket(bucketDesk)
	if desk == nil {
		return
	}
	for key, value := range contents(desk) {
		if _, _, err := seal.Open(bucketDesk, key, value); err != nil && !yield(key) {
			return
		}
	}
}

// tidyDesk forgets what cannot be read.
func (w *writer) tidyDesk() error {
	var keys [][]byte // deleting moves a cursor
	for key := range w.unkept {
		keys = append(keys, bytes.Clone(key))
	}
	for _, key := range keys {
		if err := w.tx.Bucket(bucketDesk).Delete(key); err != nil {
			return fmt.Errorf("forget what the desk kept: %w", err)
		}
	}
	return nil
}

// takeKept takes in what was kept on the desk.
func (s *salvaging) takeKept(f file.Found) {
	if old, ok := s.desk[string(f.Key)]; !ok || old.rev < f.Rev {
		s.desk[string(f.Key)] = saved{f.Rev, bytes.Clone(f.Body)}
	}
}

// putDesk puts back what was kept. What was forgotten before the file was
// damaged may be there again.
func (s *salvaging) putDesk(tx *bolt.Tx) error {
	if len(s.desk) == 0 {
		return nil
	}
	desk, err := tx.CreateBucket(bucketDesk)
	if err != nil {
		return fmt.Errorf("make the desk: %w", err)
	}
	var last uint64
	for key, kept := range s.desk {
		last = max(last, kept.rev)
		if err := desk.Put([]byte(key), seal.Value(bucketDesk, []byte(key), kept.rev, kept.body)); err != nil {
			return fmt.Errorf("put on the desk: %w", err)
		}
	}
	return desk.SetSequence(last)
}
