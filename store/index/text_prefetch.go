package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unsafe"
)

// A text is read ahead in chunks of the file, up to so many at a time.
const (
	chunkSize  = 64 << 10
	mostChunks = 16
)

// Prefetch reads the parts of the file that the text lies in, so that the
// kernel has them when a search maps them in: bbolt advises it against reading
// ahead, and a first search would wait for each page. The file is the bucket's,
// and mapped is where it lies in memory (bolt.Info.Data). What it reads is
// thrown away, and damage is left to the search. The transaction must be one
// that reads only. An error is the context's or the file's.
func (t Text) Prefetch(ctx context.Context, file io.ReaderAt, mapped uintptr) error {
	var known Bits // chunks that were read
	buffer := make([]byte, mostChunks*chunkSize)
	end, run := uint32(0), 1
	c := t.b.Cursor()
	for k, v := c.Seek(t.prefix); bytes.HasPrefix(k, t.prefix); k, v = c.Next() {
		first := uintptr(unsafe.Pointer(unsafe.SliceData(v))) - mapped
		last := uint32((first + uintptr(max(len(v), 1)) - 1) / chunkSize)
		for chunk := uint32(first / chunkSize); chunk <= last; chunk++ {
			if known.Has(chunk) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			// Long reads where blocks lie behind each other, short ones elsewhere.
			if run = min(2*run, mostChunks); chunk != end {
				run = 1
			}
			n, err := file.ReadAt(buffer[:run*chunkSize], int64(chunk)*chunkSize)
			if err != nil && !errors.Is(err, io.EOF) {
				return fmt.Errorf("reading the search text ahead: %w", err)
			}
			if n == 0 {
				return nil // not in the file: nothing to read ahead
			}
			end = chunk + uint32(run)
			for i := range uint32(run) {
				known.Add(chunk + i)
			}
		}
	}
	return nil
}
