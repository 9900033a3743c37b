package store

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// derivedVersion is counted up whenever belay derives something else from the
// same records, such as another order: then all indexes are made anew.
const derivedVersion = 2

// rulesNow is the digest of what the indexes follow from besides the records:
// the rules of the programs, and what this belay derives.
func (r *reader) rulesNow() (uint64, error) {
	if err := r.loadPrograms(); err != nil {
		return 0, err
	}
	var programs []*domain.Program
	for _, name := range namesIn(r.programs) {
		p, err := r.program(name)
		if err != nil {
			return 0, err
		}
		programs = append(programs, p)
	}
	if last := r.b.rules.Load(); last != nil && slices.Equal(last.programs, programs) {
		return last.digest, nil
	}
	parts := []string{fmt.Sprint(derivedVersion)}
	for _, p := range programs {
		said, err := json.Marshal(p)
		if err != nil {
			return 0, fmt.Errorf("compare the rules of the program %s: %w", domain.Clean(p.Name), err)
		}
		parts = append(parts, string(said))
	}
	sum := digest(parts...)
	r.b.rules.Store(&rules{programs, sum})
	return sum, nil
}

// rules is the digest of the rules of programs, each of which is parsed once.
type rules struct {
	programs []*domain.Program
	digest   uint64
}

// remake writes the tail into the base and makes all indexes anew by the rules
// as they are now.
func (w *writer) remake(ctx context.Context, rules uint64) error {
	for _, k := range domain.Kinds() {
		if err := w.putVersions(k, w.tail.versions(k)); err != nil {
			return err
		}
		if err := w.remakeKind(ctx, k); err != nil {
			return fmt.Errorf("make the indexes of the %ss anew: %w", k, err)
		}
	}
	return w.rebase(rules)
}

// remakeKind makes the indexes of a kind anew from its records in the base.
func (w *writer) remakeKind(ctx context.Context, k domain.Kind) error {
	if err := index.OpenText(w.tx.Bucket(bucketText), bucketText, textOf(k)).Truncate(0); err != nil {
		return err
	}
	lines, err := index.NewTextWriter(w.tx.Bucket(bucketText), bucketText, textOf(k), 0)
	if err != nil {
		return err
	}
	b := newBulk(k, 0)
	next := uint32(0)
	for s, err := range w.rows(ctx, k) {
		if err != nil {
			return err
		}
		d, err := w.derive(s.record)
		if err != nil {
			return err
		}
		b.add(s.row, d)
		for ; next < s.row; next++ { // rows that were taken out
			if err := lines.Add(nil); err != nil {
				return err
			}
		}
		if err := lines.Add(d.line); err != nil {
			return err
		}
		next++
	}
	if err := lines.Flush(); err != nil {
		return err
	}
	return b.write(ctx, &w.reader)
}

// rows yields the records of a kind in the base, also those that a fold is
// putting there, in the order of their rows.
func (r *reader) rows(ctx context.Context, k domain.Kind) iter.Seq2[stored, error] {
	return r.rowsBelow(ctx, k, r.tail.next[k])
}

// rowsBelow yields the records of a kind that the base has below a row. Those
// from its next one on are left over from a batch that was cut off.
func (r *reader) rowsBelow(ctx context.Context, k domain.Kind, end uint32) iter.Seq2[stored, error] {
	return func(yield func(stored, error) bool) {
		bucket, err := r.bucket(bucketOf(k))
		if err != nil {
			yield(stored{}, err)
			return
		}
		n := 0
		for key, value := range contents(bucket) {
			if n++; n%1000 == 0 && ctx.Err() != nil {
				yield(stored{}, ctx.Err())
				return
			}
			if len(key) != len(rowKey(0)) {
				yield(stored{}, r.damaged(fmt.Sprintf("a %s has a key of %d bytes", k, len(key)), nil))
				return
			}
			row := binary.BigEndian.Uint32(key)
			if row >= end {
				return
			}
			s, err := r.decode(k, row, value)
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}
