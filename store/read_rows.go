package store

import (
	"context"
	"encoding/binary"
	"iter"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// dense is the share of rows from which on they are read one after the other
// and not each by its key.
const dense = 16

// ofRows reads the base's records of some rows, rising. It ends after an error.
func (r *reader) ofRows(ctx context.Context, k domain.Kind, rows *index.Bits) iter.Seq2[stored, error] {
	return func(yield func(stored, error) bool) {
		bucket, err := r.bucket(bucketOf(k))
		if err != nil {
			yield(stored{}, err)
			return
		}
		inARow := rows.Count() > int(r.tail.base.next[k])/dense
		c := bucket.Cursor()
		var key, value []byte
		n := 0
		for row := range rows.All() {
			if n++; n%1000 == 0 && ctx.Err() != nil {
				yield(stored{}, ctx.Err())
				return
			}
			if !inARow || key == nil {
				key, value = c.Seek(rowKey(row))
			}
			for len(key) == 4 && binary.BigEndian.Uint32(key) < row {
				key, value = c.Next()
			}
			if at, ok := rowOf(key); !ok || at != row {
				yield(stored{}, r.damaged("a "+string(k)+" is listed and not there", nil))
				return
			}
			s, err := r.decode(k, row, value)
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}
