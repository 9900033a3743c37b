package store

import (
	"bytes"
	"iter"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// run is the keys of a bucket that begin with a prefix, in either direction.
type run struct {
	cursor   *bolt.Cursor
	prefix   []byte
	backward bool
}

func newRun(b *bolt.Bucket, prefix []byte, backward bool) run {
	return run{b.Cursor(), prefix, backward}
}

// all yields the keys and values of the run. They are only good until the
// transaction ends.
func (r run) all() iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		k, v := r.first()
		r.rest(k, v, yield)
	}
}

// from yields what comes after the number in the direction of the run, where
// keys are the prefix and a number. 0 yields all.
func (r run) from(after uint64) iter.Seq2[[]byte, []byte] {
	if after == 0 {
		return r.all()
	}
	return func(yield func(k, v []byte) bool) {
		at := append(bytes.Clone(r.prefix), numberKey(after)...)
		k, v := r.cursor.Seek(at)
		switch {
		case r.backward && k == nil:
			k, v = r.cursor.Last()
		case r.backward:
			k, v = r.cursor.Prev()
		case bytes.Equal(k, at):
			k, v = r.cursor.Next()
		}
		r.rest(k, v, yield)
	}
}

func (r run) rest(k, v []byte, yield func(k, v []byte) bool) {
	for k != nil && bytes.HasPrefix(k, r.prefix) && yield(k, v) {
		if r.backward {
			k, v = r.cursor.Prev()
		} else {
			k, v = r.cursor.Next()
		}
	}
}

// first is the key that the run starts at.
func (r run) first() (k, v []byte) {
	switch end := after(r.prefix); {
	case !r.backward:
		return r.cursor.Seek(r.prefix)
	case end == nil:
		return r.cursor.Last()
	default:
		if k, _ := r.cursor.Seek(end); k == nil {
			return r.cursor.Last()
		}
		return r.cursor.Prev()
	}
}

// after is the least key behind all that begin with the prefix, nil where there
// is none.
func after(prefix []byte) []byte {
	end := bytes.Clone(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xFF {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

// hasPrefix is false at the end of a bucket, where a cursor's key is nil.
func hasPrefix(k, prefix []byte) bool { return k != nil && bytes.HasPrefix(k, prefix) }

// copyID makes an id of an index entry's value.
func copyID(value []byte) (id domain.ID, ok bool) {
	return id, copy(id[:], value) == idLen && len(value) == idLen
}
