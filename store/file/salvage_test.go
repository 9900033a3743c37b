package file

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// salvaged puts what was found together as a new book would: the highest
// revision of each key.
func salvaged(t testing.TB, path string) (found map[string]Found, n Salvaged) {
	t.Helper()
	found = map[string]Found{}
	n, err := Salvage(ctx, path, known, func(f Found) error {
		key := string(f.Bucket) + "/" + string(f.Key)
		if old, ok := found[key]; !ok || old.Rev <= f.Rev {
			found[key] = Found{f.Bucket, bytes.Clone(f.Key), f.Rev, bytes.Clone(f.Body)}
		}
		return nil
	})
	check(t, err)
	return found, n
}

// right counts the leads that were found as they were last written, and fails
// the test where one was found that never was.
func right(t testing.TB, found map[string]Found) (n int) {
	t.Helper()
	for _, f := range found {
		if !bytes.Equal(f.Bucket, leads) {
			continue
		}
		if string(f.Body) != bodyOf(f.Rev) {
			t.Fatalf("lead %x was never so", f.Key)
		}
		n++
	}
	return n
}

const many = 400

func TestSalvage(t *testing.T) {
	good := content(t, newBook(t, many))
	pageSize, pages := os.Getpagesize(), len(good)/os.Getpagesize()
	rng := rand.New(rand.NewPCG(5, 6))
	for _, c := range []struct {
		name  string
		spoil func(b []byte) []byte
		least int // of many leads
	}{
		{"nothing", func(b []byte) []byte { return b }, many},
		{"the header", func(b []byte) []byte { clear(b[:2*pageSize]); return b }, many},
		{"cut to what is odd", func(b []byte) []byte { return b[:len(b)-777] }, many - 60},
		{"all branches", func(b []byte) []byte {
			for at := 0; at < len(b); at += pageSize {
				if headOf(b[at:]).flags == isBranch {
					clear(b[at : at+pageSize])
				}
			}
			return b
		}, many},
		{"the heads of all pages", func(b []byte) []byte {
			for at := 2 * pageSize; at < len(b); at += pageSize {
				h := headOf(b[at:])
				if h.overflow == 0 {
					clear(b[at : at+headLen])
				}
			}
			return b
		}, many},
		{"one of ten pages", func(b []byte) []byte {
			for range pages / 10 {
				at := rng.IntN(pages) * pageSize
				clear(b[at : at+pageSize])
			}
			return b
		}, many * 3 / 4},
		{"a hundred bytes", func(b []byte) []byte {
			for range 100 {
				b[rng.IntN(len(b))] ^= byte(1 + rng.IntN(255))
			}
			return b
		}, many * 9 / 10},
	} {
		found, n := salvaged(t, fileOf(t, c.spoil(bytes.Clone(good))))
		if got := right(t, found); got < c.least {
			t.Errorf("%s: %d leads of %d", c.name, got, many)
		}
		if n.PageSize != int64(pageSize) || n.Pages < int64(pages)*9/10 {
			t.Errorf("%s: %+v", c.name, n)
		}
		t.Logf("%s: %d leads of %d, %+v", c.name, right(t, found), many, n)
	}
}

func TestSalvageReadsSmallBuckets(t *testing.T) {
	found, _ := salvaged(t, newBook(t, 2)) // all within their parent's page
	if right(t, found) != 2 || len(found) != 5 || string(found["meta/schema"].Body) != "2" {
		t.Errorf("found %v", found)
	}
}

func TestSalvageOfOtherPageSizes(t *testing.T) {
	for _, size := range []int{1 << 10, 16 << 10, 64 << 10} {
		path := fileOf(t, nil)
		db := must[*bolt.DB](t)(bolt.Open(path, 0o600, &bolt.Options{PageSize: size}))
		for n := range uint64(120) {
			check(t, db.Update(func(tx *bolt.Tx) error { return add(tx, n+1) }))
		}
		check(t, db.Close())
		holds(t, path, 120)
		bad := load(t, path)
		for _, headless := range []bool{false, true} {
			if headless {
				clear(bad[:2*size])
			}
			check(t, os.WriteFile(path, bad, 0o600))
			if found, n := salvaged(t, path); right(t, found) != 120 || n.PageSize != int64(size) {
				t.Errorf("pages of %d: %d leads, %+v", size, right(t, found), n)
			}
		}
	}
}

func TestSalvageStops(t *testing.T) {
	path := newBook(t, 50)
	no := errors.New("no")
	if _, err := Salvage(ctx, path, known, func(Found) error { return no }); !errors.Is(err, no) {
		t.Errorf("salvaged: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := Salvage(stopped, path, known, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("salvaged: %v", err)
	}
	if _, n := salvaged(t, fileOf(t, nil)); n.Found != 0 || n.Pages != 0 {
		t.Errorf("found %+v in nothing", n)
	}
}

// TestSalvageIsBounded has pages that all claim to be very long, and elements
// that all lead to the same long value: what is read and summed must not be the
// product of these.
func TestSalvageIsBounded(t *testing.T) {
	const pages = 2 << 10
	size := os.Getpagesize()
	b := make([]byte, pages*size)
	for i := range pages {
		page := b[i*size:]
		native.PutUint64(page, uint64(i))
		native.PutUint16(page[8:], isLeaf)
		count := (size - headLen) / elementLen
		native.PutUint16(page[10:], uint16(count))
		native.PutUint32(page[12:], uint32(pages-i-1))
		for n := range count - 1 {
			at := headLen + n*elementLen
			native.PutUint32(page[at+4:], uint32(size-2-at-1))
			native.PutUint32(page[at+8:], 1)
			native.PutUint32(page[at+12:], uint32((pages-i-1)*size))
		}
		copy(page[size-2:], "R1")
	}
	s := salvage{size: int64(len(b)), pageSize: int64(size), buckets: known, budget: int64(len(b))}
	s.file = must[*os.File](t)(os.Open(fileOf(t, b)))
	defer s.file.Close() //nolint:errcheck // read only
	check(t, s.all(ctx))
	if s.n.Pages != pages || s.budget < 0 || s.n.Broken > 4 {
		t.Errorf("%+v, budget %d", s.n, s.budget)
	}
}

// FuzzSalvage takes pages apart that say anything, behind a header or without.
func FuzzSalvage(f *testing.F) {
	good := content(f, newBook(f, 60))
	size := os.Getpagesize()
	for at := 0; at < len(good); at += 5 * size {
		f.Add(good[at:min(len(good), at+size)], true)
	}
	f.Add([]byte{}, false)
	path := fileOf(f, nil)
	f.Fuzz(func(t *testing.T, page []byte, headed bool) {
		b := bytes.Clone(page)
		if headed {
			b = append(bytes.Clone(good[:2*size]), page...)
		}
		check(t, os.WriteFile(path, b, 0o600))
		_, err := Salvage(ctx, path, known, func(f Found) error {
			if bytes.Equal(f.Bucket, leads) && string(f.Body) != bodyOf(f.Rev) {
				return fmt.Errorf("lead %x was never so", f.Key)
			}
			return nil
		})
		check(t, err)
	})
}

func BenchmarkSalvage(b *testing.B) {
	path := newBook(b, 2000)
	b.SetBytes(int64(len(load(b, path))))
	for b.Loop() {
		must[Salvaged](b)(Salvage(ctx, path, known, func(Found) error { return nil }))
	}
}
