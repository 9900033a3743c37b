package domain

import (
	"encoding/json"
	"time"
)

// Entry is one line of a book's journal: a command that changed something (X4).
type Entry struct {
	// N is the gapless number of the entry, from 1.
	N  uint64    `json:"n"`
	At time.Time `json:"at"`
	// Who gave the command.
	Who Untrusted `json:"who"`
	// Command and Version say how to read Args.
	Command string          `json:"command"`
	Version int             `json:"version"`
	Args    json.RawMessage `json:"args,omitempty"`
	// Changes are the records that changed, the command's subject first. Of a
	// batch they are left out: there may be more than memory holds.
	Changes []Change `json:"changes"`
	// Batch is how many records a batch changed, an import or the undo of one; 0
	// for all other entries.
	Batch int `json:"batch,omitzero"`
}

// Change is a record before and after an entry.
type Change struct {
	Ref Ref
	// Before is nil for a record that the entry made, After for one that it took
	// out of the book. An import keeps no After: that is the record itself.
	Before, After Record
}

// Result is what applying a command did.
type Result struct {
	// Entry is the number of the journal entry, 0 where nothing changed.
	Entry uint64
	// Records are the records as they now stand, the command's subject first.
	// Leads are disclosed as [Lead.Disclose] has it.
	Records []Record
}
