package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/belay-tui/belay/store/index"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// keyParts keeps which indexes there are. One that is lost whole looks like one
// without any rows, which nothing else would tell from it.
var keyParts = []byte("parts")

// parts are the digests of the indexes that a base has, rising; nil where the
// book does not say.
type parts []uint64

// partsIn lists the indexes that there are of a base. The text of a kind without
// rows may be left over from a batch that was cut off.
func partsIn(tx *bolt.Tx, b base) (all parts) {
	for _, bucket := range derivedBuckets() {
		for name := range index.Names(tx.Bucket(bucket)) {
			if k, ok := kindOf(string(name)); ok && b.next[k] == 0 {
				continue
			}
			all = append(all, digest(string(bucket), string(name)))
		}
	}
	slices.Sort(all)
	return all
}

func putParts(tx *bolt.Tx, b base) error {
	var body []byte
	for _, part := range partsIn(tx, b) {
		body = binary.BigEndian.AppendUint64(body, part)
	}
	if err := tx.Bucket(bucketMeta).Put(keyParts, seal.Value(bucketMeta, keyParts, b.head, body)); err != nil {
		return fmt.Errorf("write which indexes there are: %w", err)
	}
	return nil
}

// readParts reads which indexes a base has.
func (r *reader) readParts(b base) (all parts, err error) {
	meta, err := r.bucket(bucketMeta)
	if err != nil {
		return nil, err
	}
	value := meta.Get(keyParts)
	if value == nil {
		return nil, nil
	}
	head, body, err := seal.Open(bucketMeta, keyParts, value)
	if err == nil && (head != b.head || len(body)%8 != 0) {
		err = errors.New("it is that of another state")
	}
	if err != nil {
		return nil, r.damaged("the list of indexes", err)
	}
	for ; len(body) > 0; body = body[8:] {
		all = append(all, binary.BigEndian.Uint64(body))
	}
	return all, nil
}

// there fails where an index of the base was lost whole.
func (r *reader) there(bucket, name []byte) error {
	part := digest(string(bucket), string(name))
	if _, known := slices.BinarySearch(r.tail.parts, part); !known || r.seen[part] {
		return nil
	}
	in, err := r.bucket(bucket)
	if err != nil {
		return err
	}
	start := append(bytes.Clone(name), 0)
	if key, _ := in.Cursor().Seek(start); !bytes.HasPrefix(key, start) {
		return &DamagedError{Path: r.b.path, What: fmt.Sprintf("the index %s in %s is missing", name, bucket), Repairable: true}
	}
	if r.seen == nil {
		r.seen = map[uint64]bool{}
	}
	r.seen[part] = true
	return nil
}

// allThere fails where any index was lost: edits would take it for empty.
func (r *reader) allThere() error {
	now := partsIn(r.tx, r.tail.base)
	for _, part := range r.tail.parts {
		if _, ok := slices.BinarySearch(now, part); !ok {
			return &DamagedError{Path: r.b.path, What: "an index is missing", Repairable: true}
		}
	}
	return nil
}
