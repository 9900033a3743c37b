// Package file takes care of the file that a book is: opening it without
// waiting for ever, noticing damage before it does harm, keeping it private,
// and copying, restoring, compacting and salvaging it. It knows bbolt and
// seals, and nothing of records.
//
// # The header
//
// bbolt keeps two meta pages and writes them in turn, each after the pages that
// it points to are on the disk. Where one cannot be read it takes the other
// without a word. That is right when the one that is lost was the older, or was
// just being written when the power went: nobody was told yet that the commit
// is done. It is wrong when the newest one, of a commit that somebody was told
// of, was damaged later. [Open] tells these apart where the file does
// ([HeaderState]) and else refuses with [ErrOldState]. Whoever knows what lies
// in the file then asks [After] whether entries of the journal newer than those
// of the older state are in it: where there are none nothing is lost, and
// [OpenOld] and any commit make the header whole; where there are some, [Mend]
// restores a header with one wrong byte, and else the entries can be put back.
//
// # Files beside the book
//
//	book.db                            the book, 0600
//	book.db.holder                     who holds it for long (a note, not the lock)
//	book.db.backups/                   its backups, 0700
//	book.db.before-restore-TIME        what a restore replaced
//	.belay-*.tmp                       a file being made; of no use once its maker ended
package file
