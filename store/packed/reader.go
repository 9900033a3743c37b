package packed

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/belay-tui/belay/domain"
)

// A field is a tag and its wire type in one varint, then the value.
const (
	wireUint  = 0 // a varint
	wireBytes = 1 // a length and so many bytes
	maxTag    = math.MaxInt32
)

// Reader reads fields, in the order in which they were written. It reads bytes
// without copying them, or a string, which its texts are then parts of. What is
// wrong is kept until [Reader.Err]: after it, Next is false and all is zero.
type Reader[B string | []byte] struct {
	body B
	// start is where the current field starts, from where its bytes do, at where
	// the next field does.
	start, from, at int
	tag, wire       int
	num             uint64
	err             error
}

// NewReader reads what starts with the version of the format.
func NewReader[B string | []byte](body B) Reader[B] {
	r := Reader[B]{body: body, at: 1}
	switch {
	case len(body) == 0:
		r.err = fmt.Errorf("nothing is there: %w", ErrBroken)
	case body[0] == 0:
		r.err = fmt.Errorf("format 0: %w", ErrBroken)
	case body[0] > Version:
		r.err = fmt.Errorf("format %d: %w", body[0], ErrNewer)
	}
	return r
}

// Fields reads the fields of a part, which carries no version.
func Fields[B string | []byte](part B) Reader[B] { return Reader[B]{body: part} }

// Next goes on to the next field, false at the end or where something is wrong.
func (r *Reader[B]) Next() bool {
	at := r.at
	if at >= len(r.body) || r.err != nil {
		return false
	}
	r.start = at
	var key, n uint64
	if at+1 < len(r.body) && r.body[at]|r.body[at+1] < 0x80 { // as nearly all are
		key, n = uint64(r.body[at]), uint64(r.body[at+1])
		at += 2
	} else {
		key, n = r.uvarint(), r.uvarint()
		at = r.at
	}
	tag := key >> 1
	if tag == 0 || tag > maxTag || int(tag) < r.tag {
		return r.fail("the tag is out of order")
	}
	r.tag, r.wire, r.num = int(tag), int(key&1), n
	if key&1 == wireBytes {
		if n > uint64(len(r.body)-at) {
			return r.fail("it is cut off")
		}
		r.from = at
		at += int(n)
	}
	r.at = at
	return r.err == nil
}

// uvarint goes past a varint, 0 where there is none.
func (r *Reader[B]) uvarint() uint64 {
	n, size := uvarint(r.body[r.at:])
	if size == 0 {
		r.fail("a number is cut off or too large")
	}
	r.at += size
	return n
}

// uvarint is [binary.Uvarint] for both kinds of bytes; a size of 0 says that
// there is no varint.
func uvarint[B string | []byte](b B) (n uint64, size int) {
	for i := range min(len(b), binary.MaxVarintLen64) {
		c := b[i]
		n |= uint64(c&0x7F) << (7 * i)
		if c < 0x80 {
			if i == binary.MaxVarintLen64-1 && c > 1 {
				return 0, 0
			}
			return n, i + 1
		}
	}
	return 0, 0
}

// fail keeps the first thing that is wrong, and returns false.
func (r *Reader[B]) fail(what string) bool {
	if r.err == nil {
		r.err = fmt.Errorf("field %d at byte %d: %s: %w", r.tag, r.start, what, ErrBroken)
	}
	return false
}

// Err is what was wrong, nil where all was read well. It wraps [ErrNewer] or
// [ErrBroken].
func (r *Reader[B]) Err() error { return r.err }

// Tag is the current field's tag.
func (r *Reader[B]) Tag() int { return r.tag }

// Uint is the current field as [AppendUint] was given it.
func (r *Reader[B]) Uint() uint64 {
	if r.wire != wireUint || r.err != nil {
		r.fail("it is no number")
		return 0
	}
	return r.num
}

// Int is the current field as [AppendInt] was given it.
func (r *Reader[B]) Int() int64 { return unzigzag(r.Uint()) }

// Value is the current field as [AppendBytes] was given it. It is part of what
// the reader reads, not a copy.
func (r *Reader[B]) Value() (none B) {
	if r.wire != wireBytes || r.err != nil {
		r.fail("it is a number")
		return none
	}
	return r.body[r.from:r.at]
}

// Text is [Reader.Value] as a string: a copy where the reader reads bytes.
func (r *Reader[B]) Text() string { return string(r.Value()) }

// Untrusted is the current field as text from outside, byte for byte.
func (r *Reader[B]) Untrusted() domain.Untrusted { return domain.Stored(r.Text()) }

// ID is the current field as [AppendID] was given it.
func (r *Reader[B]) ID() (id domain.ID) {
	v := r.Value()
	if len(v) != len(id) {
		r.fail("it is no id")
		return domain.ID{}
	}
	copy(id[:], v)
	return id
}

// Time is the current field as [AppendTime] was given it.
func (r *Reader[B]) Time() time.Time {
	if r.wire == wireUint {
		return time.UnixMilli(r.Int()).UTC()
	}
	v := r.Value()
	var n [3]uint64
	for i := range n {
		size := 0
		if n[i], size = uvarint(v); size == 0 {
			r.fail("it is no instant")
			return time.Time{}
		}
		v = v[size:]
	}
	offset := unzigzag(n[2])
	if n[1] >= uint64(time.Second) || offset < math.MinInt32 || offset > math.MaxInt32 {
		r.fail("it is no instant")
		return time.Time{}
	}
	t := time.Unix(unzigzag(n[0]), int64(n[1])).UTC()
	if offset == 0 || t.IsZero() {
		return t
	}
	return t.In(time.FixedZone("", int(offset)))
}

// int is a number of a record that must fit its type.
func (r *Reader[B]) int(least, most int64) int64 {
	n := r.Int()
	if n < least || n > most {
		r.fail("the number is too large")
		return 0
	}
	return n
}

// count is how many fields in a row have the current tag, this one included.
func (r *Reader[B]) count() int {
	ahead, n := *r, 1
	for ahead.Next() && ahead.tag == r.tag {
		n++
	}
	return n
}

func unzigzag(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }
