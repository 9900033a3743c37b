package index

import (
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

func BenchmarkPostings(b *testing.B) {
	db := durable(b)
	pairs := randomPairs(million, 1, ^uint64(0), ^uint32(0))
	SortPairs(pairs, nil)
	build := func(bucket *bolt.Bucket) error {
		return BuildPostings(bucket, testBucket, testName, slices.Values(pairs))
	}
	update(b, db, build)
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			update(b, db, build)
		}
	})
	b.Run("lookup", func(b *testing.B) {
		b.ReportAllocs()
		view(b, db, func(bucket *bolt.Bucket) error {
			p := OpenPostings(bucket, testBucket, testName)
			for i := 0; b.Loop(); i = (i + 7919) % million {
				for row, err := range p.Lookup(pairs[i].Key) {
					if err != nil || row != pairs[i].Row {
						b.Fatal(row, err)
					}
				}
			}
			return nil
		})
	})
	b.Run("load", func(b *testing.B) {
		view(b, db, func(bucket *bolt.Bucket) error {
			for b.Loop() {
				if _, err := OpenPostings(bucket, testBucket, testName).Load(); err != nil {
					return err
				}
			}
			return nil
		})
	})
	b.Run("edit500", func(b *testing.B) {
		for seed := uint64(2); b.Loop(); seed++ {
			add := randomPairs(500, seed, ^uint64(0), ^uint32(0))
			update(b, db, func(bucket *bolt.Bucket) error {
				return OpenPostings(bucket, testBucket, testName).Edit(nil, add)
			})
		}
	})
}
