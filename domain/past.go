package domain

import (
	"slices"
	"strings"
)

// Past is an entry of the journal as a person looks back on it.
type Past struct {
	Entry Entry
	// Record is what the entry is about, as it stands now and may leave the book;
	// nil where it is no more, or where the entry is about no single one.
	Record Record
	// Program has the words for reasons, nil where the record is of none.
	Program *Program
	// ID is the record's id as people see it.
	ID string
	// Why is why the entry cannot be taken back now, nil where it can.
	Why *RuleError
}

// Reason is what a reason means to people: as the program says it, or else the
// words that its key is made of.
func (p Past) Reason(key string) string {
	if p.Program != nil {
		if title := p.Program.Leads.Reason(key); title != key {
			return title
		}
	}
	return strings.ReplaceAll(key, "_", " ")
}

// Meant is the entry's command, nil where its arguments are held back or this
// belay does not know it.
func (e Entry) Meant() Command {
	if len(e.Args) == 0 {
		return nil
	}
	c, err := DecodeCommand(e.Command, e.Version, e.Args)
	if err != nil {
		return nil
	}
	return c
}

// InWay returns the entries that must be taken back for the first of some to be
// taken back as well, the newest first and that one last. The entries are those
// of the journal from it on, the oldest first. In the way is what changed one of
// its records later, and so on; what was taken back meanwhile is not. There are
// none where the first was itself taken back.
func InWay(entries []Past) []Past {
	void := voided(entries)
	if len(entries) == 0 || void[entries[0].Entry.N] {
		return nil
	}
	touched := map[Ref]bool{}
	var chain []Past
	for i, p := range entries {
		hit := i == 0
		for _, c := range p.Entry.Changes {
			hit = hit || touched[c.Ref]
		}
		if !hit || void[p.Entry.N] {
			continue
		}
		for _, c := range p.Entry.Changes {
			touched[c.Ref] = true
		}
		chain = append([]Past{p}, chain...)
	}
	return chain
}

// Effective returns those of some entries that were neither taken back nor took
// another of them back, in the order given: the oldest first.
func Effective(entries []Past) []Past {
	void := voided(entries)
	return slices.DeleteFunc(slices.Clone(entries), func(p Past) bool { return void[p.Entry.N] })
}

// voided are the numbers of entries that were taken back, and of those that took
// them back.
func voided(entries []Past) map[uint64]bool {
	void := map[uint64]bool{}
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i].Entry
		undo, ok := e.Meant().(Undo)
		if ok && !void[e.N] && undo.Entry >= entries[0].Entry.N {
			void[e.N], void[undo.Entry] = true, true
		}
	}
	return void
}
