package index

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// A recorder is a file that remembers which of its bytes were read.
type recorder struct {
	content []byte
	read    []bool
	total   int
}

func (r *recorder) ReadAt(p []byte, off int64) (int, error) {
	n, err := bytes.NewReader(r.content).ReadAt(p, off)
	r.total += n
	for i := range n {
		r.read[off+int64(i)] = true
	}
	return n, err
}

func TestPrefetch(t *testing.T) {
	db := scratch(t)
	line := strings.Repeat("x", 150)
	update(t, db, func(b *bolt.Bucket) error {
		return OpenText(b, testBucket, testName).Edit(numbered(append(make([]string, 20_000), line)))
	})
	scattered := map[uint32][]byte{}
	for row := uint32(0); row < 60_000; row += 3 {
		scattered[row] = []byte(line)
	}
	update(t, db, func(b *bolt.Bucket) error { return OpenText(b, testBucket, testName).Edit(scattered) })
	update(t, db, func(b *bolt.Bucket) error {
		return OpenText(b, testBucket, testName).Edit(map[uint32][]byte{30_000: nil, 45_000: nil})
	})
	content, err := os.ReadFile(db.Path())
	if err != nil {
		t.Fatal(err)
	}
	file := &recorder{content: content, read: make([]bool, len(content))}
	view(t, db, func(b *bolt.Bucket) error {
		text := OpenText(b, testBucket, testName)
		if err := text.Prefetch(context.Background(), file, db.Info().Data); err != nil {
			return err
		}
		size, checked := 0, 0
		for key, value := range stored(b) {
			at := bytes.Index(content, append([]byte(key), value...))
			size += len(value)
			if key == string(text.prefix) || at < 0 { // keys lie before their values
				continue
			}
			checked++
			for i := range value {
				if !file.read[at+len(key)+i] {
					t.Fatalf("byte %d of the block at %x is not read", i, key)
				}
			}
		}
		if checked < 100 {
			t.Errorf("%d blocks are in the file", checked)
		}
		if file.total > 2*size+mostChunks*chunkSize {
			t.Errorf("read %d bytes for %d", file.total, size)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := text.Prefetch(ctx, file, db.Info().Data); !errors.Is(err, context.Canceled) {
			t.Errorf("canceled: %v", err)
		}
		return nil
	})
}
