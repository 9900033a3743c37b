// Package index keeps what is derived from a book's records: sets and orders
// of rows, postings from keys to rows, and text to search. A row is a number
// of 32 bits; what it stands for is the caller's business.
//
// Everything lies in sealed values of a bucket. A structure has a name without
// a zero byte; its keys are the name, a zero byte and what the structure adds.
// One that is not there is empty. What was read is good until the transaction
// ends.
package index

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

	bolt "go.etcd.io/bbolt"

	"github.com/belay-tui/belay/store/seal"
)

// ErrDamaged says that stored values are not as they were written or do not
// fit each other. The errors that wrap it say which.
var ErrDamaged = errors.New("the index is damaged")

// errName: a zero byte would let one structure's keys pass for another's.
var errName = errors.New("a name must hold no zero byte")

// open returns the body of the value at a key, which it does not copy. A value
// that is missing is damage too: ask for what a directory promises only.
func open(b *bolt.Bucket, bucket, key []byte) ([]byte, error) {
	value := b.Get(key)
	if value == nil {
		return nil, fmt.Errorf("%w: nothing is at %q", ErrDamaged, key)
	}
	body, err := seal.OpenBlock(bucket, key, value)
	if err != nil {
		return nil, fmt.Errorf("%w: the value at %q: %w", ErrDamaged, key, err)
	}
	return body, nil
}

// put seals a body, which it copies, and stores it.
func put(b *bolt.Bucket, bucket, key, body []byte) error {
	if err := b.Put(key, seal.Block(bucket, key, body)); err != nil {
		return fmt.Errorf("storing at %q: %w", key, err)
	}
	return nil
}

// prefix is what all keys of a structure begin with.
func prefix(name []byte) ([]byte, error) {
	if bytes.IndexByte(name, 0) >= 0 {
		return nil, fmt.Errorf("%q: %w", name, errName)
	}
	return append(bytes.Clone(name), 0), nil
}

// present tells whether any key begins with a prefix.
func present(b *bolt.Bucket, prefix []byte) bool {
	k, _ := b.Cursor().Seek(prefix)
	return k != nil && bytes.HasPrefix(k, prefix)
}

// wipe deletes all keys that begin with a prefix.
func wipe(b *bolt.Bucket, prefix []byte) error {
	var keys [][]byte // deleting moves a cursor
	c := b.Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := b.Delete(k); err != nil {
			return fmt.Errorf("deleting %q: %w", k, err)
		}
	}
	return nil
}

// Names yields the names of the structures in a bucket, in ascending order of
// their keys. They are copies.
func Names(b *bolt.Bucket) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		c := b.Cursor()
		k, _ := c.First()
		for k != nil {
			name, _, found := bytes.Cut(bytes.Clone(k), []byte{0})
			if !found { // not a key of ours
				k, _ = c.Next()
				continue
			}
			if !yield(name) {
				return
			}
			k, _ = c.Seek(append(bytes.Clone(name), 1))
		}
	}
}
