package seal

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

// TestSealNotices changes one byte of the bucket, the key or the value.
func TestSealNotices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.SliceOfN(rapid.Byte(), 1, 40)
		parts := [][]byte{draw.Draw(t, "bucket"), draw.Draw(t, "key"), draw.Draw(t, "body")}
		rev := rapid.Uint64().Draw(t, "rev")
		bucket, key := bytes.Clone(parts[0]), bytes.Clone(parts[1])
		value, block := Value(bucket, key, rev, parts[2]), Block(bucket, key, parts[2])
		if n, body, err := Open(bucket, key, value); err != nil || n != rev || !bytes.Equal(body, parts[2]) {
			t.Fatalf("opened %d %q: %v", n, body, err)
		}
		if body, err := OpenBlock(bucket, key, block); err != nil || !bytes.Equal(body, parts[2]) {
			t.Fatalf("opened %q: %v", body, err)
		}
		flip := func(b []byte, what string) {
			b[rapid.IntRange(0, len(b)-1).Draw(t, what)] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		}
		switch rapid.IntRange(0, 2).Draw(t, "where") {
		case 0:
			flip(bucket, "bucket at")
		case 1:
			flip(key, "key at")
		default:
			flip(value, "value at")
			flip(block, "block at")
		}
		if _, _, err := Open(bucket, key, value); err == nil {
			t.Fatal("a value that was changed opens")
		}
		if _, err := OpenBlock(bucket, key, block); !errors.Is(err, ErrBroken) {
			t.Fatalf("a block that was changed: %v", err)
		}
	})
}

func TestOpenShortValues(t *testing.T) {
	for n := range head {
		if _, _, err := Open(nil, nil, make([]byte, n)); !errors.Is(err, ErrForeign) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for n := range 4 {
		if _, err := OpenBlock(nil, nil, make([]byte, n)); !errors.Is(err, ErrBroken) {
			t.Errorf("a block of %d bytes: %v", n, err)
		}
	}
}
