package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// A sealed value is "R1", a checksum, a revision and the body. The checksum
// covers where the value lies too, so that a value that strayed to another key
// is noticed.
const (
	sealMark = "R1"
	sealLen  = len(sealMark) + 4 + 8
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errSeal = errors.New("the checksum does not match")

// seal returns the body as it is stored. rev is the number of the journal entry
// that last changed it.
func seal(bucket, key []byte, rev uint64, body []byte) []byte {
	v := make([]byte, sealLen, sealLen+len(body))
	copy(v, sealMark)
	binary.BigEndian.PutUint64(v[6:], rev)
	v = append(v, body...)
	binary.BigEndian.PutUint32(v[2:], sealSum(bucket, key, v[6:]))
	return v
}

// unseal returns the revision and the body of a stored value, which it does not copy.
func unseal(bucket, key, value []byte) (rev uint64, body []byte, err error) {
	if len(value) < sealLen || !bytes.HasPrefix(value, []byte(sealMark)) {
		return 0, nil, errors.New("this is not a sealed value")
	}
	if binary.BigEndian.Uint32(value[2:]) != sealSum(bucket, key, value[6:]) {
		return 0, nil, errSeal
	}
	return binary.BigEndian.Uint64(value[6:]), value[sealLen:], nil
}

func sealSum(bucket, key, rest []byte) uint32 {
	sum := crc32.Update(0, castagnoli, bucket)
	sum = crc32.Update(sum, castagnoli, []byte{0})
	sum = crc32.Update(sum, castagnoli, key)
	return crc32.Update(sum, castagnoli, rest)
}

// tag returns the value of an index entry: a checksum over the key and the
// value, and the value. There are many entries for each record, so that they
// carry no more than that.
func tag(key, value []byte) []byte {
	sum := crc32.Update(crc32.Update(0, castagnoli, key), castagnoli, value)
	return append(binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(value)), sum), value...)
}

// untag returns what tag was given, which it does not copy.
func untag(key, tagged []byte) ([]byte, error) {
	if len(tagged) < 4 {
		return nil, errSeal
	}
	sum := crc32.Update(crc32.Update(0, castagnoli, key), castagnoli, tagged[4:])
	if binary.BigEndian.Uint32(tagged) != sum {
		return nil, errSeal
	}
	return tagged[4:], nil
}
