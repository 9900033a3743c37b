package index

import (
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// A directory says which blocks a structure has, in their order, and how much
// each holds. Without it a block that is lost would not be missed. It lies at
// the structure's bare prefix.
type directory []extent

// An extent is a block by its number and how many rows it holds, never none.
type extent struct{ block, rows uint32 }

// extentSize is the bytes an extent takes: both numbers, little-endian.
const extentSize = 8

// readDirectory returns nil for a structure that is not there. No block holds
// more than most rows.
func readDirectory(b *bolt.Bucket, bucket, prefix []byte, most uint32) (directory, error) {
	if !present(b, prefix) {
		return nil, nil
	}
	body, err := open(b, bucket, prefix)
	if err != nil {
		return nil, err
	}
	if len(body) == 0 || len(body)%extentSize != 0 {
		return nil, fmt.Errorf("%w: the directory at %q has %d bytes", ErrDamaged, prefix, len(body))
	}
	d := make(directory, 0, len(body)/extentSize)
	for ; len(body) > 0; body = body[extentSize:] {
		e := extent{binary.LittleEndian.Uint32(body), binary.LittleEndian.Uint32(body[4:])}
		if e.rows == 0 || e.rows > most {
			return nil, fmt.Errorf("%w: the directory at %q has a block of %d rows", ErrDamaged, prefix, e.rows)
		}
		d = append(d, e)
	}
	return d, nil
}

// write stores the directory. One without blocks is not stored.
func (d directory) write(b *bolt.Bucket, bucket, prefix []byte) error {
	if len(d) == 0 {
		if err := b.Delete(prefix); err != nil {
			return fmt.Errorf("deleting %q: %w", prefix, err)
		}
		return nil
	}
	body := make([]byte, 0, len(d)*extentSize)
	for _, e := range d {
		body = binary.LittleEndian.AppendUint32(body, e.block)
		body = binary.LittleEndian.AppendUint32(body, e.rows)
	}
	return put(b, bucket, prefix, body)
}

// rows is how many rows all blocks hold.
func (d directory) rows() int {
	n := 0
	for _, e := range d {
		n += int(e.rows)
	}
	return n
}

// blockKey is where a block lies: behind the directory, in the order of the
// numbers, so that blocks written one after the other lie so in the file.
func blockKey(prefix []byte, block uint32) []byte {
	return binary.BigEndian.AppendUint32(append(make([]byte, 0, len(prefix)+4), prefix...), block)
}
