package index

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/bits"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// A stored set lies in chunks, the block number being the rows' upper half. A
// chunk is its words, little-endian, without the empty ones at its end; an
// empty chunk is not stored.
const (
	chunkRows  = 1 << 16
	chunkWords = chunkRows / 64
)

// ReadSet reads a stored set into memory. One that is not there is empty.
func ReadSet(b *bolt.Bucket, bucket, name []byte) (*Bits, error) {
	pre, dir, err := openSet(b, bucket, name)
	if err != nil {
		return nil, err
	}
	s := &Bits{}
	if len(dir) > 0 {
		s.words = make([]uint64, (int(dir[len(dir)-1].block)+1)*chunkWords)
	}
	for _, e := range dir {
		if err := readChunk(b, bucket, pre, e, s.words[int(e.block)*chunkWords:]); err != nil {
			return nil, fmt.Errorf("set %q: %w", name, err)
		}
	}
	return s, nil
}

// CountSet returns how many rows are in a stored set without reading them.
func CountSet(b *bolt.Bucket, bucket, name []byte) (int, error) {
	_, dir, err := openSet(b, bucket, name)
	return dir.rows(), err
}

// WriteSet stores a set in the place of what the name stood for. An empty set
// leaves nothing behind.
func WriteSet(b *bolt.Bucket, bucket, name []byte, s *Bits) error {
	pre, err := prefix(name)
	if err != nil {
		return err
	}
	if err := wipe(b, pre); err != nil {
		return err
	}
	var dir directory
	block := uint32(0)
	for words := range slices.Chunk(s.words, chunkWords) {
		rows, err := writeChunk(b, bucket, pre, block, words)
		if err != nil {
			return err
		}
		if rows > 0 {
			dir = append(dir, extent{block, rows})
		}
		block++
	}
	if len(dir) == 0 {
		return nil
	}
	return dir.write(b, bucket, pre)
}

// EditSet removes rows from a stored set and then adds others, in any order; a
// row in both stands in the set after. It writes the chunks that change and the
// directory, nothing when nothing changes.
func EditSet(b *bolt.Bucket, bucket, name []byte, add, remove []uint32) error {
	pre, dir, err := openSet(b, bucket, name)
	if err != nil {
		return err
	}
	was := make(map[uint32]uint32, len(dir)) // rows of the chunks, by number
	for _, e := range dir {
		was[e.block] = e.rows
	}
	touched := map[uint32]*[2][chunkWords]uint64{} // the words of a chunk before and after
	chunk := func(row uint32) (*[chunkWords]uint64, error) {
		block := row / chunkRows
		c := touched[block]
		if c == nil {
			c = new([2][chunkWords]uint64)
			if rows := was[block]; rows > 0 {
				if err := readChunk(b, bucket, pre, extent{block, rows}, c[0][:]); err != nil {
					return nil, fmt.Errorf("set %q: %w", name, err)
				}
			}
			c[1] = c[0]
			touched[block] = c
		}
		return &c[1], nil
	}
	for _, row := range remove {
		c, err := chunk(row)
		if err != nil {
			return err
		}
		c[row%chunkRows/64] &^= 1 << (row & 63)
	}
	for _, row := range add {
		c, err := chunk(row)
		if err != nil {
			return err
		}
		c[row%chunkRows/64] |= 1 << (row & 63)
	}
	maps.DeleteFunc(touched, func(_ uint32, c *[2][chunkWords]uint64) bool { return c[0] == c[1] })
	if len(touched) == 0 {
		return nil
	}
	for _, block := range slices.Sorted(maps.Keys(touched)) {
		if was[block], err = writeChunk(b, bucket, pre, block, touched[block][1][:]); err != nil {
			return err
		}
	}
	dir = dir[:0]
	for _, block := range slices.Sorted(maps.Keys(was)) {
		if rows := was[block]; rows > 0 {
			dir = append(dir, extent{block, rows})
		}
	}
	return dir.write(b, bucket, pre)
}

// openSet returns the prefix and the directory of a stored set.
func openSet(b *bolt.Bucket, bucket, name []byte) ([]byte, directory, error) {
	pre, err := prefix(name)
	if err != nil {
		return nil, nil, err
	}
	dir, err := readDirectory(b, bucket, pre, chunkRows)
	if err != nil {
		return nil, nil, fmt.Errorf("set %q: %w", name, err)
	}
	for i, e := range dir {
		if e.block >= chunkRows || i > 0 && e.block <= dir[i-1].block {
			return nil, nil, fmt.Errorf("set %q: %w: chunk %d is out of place", name, ErrDamaged, e.block)
		}
	}
	return pre, dir, nil
}

// readChunk reads a chunk into words, which has room for a whole one.
func readChunk(b *bolt.Bucket, bucket, pre []byte, e extent, words []uint64) error {
	body, err := open(b, bucket, blockKey(pre, e.block))
	if err != nil {
		return err
	}
	if len(body)%8 != 0 || len(body) > chunkWords*8 {
		return fmt.Errorf("%w: chunk %d has %d bytes", ErrDamaged, e.block, len(body))
	}
	rows := 0
	for i := range len(body) / 8 {
		words[i] = binary.LittleEndian.Uint64(body[i*8:])
		rows += bits.OnesCount64(words[i])
	}
	if rows != int(e.rows) {
		return fmt.Errorf("%w: chunk %d has %d rows, its directory says %d", ErrDamaged, e.block, rows, e.rows)
	}
	return nil
}

// writeChunk stores a chunk, or deletes it where it is empty, and returns how
// many rows it holds.
func writeChunk(b *bolt.Bucket, bucket, pre []byte, block uint32, words []uint64) (uint32, error) {
	key := blockKey(pre, block)
	for len(words) > 0 && words[len(words)-1] == 0 {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		if err := b.Delete(key); err != nil {
			return 0, fmt.Errorf("deleting %q: %w", key, err)
		}
		return 0, nil
	}
	rows := 0
	body := make([]byte, 0, len(words)*8)
	for _, w := range words {
		rows += bits.OnesCount64(w)
		body = binary.LittleEndian.AppendUint64(body, w)
	}
	return uint32(rows), put(b, bucket, key, body)
}
