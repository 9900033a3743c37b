package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// TestLostIndexes takes out each index of a book whole, one at a time. Whoever
// asks for what it says is told, nothing is written over the loss, and a repair
// makes it anew.
func TestLostIndexes(t *testing.T) {
	ctx := context.Background()
	good := must[[]byte](t)(os.ReadFile(sampleFolded(t)))
	type index struct{ bucket, start []byte }
	var all []index
	edit(t, copyOf(t, good), func(tx *bolt.Tx) error {
		for _, bucket := range derivedBuckets() {
			c, last := tx.Bucket(bucket).Cursor(), []byte(nil)
			for k, _ := c.First(); k != nil; k, _ = c.Next() {
				start := bytes.Clone(k[:bytes.IndexByte(k, 0)+1])
				if !bytes.Equal(start, last) {
					all, last = append(all, index{bucket, start}), start
				}
			}
		}
		return nil
	})
	whole := must[*Book](t)(Open(copyOf(t, good), options(&clock{start})))
	refs := must[[]domain.Ref](t)(refsIn(whole))
	right := states{refs, [][]answer{answers(whole, refs)}}
	if len(all) < 10 {
		t.Fatalf("there are only %d indexes", len(all))
	}
	for _, lost := range all {
		if k, ok := kindOf(string(lost.start[:len(lost.start)-1])); ok && k != domain.KindLead {
			continue // a text without rows is no loss
		}
		path := copyOf(t, good)
		edit(t, path, func(tx *bolt.Tx) error {
			b := tx.Bucket(lost.bucket)
			c := b.Cursor()
			for k, _ := c.Seek(lost.start); bytes.HasPrefix(k, lost.start); k, _ = c.Seek(lost.start) {
				if err := b.Delete(k); err != nil {
					return err
				}
			}
			return nil
		})
		b := must[*Book](t)(Open(path, options(&clock{start})))
		if v, why := right.judge(answers(b, refs)); v == wrong || v == foreign {
			t.Errorf("%s %q lost: %s: %s", lost.bucket, lost.start, v, why)
		}
		b.foldAt = 1
		var d *DamagedError
		if _, err := b.Apply(ctx, offer(99, "New")); !errors.As(err, &d) || !d.Repairable {
			t.Errorf("%s %q lost, folded: %v", lost.bucket, lost.start, err)
		}
		if err := errors.Join(b.Repair(ctx), b.Check(ctx)); err != nil {
			t.Errorf("%s %q lost, repaired: %v", lost.bucket, lost.start, err)
		}
		if d := difference(answers(b, refs), right.all[0]); d != "" {
			t.Errorf("%s %q lost, repaired: %s", lost.bucket, lost.start, d)
		}
	}
}
