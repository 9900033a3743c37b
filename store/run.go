package store

import (
	"bytes"
	"iter"

	bolt "go.etcd.io/bbolt"
)

// run is the keys of a bucket in either direction.
type run struct {
	cursor   *bolt.Cursor
	backward bool
}

func newRun(b *bolt.Bucket, backward bool) run { return run{b.Cursor(), backward} }

// all yields the keys and values. They are only good until the transaction ends.
func (r run) all() iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		if r.backward {
			k, v := r.cursor.Last()
			r.rest(k, v, yield)
		} else {
			k, v := r.cursor.First()
			r.rest(k, v, yield)
		}
	}
}

// from yields what comes after the number in the direction of the run, where
// keys are numbers. 0 yields all.
func (r run) from(after uint64) iter.Seq2[[]byte, []byte] {
	if after == 0 {
		return r.all()
	}
	return func(yield func(k, v []byte) bool) {
		at := numberKey(after)
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
	for k != nil && yield(k, v) {
		if r.backward {
			k, v = r.cursor.Prev()
		} else {
			k, v = r.cursor.Next()
		}
	}
}
