package store

import "github.com/belay-tui/belay/store/index"

// column gathers keys and the rows that have them. It grows in chunks: copying
// millions of them from one slice to a larger one would take long, and twice the
// memory.
type column struct {
	chunks []chunk
	n      int
}

type chunk struct {
	keys []uint64
	rows []uint32
}

const chunkLen = 1 << 14

func (c *column) add(key uint64, row uint32) {
	last := len(c.chunks) - 1
	if last < 0 || len(c.chunks[last].keys) == cap(c.chunks[last].keys) {
		// The first one is small: most lists are.
		size := min(chunkLen, max(16, c.n))
		c.chunks = append(c.chunks, chunk{make([]uint64, 0, size), make([]uint32, 0, size)})
		last++
	}
	at := &c.chunks[last]
	at.keys, at.rows = append(at.keys, key), append(at.rows, row)
	c.n++
}

// append takes over what another column gathered.
func (c *column) append(o column) {
	c.chunks, c.n = append(c.chunks, o.chunks...), c.n+o.n
}

// pairs are all keys and rows, in the order in which they came. The column
// forgets them: there may be millions.
func (c *column) pairs() []index.Pair {
	all := make([]index.Pair, 0, c.n)
	for _, at := range c.chunks {
		for i, key := range at.keys {
			all = append(all, index.Pair{Key: key, Row: at.rows[i]})
		}
	}
	c.chunks, c.n = nil, 0
	return all
}

// arena holds many short keys. A place in it is good for ever.
type arena struct{ blocks [][]byte }

const arenaBits = 20

// put keeps a key of less than 256 bytes and returns its place.
func (a *arena) put(key []byte) uint32 {
	last := len(a.blocks) - 1
	if last < 0 || len(a.blocks[last])+1+len(key) > cap(a.blocks[last]) {
		a.blocks = append(a.blocks, make([]byte, 0, 1<<arenaBits))
		last++
	}
	at := uint32(last)<<arenaBits | uint32(len(a.blocks[last]))
	a.blocks[last] = append(append(a.blocks[last], byte(len(key))), key...)
	return at
}

func (a *arena) get(at uint32) []byte {
	block := a.blocks[at>>arenaBits]
	at &= 1<<arenaBits - 1
	return block[at+1:][:block[at]]
}

// append takes over what another arena holds, and returns by how much its places
// move.
func (a *arena) append(o arena) (shift uint32) {
	shift = uint32(len(a.blocks)) << arenaBits
	a.blocks = append(a.blocks, o.blocks...)
	return shift
}
