package index

import (
	"context"
	"fmt"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// TestTextTruncate cuts a text anywhere and goes on writing behind the cut.
func TestTextTruncate(t *testing.T) {
	db, runs := scratch(t), 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		name := fmt.Appendf(nil, "run %d", runs)
		n := rapid.IntRange(0, 3000).Draw(t, "lines")
		cut := rapid.IntRange(0, 3100).Draw(t, "cut")
		want := make([]string, 0, n+1)
		update(t, db, func(b *bolt.Bucket) error {
			w, err := NewTextWriter(b, testBucket, name, 0)
			if err != nil {
				return err
			}
			for i := range n {
				want = append(want, fmt.Sprintf("line %d of them", i*i))
				if err := w.Add([]byte(want[i])); err != nil {
					return err
				}
			}
			if n == 0 {
				return nil
			}
			return w.Flush()
		})
		update(t, db, func(b *bolt.Bucket) error {
			if err := OpenText(b, testBucket, name).Truncate(uint32(cut)); err != nil {
				return err
			}
			want = append(want[:min(cut, n)], "one more")
			w, err := NewTextWriter(b, testBucket, name, uint32(min(cut, n)))
			if err != nil {
				return err
			}
			if err := w.Add([]byte("one more")); err != nil {
				return err
			}
			return w.Flush()
		})
		view(t, db, func(b *bolt.Bucket) error {
			i := 0
			for l, err := range OpenText(b, testBucket, name).Scan(context.Background()) {
				if err != nil {
					return err
				}
				if int(l.Row) != i || string(l.Line) != want[i] {
					t.Fatalf("line %d is %d %q, want %q", i, l.Row, l.Line, want[i])
				}
				i++
			}
			if i != len(want) {
				t.Fatalf("%d lines, want %d", i, len(want))
			}
			return nil
		})
	})
}
