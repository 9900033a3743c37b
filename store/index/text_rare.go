package index

import "bytes"

// A rareByte is the byte of a needle that the text has least of. Looking for
// it alone skips most of a text at the speed of memory, where bytes.Index
// stops at each first byte of the needle.
type rareByte struct {
	at   int  // its place in the needle
	rare bool // rare enough
}

// Samples of the text tell which bytes are rare, and how rare is enough.
const (
	samples    = 8
	sampleSize = 4 << 10
	rareEnough = 20 // bytes between two of them, at the least
)

// rarest looks at samples of the blocks, unchecked: a wrong guess costs time only.
func rarest(needle []byte, spans []span) rareByte {
	var counts [256]int
	total := 1
	for i := range min(samples, len(spans)) {
		value := spans[i*len(spans)/samples%len(spans)].value
		value = value[:min(sampleSize, len(value))]
		for _, c := range value {
			counts[c]++
		}
		total += len(value)
	}
	var r rareByte
	for i, c := range needle {
		if counts[c] < counts[needle[r.at]] {
			r.at = i
		}
	}
	r.rare = counts[needle[r.at]] < total/rareEnough
	return r
}

// index is bytes.Index.
func (r rareByte) index(text, needle []byte) int {
	if !r.rare {
		return bytes.Index(text, needle)
	}
	c := needle[r.at]
	for from := r.at; from < len(text); {
		i := bytes.IndexByte(text[from:], c)
		if i < 0 {
			break
		}
		if start := from + i - r.at; bytes.HasPrefix(text[start:], needle) {
			return start
		}
		from += i + 1
	}
	return -1
}
