package index

import "bytes"

// A needle is found by the byte that the text has least of: looking for that
// one alone skips most of a text at the speed of memory, where bytes.Index
// stops at each first byte of the needle.
type needle struct {
	bytes []byte
	at    int  // where its rarest byte is
	rare  bool // that one is rare enough
}

// Samples of the text tell which bytes are rare, and how rare is enough.
const (
	samples    = 8
	sampleSize = 4 << 10
	rareEnough = 20 // bytes between two of them, on average
)

// sample counts bytes in some of the blocks, unchecked: a wrong guess costs
// time only.
func sample(spans []span) *[256]int {
	var counts [256]int
	for i := range min(samples, len(spans)) {
		value := spans[i*len(spans)/samples%len(spans)].value
		for _, c := range value[:min(sampleSize, len(value))] {
			counts[c]++
		}
	}
	return &counts
}

func newNeedle(text []byte, counts *[256]int) needle {
	n := needle{bytes: text}
	for i, c := range text {
		if counts[c] < counts[text[n.at]] {
			n.at = i
		}
	}
	n.rare = counts[text[n.at]] < samples*sampleSize/rareEnough
	return n
}

// index is bytes.Index.
func (n needle) index(text []byte) int {
	if !n.rare {
		return bytes.Index(text, n.bytes)
	}
	for from := n.at; from < len(text); {
		i := bytes.IndexByte(text[from:], n.bytes[n.at])
		if i < 0 {
			break
		}
		if start := from + i - n.at; bytes.HasPrefix(text[start:], n.bytes) {
			return start
		}
		from += i + 1
	}
	return -1
}
