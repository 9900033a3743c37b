package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/seal"
	bolt "go.etcd.io/bbolt"
)

// base says how far the records and all that follows from them were written.
type base struct {
	// head is the number of the journal entry that they stand as of.
	head uint64
	// next is the first row of each kind that was not given yet. Rows from there
	// on are left over from an import that was cut off.
	next map[domain.Kind]uint32
	// rules is the digest of what the orders follow from besides the records.
	rules uint64
	// parts are the indexes that there are.
	parts parts
}

// pack writes the base: the head, the rules, and each kind's letter and next row.
func (b base) pack() []byte {
	body := binary.BigEndian.AppendUint64(numberKey(b.head), b.rules)
	for _, k := range domain.Kinds() {
		body = append(body, k.Letter()...)
		body = binary.BigEndian.AppendUint32(body, b.next[k])
	}
	return body
}

func unpackBase(body []byte) (base, error) {
	b := base{next: map[domain.Kind]uint32{}}
	if len(body) < 16 || len(body)%5 != 1 {
		return b, fmt.Errorf("it has %d bytes", len(body))
	}
	b.head, b.rules = binary.BigEndian.Uint64(body), binary.BigEndian.Uint64(body[8:])
	for body = body[16:]; len(body) > 0; body = body[5:] {
		k, ok := kindOf(string(body[:1]))
		if !ok {
			return b, errors.New("it tells of a kind that there is not")
		}
		b.next[k] = binary.BigEndian.Uint32(body[1:])
	}
	return b, nil
}

// readBase reads the state of the base.
func (r *reader) readBase() (base, error) {
	meta, err := r.bucket(bucketMeta)
	if err != nil {
		return base{}, err
	}
	_, body, err := seal.Open(bucketMeta, keyBase, meta.Get(keyBase))
	if err != nil {
		return base{}, r.damaged("the state of the base", err)
	}
	b, err := unpackBase(body)
	if err != nil {
		return base{}, r.damaged("the state of the base", err)
	}
	return b, nil
}

func putBase(tx *bolt.Tx, b base) error {
	err := tx.Bucket(bucketMeta).Put(keyBase, seal.Value(bucketMeta, keyBase, b.head, b.pack()))
	if err != nil {
		return fmt.Errorf("write the state of the base: %w", err)
	}
	return putParts(tx, b)
}

// putSchema notes which layout the file has.
func putSchema(tx *bolt.Tx) error {
	for _, of := range []struct {
		key     []byte
		version int64
	}{{keySchema, schemaVersion}, {keyReads, readableSince}} {
		value := seal.Value(bucketMeta, of.key, 0, strconv.AppendInt(nil, of.version, 10))
		if err := tx.Bucket(bucketMeta).Put(of.key, value); err != nil {
			return fmt.Errorf("write the schema version: %w", err)
		}
	}
	return nil
}
