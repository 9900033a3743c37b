package store

import (
	"context"
	"encoding/binary"
	"iter"
	"runtime"
	"sync"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

const (
	// chunkRows is how many rows are fetched before they are decoded.
	chunkRows = 2048
	// mostReaders is how many goroutines decode at the most: a few are limited by
	// memory, and the screen wants to be drawn meanwhile.
	mostReaders = 4
)

// unread is a record of the base that was not decoded yet.
type unread struct {
	row   uint32
	value []byte
}

// dense is the share of rows from which on they are read one after the other
// and not each by its key.
const dense = 16

// chunks fetches the base's records of some rows, rising. A chunk is good until
// the next one.
func (r *reader) chunks(ctx context.Context, k domain.Kind, rows *index.Bits) iter.Seq2[[]unread, error] {
	return func(yield func([]unread, error) bool) {
		bucket, err := r.bucket(bucketOf(k))
		if err != nil {
			yield(nil, err)
			return
		}
		inARow := rows.Count() > int(r.tail.base.next[k])/dense
		c := bucket.Cursor()
		var key, value []byte
		chunk := make([]unread, 0, chunkRows)
		for row := range rows.All() {
			if !inARow || key == nil {
				key, value = c.Seek(rowKey(row))
			}
			for len(key) == 4 && binary.BigEndian.Uint32(key) < row {
				key, value = c.Next()
			}
			if at, ok := rowOf(key); !ok || at != row {
				yield(nil, r.damaged("a "+string(k)+" is listed and not there", nil))
				return
			}
			if chunk = append(chunk, unread{row, value}); len(chunk) < chunkRows {
				continue
			}
			if !yield(chunk, ctx.Err()) {
				return
			}
			chunk = chunk[:0]
		}
		if len(chunk) > 0 {
			yield(chunk, ctx.Err())
		}
	}
}

// decodeAll decodes a chunk in several goroutines, which take its records with
// their programs; i is the place in the chunk.
func (r *reader) decodeAll(k domain.Kind, chunk []unread, take func(i int, s stored, p *domain.Program)) error {
	readers := min(runtime.GOMAXPROCS(0), mostReaders, 1+len(chunk)/16)
	errs := make([]error, readers)
	var known sync.Mutex // of the programs
	index.Beside(readers, func(part int) {
		var p *domain.Program
		var name string
		for i := part * len(chunk) / readers; i < (part+1)*len(chunk)/readers; i++ {
			s, err := r.decode(k, chunk[i].row, chunk[i].value)
			if err != nil {
				errs[part] = err
				return
			}
			if of := programOf(s.record); p == nil || of != name {
				known.Lock()
				p, err = r.program(of)
				known.Unlock()
				if err != nil {
					errs[part] = err
					return
				}
				name = of
			}
			take(i, s, p)
		}
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
