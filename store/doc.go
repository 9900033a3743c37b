// Package store keeps a firm's book: one bbolt file with the records, the
// orders they are listed in, counters and the journal of every change.
//
// Nobody holds the file while idle. It is opened for a transaction and closed
// after it, because bbolt's lock on the whole file would otherwise keep other
// processes out: the screen stays open all day while a shell or a cron job uses
// the same book.
//
// Every value is sealed with a checksum that is checked whenever it is read,
// so that damage is an error and never a wrong answer.
package store
