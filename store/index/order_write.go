package index

import (
	"encoding/binary"
	"fmt"
	"iter"

	bolt "go.etcd.io/bbolt"
)

// BuildOrder stores n rows in the place of what the name stood for. It is an
// error if there are more or fewer. The blocks are full and written one after
// the other, which is how bbolt packs them best.
func BuildOrder(b *bolt.Bucket, bucket, name []byte, n int, rows iter.Seq[uint32]) error {
	pre, err := prefix(name)
	if err != nil {
		return err
	}
	if err := wipe(b, pre); err != nil {
		return err
	}
	var dir directory
	for left := n; left > 0; left -= blockRows {
		dir = append(dir, extent{uint32(len(dir)), uint32(min(left, blockRows))})
	}
	if len(dir) > 0 {
		if err := dir.write(b, bucket, pre); err != nil {
			return err
		}
	}
	block, came := 0, 0
	body := make([]byte, 0, blockRows*entrySize)
	for row := range rows {
		if came++; came > n {
			break
		}
		body = binary.LittleEndian.AppendUint32(body, row)
		if len(body) == int(dir[block].rows)*entrySize {
			if err := put(b, bucket, blockKey(pre, dir[block].block), body); err != nil {
				return err
			}
			block, body = block+1, body[:0]
		}
	}
	if came != n {
		return fmt.Errorf("order %q: %d rows were announced, at least %d came", name, n, came)
	}
	return nil
}

// rewriter puts the blocks of an order together anew from left to right.
type rewriter struct {
	o      *Order
	free   uint32 // the first block number that was never used
	dir    directory
	bodies [][]byte
	carry  []byte // rows of blocks that became too small, for the next block
}

// keep takes over a block that is not touched, unless it must take in rows.
func (w *rewriter) keep(i int) error {
	if len(w.carry) == 0 {
		w.dir = append(w.dir, w.o.dir[i])
		w.bodies = append(w.bodies, w.o.bodies[i])
		return nil
	}
	body, err := w.o.block(i)
	if err != nil {
		return err
	}
	return w.replace(i, body)
}

// replace puts rows in the place of a block: several blocks if they are too
// many for one, none if they are so few that the next block takes them in.
func (w *rewriter) replace(i int, rows []byte) error {
	if len(w.carry) > 0 {
		rows = append(w.carry, rows...)
		w.carry = nil
	}
	last := i == len(w.o.dir)-1
	number := w.o.dir[i].block
	if len(rows) == 0 || len(rows) < fewest*entrySize && !last {
		w.carry = append([]byte(nil), rows...)
		key := blockKey(w.o.prefix, number)
		if err := w.o.b.Delete(key); err != nil {
			return fmt.Errorf("deleting %q: %w", key, err)
		}
		return nil
	}
	n := len(rows) / entrySize
	size := blockRows // an order that grows at its end has full blocks
	if !last {
		parts := (n + blockRows - 1) / blockRows
		size = (n + parts - 1) / parts
	}
	for len(rows) > 0 {
		part := rows[:min(size*entrySize, len(rows))]
		rows = rows[len(part):]
		if err := w.add(number, part); err != nil {
			return err
		}
		number = w.free
		w.free++
	}
	return nil
}

// add stores a block of some rows behind those that were added before.
func (w *rewriter) add(number uint32, rows []byte) error {
	if err := put(w.o.b, w.o.bucket, blockKey(w.o.prefix, number), rows); err != nil {
		return err
	}
	w.dir = append(w.dir, extent{number, uint32(len(rows) / entrySize)})
	w.bodies = append(w.bodies, nil)
	return nil
}
