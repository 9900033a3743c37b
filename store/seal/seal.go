// Package seal makes stored values tell whether they are what was written: a
// checksum over where a value lies and what it says. bbolt itself notices a
// flipped byte in two of three cases only.
package seal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// A sealed value is "R1", a checksum, a revision and the body.
const (
	mark = "R1"
	head = len(mark) + 4 + 8
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// What may be wrong with a value.
var (
	// ErrForeign: this was never sealed.
	ErrForeign = errors.New("this is not a sealed value")
	// ErrBroken: the value is not as it was written, or lies at another key.
	ErrBroken = errors.New("the checksum does not match")
)

// Value returns the body as it is stored at a key of a bucket. The revision is
// the number of the journal entry that last changed it. The result shares
// nothing with the body.
func Value(bucket, key []byte, rev uint64, body []byte) []byte {
	v := make([]byte, head, head+len(body))
	copy(v, mark)
	binary.BigEndian.PutUint64(v[6:], rev)
	v = append(v, body...)
	binary.BigEndian.PutUint32(v[2:], sum(bucket, key, v[6:]))
	return v
}

// Open returns the revision and the body of a stored value, which it does not
// copy. The errors are [ErrForeign] and [ErrBroken].
func Open(bucket, key, value []byte) (rev uint64, body []byte, err error) {
	if len(value) < head || !bytes.HasPrefix(value, []byte(mark)) {
		return 0, nil, ErrForeign
	}
	if binary.BigEndian.Uint32(value[2:]) != sum(bucket, key, value[6:]) {
		return 0, nil, ErrBroken
	}
	return binary.BigEndian.Uint64(value[6:]), value[head:], nil
}

// Block is [Value] for what follows from other values and so needs neither
// mark nor revision: a checksum and the body.
func Block(bucket, key, body []byte) []byte {
	return append(binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(body)), sum(bucket, key, body)), body...)
}

// OpenBlock returns the body that [Block] was given, which it does not copy.
// The error is [ErrBroken].
func OpenBlock(bucket, key, value []byte) ([]byte, error) {
	if len(value) < 4 || binary.BigEndian.Uint32(value) != sum(bucket, key, value[4:]) {
		return nil, ErrBroken
	}
	return value[4:], nil
}

func sum(bucket, key, rest []byte) uint32 {
	s := crc32.Update(0, castagnoli, bucket)
	s = crc32.Update(s, castagnoli, []byte{0})
	s = crc32.Update(s, castagnoli, key)
	return crc32.Update(s, castagnoli, rest)
}
