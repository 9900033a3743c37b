package store

import (
	"iter"

	bolt "go.etcd.io/bbolt"
)

// contents yields the keys and values of a bucket. They are only good until the
// transaction ends.
func contents(b *bolt.Bucket) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		c := b.Cursor()
		k, v := c.First()
		for k != nil && yield(k, v) {
			k, v = c.Next()
		}
	}
}
