package file

import (
	"encoding/binary"
	"hash/fnv"
	"math/bits"
)

// The layout of bbolt's meta pages, which come first in the file.
const (
	metaAt     = 16 // after the page's own header
	metaLen    = 64
	metaIdent  = 16 // magic, format, page size and flags are the same in each
	metaSumAt  = 56
	boltMagic  = 0xED0CDAED
	boltFormat = 2

	minPage = 1 << 10
	maxPage = 16 << 20
)

var native = binary.NativeEndian

// meta is what a meta page says, as it is in the file.
type meta [metaLen]byte

func (m *meta) pageSize() int64 { return int64(native.Uint32(m[8:])) }

// pages is how many pages the file has in use, free ones in between included.
func (m *meta) pages() uint64 { return native.Uint64(m[40:]) }

// commit counts the transactions.
func (m *meta) commit() uint64 { return native.Uint64(m[48:]) }

func (m *meta) sum() uint64 {
	h := fnv.New64a()
	_, _ = h.Write(m[:metaSumAt]) // a hash takes everything
	return h.Sum64()
}

// plausible is whether the page can be one of bbolt's, its checksum aside.
func (m *meta) plausible() bool {
	size := m.pageSize()
	return native.Uint32(m[0:]) == boltMagic && native.Uint32(m[4:]) == boltFormat &&
		size >= minPage && size <= maxPage && bits.OnesCount64(uint64(size)) == 1 && m.pages() < 1<<40
}

func (m *meta) good() bool { return m.plausible() && m.sum() == native.Uint64(m[metaSumAt:]) }

// corrected finds the one byte that is wrong, if it is one only. The checksum
// proves it: that another byte fits by chance is out of the question.
func (m meta) corrected() (meta, bool) {
	whole := m
	native.PutUint64(whole[metaSumAt:], m.sum())
	if differing(m[:], whole[:]) <= 1 && whole.plausible() {
		return whole, true // in the checksum itself
	}
	for at := range metaSumAt {
		for range 255 {
			m[at]++
			if m.good() {
				return m, true
			}
		}
		m[at]++ // as it was
	}
	return m, false
}

func differing(a, b []byte) (n int) {
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
