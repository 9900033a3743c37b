package store

import (
	"fmt"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/packed"
	"github.com/belay-tui/belay/store/seal"
)

// prepared is a new record and what has to be written for it. Working that out
// takes most of an import's time and needs nothing but the record, so that it is
// done beside the reading of the next rows.
type prepared struct {
	row     uint32
	record  domain.Record
	program *domain.Program
	key     []byte
	value   []byte
	derived derived
	err     error
}

// preparedLen is how many records are handed over at once.
const preparedLen = 256

// load is records on their way through the preparation.
type load struct {
	kind  domain.Kind
	items []prepared
	done  chan struct{}
}

// prepare works out all of a load as of the entry n.
func (l *load) prepare(n uint64) {
	defer close(l.done)
	name := bucketOf(l.kind)
	var body []byte
	for i := range l.items {
		p := &l.items[i]
		if body, p.err = packed.Append(body[:0], p.record, nil); p.err != nil {
			p.err = fmt.Errorf("write %s: %w", p.record.Ref(), p.err)
			continue
		}
		p.key = rowKey(p.row)
		p.value = seal.Value(name, p.key, n, body)
		p.derived.fill(p.program, p.record)
	}
}

// hand has a load prepared in the background, and returns an empty one.
func (m *making) hand(n uint64) {
	full := m.filling
	go full.prepare(n)
	m.flying = append(m.flying, full)
	m.filling = m.empty(full.kind)
}

// empty is a load to be filled: one that was written before, if there is any.
func (m *making) empty(k domain.Kind) *load {
	l := &load{kind: k, items: make([]prepared, 0, preparedLen)}
	if n := len(m.spare); n > 0 {
		l.items, m.spare = m.spare[n-1][:0], m.spare[:n-1]
	}
	l.done = make(chan struct{})
	return l
}

// add takes a record; it reports whether the load is full.
func (l *load) add(row uint32, rec domain.Record, p *domain.Program) bool {
	n := len(l.items)
	l.items = l.items[:n+1] // with the memory of an earlier one
	item := &l.items[n]
	item.row, item.record, item.program, item.err = row, rec, p, nil
	return n+1 == cap(l.items)
}
