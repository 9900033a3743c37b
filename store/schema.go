package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// schemaVersion is the layout below. A book with a higher one is refused.
const schemaVersion = 1

// The buckets beside those of the records. Keys are made by the functions of
// this file and nowhere else.
var (
	bucketMeta     = []byte("meta")     // "schema" → version
	bucketCounters = []byte("counters") // program 0 kind 0 list → number of records
	bucketJournal  = []byte("journal")  // entry number → entry
	bucketChanges  = []byte("changes")  // entry number, part → changes of an import
	bucketHistory  = []byte("history")  // kind, id, entry number → nothing
	bucketPortal   = []byte("portal")   // kind, digest of the portal's id, program → id
	bucketShort    = []byte("short")    // kind, the id's characters from the last → nothing
	bucketCustomer = []byte("customer") // program 0 digest of the customer key, project id → nothing
	bucketIdentity = []byte("identity") // digest of program, likeness and text, kind, id → nothing
)

var keySchema = []byte("schema")

// bucketOf holds the records of a kind: id → record.
func bucketOf(k domain.Kind) []byte { return []byte("record." + string(k)) }

// orderOf holds the orders of a kind: list 0 sort 0 sort key, id → program.
func orderOf(k domain.Kind) []byte { return []byte("order." + string(k)) }

// indexBuckets are the buckets that follow from the records.
func indexBuckets() [][]byte {
	all := [][]byte{bucketPortal, bucketShort, bucketCustomer, bucketIdentity}
	for _, k := range domain.Kinds() {
		all = append(all, orderOf(k))
	}
	return all
}

// allBuckets are those of a new book.
func allBuckets() [][]byte {
	all := [][]byte{bucketMeta, bucketCounters, bucketJournal, bucketChanges, bucketHistory}
	for _, k := range domain.Kinds() {
		all = append(all, bucketOf(k))
	}
	return append(all, indexBuckets()...)
}

// idLen is the length of an id in a key.
const idLen = len(domain.ID{})

// lastID is the id at the end of a key.
func lastID(key []byte) (id domain.ID) {
	copy(id[:], key[len(key)-idLen:])
	return id
}

func numberKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func partKey(n uint64, part uint32) []byte {
	return binary.BigEndian.AppendUint32(numberKey(n), part)
}

func counterKey(program string, k domain.Kind, list string) []byte {
	return []byte(program + "\x00" + string(k) + "\x00" + list)
}

// readCounterKey is the inverse of counterKey.
func readCounterKey(key []byte) (program string, k domain.Kind, list string, ok bool) {
	parts := strings.Split(string(key), "\x00")
	if len(parts) != 3 {
		return "", "", "", false
	}
	return parts[0], domain.Kind(parts[1]), parts[2], true
}

func historyPrefix(ref domain.Ref) []byte {
	return slices.Concat([]byte(ref.Kind.Letter()), ref.ID[:])
}

func historyKey(ref domain.Ref, n uint64) []byte {
	return binary.BigEndian.AppendUint64(historyPrefix(ref), n)
}

// digest stands in keys for text of any length and any bytes.
func digest(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:16]
}

func portalPrefix(k domain.Kind, portal domain.Untrusted) []byte {
	return append([]byte(k.Letter()), digest(portal.Raw())...)
}

func portalKey(k domain.Kind, portal domain.Untrusted, program string) []byte {
	return append(portalPrefix(k, portal), program...)
}

// shortPrefix begins the keys of the ids that end with the text.
func shortPrefix(k domain.Kind, end string) []byte {
	key := append([]byte(k.Letter()), end...)
	slices.Reverse(key[1:])
	return key
}

func shortKey(ref domain.Ref) []byte { return shortPrefix(ref.Kind, ref.ID.String()) }

// readShortKey is the inverse of shortKey.
func readShortKey(key []byte) (domain.ID, error) {
	text := bytes.Clone(key[1:])
	slices.Reverse(text)
	return domain.ParseID(string(text))
}

func customerPrefix(program string, customer domain.Untrusted) []byte {
	return append([]byte(program+"\x00"), digest(domain.CustomerKey(customer))...)
}

func customerKey(p domain.Project) []byte {
	return append(customerPrefix(p.Program, p.Customer), p.ID[:]...)
}

func identityPrefix(program string, k domain.IdentityKey) []byte {
	return digest(program + "\x00" + string(k.Likeness) + "\x00" + k.Text)
}

func identityKey(program string, k domain.IdentityKey, ref domain.Ref) []byte {
	return slices.Concat(identityPrefix(program, k), []byte(ref.Kind.Letter()), ref.ID[:])
}

// readIdentityKey is the inverse of identityKey as far as the record goes.
func readIdentityKey(key []byte) (domain.Ref, bool) {
	for _, k := range domain.Kinds() {
		if n := len(key) - idLen - 1; n >= 0 && string(key[n:n+1]) == k.Letter() {
			return domain.Ref{Kind: k, ID: lastID(key)}, true
		}
	}
	return domain.Ref{}, false
}

func orderPrefix(list string, sort domain.Sort) []byte {
	return []byte(list + "\x00" + string(sort) + "\x00")
}
