// Package store keeps a firm's book: one bbolt file with the records, what they
// are listed and found by, and the journal of every change.
//
// A change is one new key: its journal entry, with the records as they stand
// before and after. The records themselves, the orders and sets of the lists,
// the postings that find a record by an id or a likeness, and the text that is
// searched are the base, which stands as of one entry. The entries after it are
// the tail, which is held in memory and merged over the base at read; a long one
// is folded into the base. An import is one entry, too, and written beside the
// base until it is whole. Package index keeps what follows from the records,
// package packed their form, package seal the checksums, package file the file.
//
// Beside all that lies the desk: what the screen is to remember, under keys of
// its own, in no journal.
//
// Nobody holds the file while idle. It is opened for a transaction and closed
// after it, because bbolt's lock on the whole file would otherwise keep other
// processes out: the screen stays open all day while a shell or a cron job uses
// the same book.
//
// Every value is sealed with a checksum that is checked whenever it is read,
// so that damage is an error and never a wrong answer.
package store
