package packed

import (
	"encoding/binary"
	"math"
	"time"

	"github.com/belay-tui/belay/domain"
)

// The writer appends fields to a slice that starts with [Version]. The caller
// writes them in ascending order of their tags, from 1; a list is a tag several
// times. Zero values are left out, but for what says that it is always written.

func appendKey(dst []byte, tag, wire int) []byte {
	return appendUvarint(dst, uint64(tag)<<1|uint64(wire))
}

func appendUvarint(dst []byte, n uint64) []byte {
	if n < 0x80 {
		return append(dst, byte(n))
	}
	return binary.AppendUvarint(dst, n)
}

func zigzag(n int64) uint64 { return uint64(n)<<1 ^ uint64(n>>63) }

// AppendUint appends a number; small ones take few bytes.
func AppendUint(dst []byte, tag int, n uint64) []byte {
	if n == 0 {
		return dst
	}
	return appendUvarint(appendKey(dst, tag, wireUint), n)
}

// AppendInt appends a number with a sign; those near zero take few bytes.
func AppendInt[N ~int | ~int8 | ~int32 | ~int64](dst []byte, tag int, n N) []byte {
	return AppendUint(dst, tag, zigzag(int64(n)))
}

func appendBool(dst []byte, tag int, is bool) []byte {
	if !is {
		return dst
	}
	return AppendUint(dst, tag, 1)
}

// AppendBytes appends bytes or text, exactly.
func AppendBytes[B ~string | ~[]byte](dst []byte, tag int, b B) []byte {
	if len(b) == 0 {
		return dst
	}
	return AppendItem(dst, tag, b)
}

// AppendItem is [AppendBytes] for an item of a list, which is always written.
func AppendItem[B ~string | ~[]byte](dst []byte, tag int, b B) []byte {
	if tag < 0x40 && len(b) < 0x80 { // as nearly all are
		return append(append(dst, byte(tag<<1|wireBytes), byte(len(b))), b...)
	}
	return append(appendUvarint(appendKey(dst, tag, wireBytes), uint64(len(b))), b...)
}

// AppendUntrusted appends text from outside, byte for byte.
func AppendUntrusted(dst []byte, tag int, u domain.Untrusted) []byte {
	return AppendBytes(dst, tag, u.Raw())
}

// AppendID appends an id.
func AppendID(dst []byte, tag int, id domain.ID) []byte {
	if id.IsZero() {
		return dst
	}
	return AppendItem(dst, tag, id[:])
}

// AppendTime appends an instant: one of UTC to the millisecond, as belay makes
// them, as a number; any other exactly, with its distance from UTC in seconds.
// Which zone had that distance is not kept.
func AppendTime(dst []byte, tag int, t time.Time) []byte {
	if t.IsZero() {
		return dst
	}
	_, offset := t.Zone()
	sec := t.Unix()
	const most = math.MaxInt64/1000 - 1
	if nanos := t.Nanosecond(); offset == 0 && nanos%int(time.Millisecond) == 0 && sec > -most && sec < most {
		// Written even where it is 0: that is 1970, not no time.
		return appendUvarint(appendKey(dst, tag, wireUint), zigzag(t.UnixMilli()))
	}
	exact := make([]byte, 0, 3*binary.MaxVarintLen64)
	exact = binary.AppendUvarint(exact, zigzag(sec))
	exact = binary.AppendUvarint(exact, uint64(t.Nanosecond()))
	exact = binary.AppendUvarint(exact, zigzag(int64(offset)))
	return AppendItem(dst, tag, exact)
}

// OpenPart starts a field that is made of fields itself. The caller appends
// these, and gives [ClosePart] the place that OpenPart returned.
func OpenPart(dst []byte, tag int) (grown []byte, at int) {
	dst = append(appendKey(dst, tag, wireBytes), 0)
	return dst, len(dst)
}

// ClosePart ends the part that was opened at a place. A part is written also
// where it has no fields.
func ClosePart(dst []byte, at int) []byte {
	n := len(dst) - at
	if n < 0x80 {
		dst[at-1] = byte(n)
		return dst
	}
	var length [binary.MaxVarintLen64]byte
	size := binary.PutUvarint(length[:], uint64(n))
	dst = append(dst, length[:size-1]...) // room, where the part moves to
	copy(dst[at-1+size:], dst[at:at+n])
	copy(dst[at-1:], length[:size])
	return dst
}
