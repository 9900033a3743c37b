package index

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"
)

const million = 1_000_000

// durable is a database that syncs, as the book's does.
func durable(b *testing.B) *bolt.DB {
	b.Helper()
	db, err := bolt.Open(filepath.Join(b.TempDir(), "book"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}

var benchWords = []string{"acme", "bolt", "crow", "dent", "éclair", "北海道商事", "northwind", "contoso"}

// benchLine is a line of some 200 bytes, as leads have them.
func benchLine(line []byte, row int) []byte {
	n := uint32(row) * 2654435761
	return fmt.Appendf(line[:0], "%s %s %d\tann o'neil\tann.oneil%d@%s.example\t+33 1 %07d\tlyon\tfr\tsales cloud\twebinar\twants to know more about the product 製品について and when it can be had, %x",
		benchWords[n%8], benchWords[n/8%8], n%100000, row, benchWords[n/64%8], n%9999999, n)
}

// writeLines writes lines in batches, each a transaction.
func writeLines(b *testing.B, db *bolt.DB, rows int) {
	b.Helper()
	var line []byte
	for from := 0; from < rows; from += 20_000 {
		update(b, db, func(bucket *bolt.Bucket) error {
			w, err := NewTextWriter(bucket, testBucket, testName, uint32(from))
			if err != nil {
				return err
			}
			for row := from; row < min(from+20_000, rows); row++ {
				line = benchLine(line, row)
				if err := w.Add(line); err != nil {
					return err
				}
			}
			return w.Flush()
		})
	}
}

func BenchmarkTextWrite(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		db := durable(b)
		b.StartTimer()
		writeLines(b, db, million)
	}
}

func BenchmarkText(b *testing.B) {
	db := durable(b)
	writeLines(b, db, million)
	for name, words := range map[string]string{
		"common": "contoso", "all": "product", "rare": "oneil77777@", "absent": "zebra crossing", "two": "acme northwind",
		"japanese-common": "北海道", "japanese-absent": "東京都", "short": "q", "pair": "th", "empty": "",
	} {
		needles := bytes.Fields([]byte(words))
		if name == "absent" {
			needles = [][]byte{[]byte(words)}
		}
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprint("find/", name, "/", workers), func(b *testing.B) {
				view(b, db, func(bucket *bolt.Bucket) error {
					for b.Loop() {
						found, err := OpenText(bucket, testBucket, testName).Find(context.Background(), needles, workers, nil)
						if err != nil {
							return err
						}
						b.ReportMetric(float64(found.Count()), "hits")
					}
					return nil
				})
			})
		}
	}
	b.Run("line", func(b *testing.B) {
		view(b, db, func(bucket *bolt.Bucket) error {
			for row := uint32(0); b.Loop(); row = (row + 7919) % million {
				if _, _, err := OpenText(bucket, testBucket, testName).Line(row); err != nil {
					return err
				}
			}
			return nil
		})
	})
	b.Run("spans", func(b *testing.B) {
		view(b, db, func(bucket *bolt.Bucket) error {
			for b.Loop() {
				if _, _, err := OpenText(bucket, testBucket, testName).spans(context.Background(), nil); err != nil {
					return err
				}
			}
			return nil
		})
	})
	b.Run("edit500", func(b *testing.B) {
		for salt := 0; b.Loop(); salt++ {
			lines := map[uint32][]byte{}
			for i := range 500 {
				row := uint32(i*1999+salt) % million
				lines[row] = benchLine(nil, int(row)+salt)
			}
			update(b, db, func(bucket *bolt.Bucket) error {
				return OpenText(bucket, testBucket, testName).Edit(lines)
			})
		}
	})
}
