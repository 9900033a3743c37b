package file

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestCheckKnowsGoodFiles walks files of all shapes that bbolt makes.
func TestCheckKnowsGoodFiles(t *testing.T) {
	for _, commits := range []uint64{0, 1, 2, 50, many} {
		holds(t, newBook(t, commits), commits)
	}
	path := newBook(t, many)
	h := must[*Handle](t)(Open(ctx, path, ForWriting, patience))
	for n := uint64(1); n <= many; n += 3 { // pages that are free, merged and half full
		check(t, h.Update("delete", func(tx *bolt.Tx) error { return tx.Bucket(leads).Delete(number(n)) }))
	}
	check(t, h.Update("nest", func(tx *bolt.Tx) error {
		b, err := tx.Bucket(leads).CreateBucket([]byte("in"))
		if err != nil {
			return err
		}
		b, err = b.CreateBucket([]byte("side"))
		return errors.Join(err, b.Put([]byte("k"), nil))
	}))
	check(t, h.Close())
	check(t, Check(ctx, path))
	stopped, stop := context.WithCancel(ctx)
	stop()
	if err := Check(stopped, path); !errors.Is(err, context.Canceled) {
		t.Errorf("checked: %v", err)
	}
}

// TestCheckKnowsBadFiles breaks one part of the tree at a time.
func TestCheckKnowsBadFiles(t *testing.T) {
	good := content(t, newBook(t, many))
	size := os.Getpagesize()
	path := fileOf(t, good)
	find := func(flags uint16) []int {
		var all []int
		for at := 2 * size; at < len(good); at += size {
			if h := headOf(good[at:]); h.flags == flags && h.id == uint64(at/size) && h.count > 1 {
				all = append(all, at)
			}
		}
		return all
	}
	u64, u32, u16 := native.AppendUint64, native.AppendUint32, native.AppendUint16
	branches, leaves, free := find(isBranch), find(isLeaf), find(isFreelist)
	if len(branches) == 0 || len(leaves) == 0 || len(free) == 0 {
		t.Fatal("the file has not all kinds of pages")
	}
	for _, c := range []struct {
		name  string
		pages []int
		at    int
		to    []byte
		want  string
	}{
		{"a branch that leads to itself", branches, headLen + 8, u64(nil, uint64(branches[0]/size)), ""},
		{"a branch that leads to a meta page", branches, headLen + 8, u64(nil, 1), "two parts"},
		{"a branch that leads elsewhere", branches, headLen + 8, u64(nil, 1<<40), "no such page"},
		{"a branch without parts", branches, 10, u16(nil, 0), "0 parts"},
		{"a branch with many parts", branches, 10, u16(nil, 0xFFFF), "parts"},
		{"a key far away", branches, headLen, u32(nil, 1<<31), "leads elsewhere"},
		{"a page of another number", leaves, 0, u64(nil, 1<<20), "it says that it is page"},
		{"a page of no kind", leaves, 8, u16(nil, 0x40), "it is of kind"},
		{"a leaf with many parts", leaves, 10, u16(nil, 0xFFFF), "parts"},
		{"a long leaf", leaves, 12, u32(nil, 1<<30), "too long"},
		{"a value far away", leaves, headLen + 12, u32(nil, 1<<31), "leads elsewhere"},
		{"an empty key", leaves, headLen + 8, u32(nil, 0), ""},
		{"a leaf with a part less", leaves, 10, u16(nil, 1), "leads elsewhere"},
		{"a value that is a bucket", leaves, headLen, u32(nil, isBucket), ""},
		{"much free", free, 10, u16(nil, 0xFFFF), ""},
		{"a free page that is not", free, headLen, u64(nil, 0), ""},
		{"little free", free, 10, u16(nil, 0), "belongs to nothing"},
	} {
		found := false
		for _, page := range c.pages { // some are of earlier states, which nobody walks
			patch(t, path, page+c.at, c.to)
			if err := Check(ctx, path); err != nil {
				found = true
				if !isDamaged(err) || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%s: %v", c.name, err)
				}
			}
			patch(t, path, page+c.at, good[page+c.at:][:len(c.to)])
		}
		if !found {
			t.Errorf("%s: not noticed", c.name)
		}
	}
	check(t, Check(ctx, path))
}

// FuzzCheck damages a file anywhere: checking it always ends.
func FuzzCheck(f *testing.F) {
	good := content(f, newBook(f, 60))
	path := fileOf(f, good)
	f.Add(uint32(100), []byte{1, 2, 3})
	f.Add(uint32(3*os.Getpagesize()+headLen), bytes.Repeat([]byte{0xFF}, 64))
	f.Fuzz(func(t *testing.T, at uint32, garbage []byte) {
		from := int(at) % len(good)
		garbage = garbage[:min(len(garbage), len(good)-from)]
		patch(t, path, from, garbage)
		if err := Check(ctx, path); err != nil && !isDamaged(err) {
			t.Error(err)
		}
		patch(t, path, from, good[from:][:len(garbage)])
	})
}

func BenchmarkCheck(b *testing.B) {
	path := newBook(b, 2000)
	b.SetBytes(int64(len(load(b, path))))
	for b.Loop() {
		check(b, Check(ctx, path))
	}
}
