package store

import (
	"encoding/binary"
	"math/bits"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// schemaVersion is the layout below. An older book is migrated, a newer one is
// only read.
const schemaVersion = 3

// readableSince is the lowest schema whose belay can read, not write, a book of
// schemaVersion. A change of the layout that such a belay would only pass over
// leaves it as it is.
const readableSince = 3

// The buckets beside those of the records. All names and keys are made in this
// file and nowhere else.
//
// What the records, orders, sets, postings and text say together is the base:
// the book as of one journal entry. The entries after it, the tail, are kept in
// memory and merged over the base by whoever reads.
var (
	bucketMeta    = []byte("meta")    // what the keys below name
	bucketJournal = []byte("journal") // entry number → entry
	bucketChanges = []byte("changes") // entry number, kind, row → what a batch changed
	bucketDesk    = []byte("desk")    // what the screen calls it → what the screen is to remember

	// These follow from the records; package index says how they are kept.
	bucketOrders   = []byte("orders")   // the rows of a kind in an order
	bucketSets     = []byte("sets")     // the rows of a kind in a list or of a program
	bucketPostings = []byte("postings") // digest → rows
	bucketText     = []byte("text")     // row → text that is searched
)

var (
	keySchema = []byte("schema") // the version of the layout
	keyReads  = []byte("reads")  // the lowest version whose belay can read it
	keyBase   = []byte("base")   // the state of the base
)

// bucketOf holds the records of a kind: row → record. Rows are numbers given in
// the order in which records are made, so that bbolt only ever appends.
func bucketOf(k domain.Kind) []byte { return recordBuckets[k] }

// recordBuckets are made once: an import asks for them at each row.
var recordBuckets = func() map[domain.Kind][]byte {
	all := map[domain.Kind][]byte{}
	for _, k := range domain.Kinds() {
		all[k] = []byte("record." + string(k))
	}
	return all
}()

// derivedBuckets are those that follow from the records.
func derivedBuckets() [][]byte {
	return [][]byte{bucketOrders, bucketSets, bucketPostings, bucketText}
}

// allBuckets are those of a new book.
func allBuckets() [][]byte {
	all := append([][]byte{bucketMeta, bucketJournal, bucketChanges}, derivedBuckets()...)
	for _, k := range domain.Kinds() {
		all = append(all, bucketOf(k))
	}
	return all
}

func numberKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func rowKey(row uint32) []byte { return binary.BigEndian.AppendUint32(nil, row) }

// changeKey is the key of what a batch changed in a record.
func changeKey(n uint64, k domain.Kind, row uint32) []byte {
	return binary.BigEndian.AppendUint32(append(numberKey(n), k.Letter()...), row)
}

// readChangeKey is the inverse of changeKey.
func readChangeKey(key []byte) (n uint64, k domain.Kind, row uint32, ok bool) {
	if len(key) != 8+1+4 {
		return 0, "", 0, false
	}
	k, ok = kindOf(string(key[8:9]))
	return binary.BigEndian.Uint64(key), k, binary.BigEndian.Uint32(key[9:]), ok
}

// kindOf is the kind with a letter.
func kindOf(letter string) (domain.Kind, bool) {
	for _, k := range domain.Kinds() {
		if k.Letter() == letter {
			return k, true
		}
	}
	return "", false
}

// order names the rows of a kind in an order.
func order(k domain.Kind, sort domain.Sort) []byte { return []byte(k.Letter() + "." + string(sort)) }

// set is what the rows of a set have in common: they are in a list, or a
// program has them.
type set struct{ of, name string }

const (
	inList    = "list"
	ofProgram = "program"
)

// key names the rows of a kind in a set.
func (s set) key(k domain.Kind) []byte { return []byte(k.Letter() + "." + s.of + "." + s.name) }

// readSet is the inverse of key; ok is false for the sets of other kinds.
func readSet(k domain.Kind, key []byte) (s set, ok bool) {
	rest, ours := strings.CutPrefix(string(key), k.Letter()+".")
	of, name, ok := strings.Cut(rest, ".")
	return set{of, name}, ours && ok
}

// The postings of a kind.
const (
	postID       = "id"       // reversed end of the id
	postPortal   = "portal"   // digest of the portal's id
	postIdentity = "identity" // digest of program, likeness and text, of open records
	postCustomer = "customer" // digest of program and customer, of projects
)

// posts are the postings that a kind has.
func posts(k domain.Kind) []string {
	switch k {
	case domain.KindLead, domain.KindOpportunity:
		return []string{postID, postPortal, postIdentity}
	case domain.KindProject:
		return []string{postID, postIdentity, postCustomer}
	case domain.KindSurvey, domain.KindStory, domain.KindCredential, domain.KindFirm:
	}
	return []string{postID}
}

func postings(k domain.Kind, post string) []byte { return []byte(k.Letter() + "." + post) }

// textOf names the search text of a kind.
func textOf(k domain.Kind) []byte { return []byte(k.Letter()) }

// digest stands for text of any length: FNV-1a over the parts, each with its end
// marked. Records that share one by chance are told apart when they are read.
func digest(parts ...string) uint64 {
	const prime = 1099511628211
	sum := uint64(14695981039346656037)
	for _, part := range parts {
		for i := range len(part) {
			sum = (sum ^ uint64(part[i])) * prime
		}
		sum = (sum ^ 0xFF) * prime
	}
	return sum
}

// endLen is how many characters of an id, from its end, make its posting.
const endLen = 12

// endOf is the posting of an id: its last characters, the very last one first,
// five bits each from the top. So ids with a common end lie side by side.
func endOf(id domain.ID) uint64 {
	low := binary.BigEndian.Uint64(id[8:])
	var end uint64
	for i := range endLen {
		end |= (low >> (5 * i) & 31) << (59 - 5*i)
	}
	return end
}

// commonEnd is how many characters from the end two postings of ids share.
func commonEnd(a, b uint64) int { return min(bits.LeadingZeros64(a^b)/5, endLen) }
