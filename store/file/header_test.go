package file

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// metaOf returns where the newer or the older meta page of a file lies in it.
func metaOf(t testing.TB, content []byte, newer bool) int {
	t.Helper()
	size := os.Getpagesize()
	first := binary.NativeEndian.Uint64(content[metaAt+48:])
	second := binary.NativeEndian.Uint64(content[size+metaAt+48:])
	if (second > first) == newer {
		return size + metaAt
	}
	return metaAt
}

// TestFlippedHeader flips each bit of either meta page: which state it held is
// known, nobody goes on with an older state unasked, and mending restores it.
func TestFlippedHeader(t *testing.T) {
	for _, commits := range []uint64{20, 21} {
		good := content(t, newBook(t, commits))
		path := fileOf(t, good)
		for _, newer := range []bool{true, false} {
			page := metaOf(t, good, newer)
			for bit := range 8 * metaLen {
				at := page + bit/8
				patch(t, path, at, []byte{good[at] ^ 1<<(bit%8)})
				h := must[Header](t)(ReadHeader(path))
				_, err := read(path)
				if newer && (h.State != LostNewer || !errors.Is(err, ErrOldState) || !isDamaged(err)) {
					t.Fatalf("bit %d of the newer page: state %d, opened %v", bit, h.State, err)
				}
				if !newer && (h.State != LostOlder || err != nil) {
					t.Fatalf("bit %d of the older page: state %d, opened %v", bit, h.State, err)
				}
				if bit%61 != 0 { // the disk is slow, and what mends is tested below
					patch(t, path, at, good[at:at+1])
					continue
				}
				if ok, err := Mend(ctx, path, patience); !ok || err != nil {
					t.Fatalf("bit %d: mended %v, %v", bit, ok, err)
				}
				if !bytes.Equal(load(t, path), good) {
					t.Fatalf("bit %d: the mended file is another", bit)
				}
			}
		}
		if ok, err := Mend(ctx, path, patience); ok || err != nil {
			t.Errorf("mended what is whole: %v, %v", ok, err)
		}
		holds(t, path, commits)
	}
}

// TestGarbageInHeader writes garbage over parts of a meta page.
func TestGarbageInHeader(t *testing.T) {
	good := content(t, newBook(t, 20))
	path := fileOf(t, good)
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		newer := rng.IntN(2) == 0
		page := metaOf(t, good, newer)
		bad := bytes.Clone(good[page:][:metaLen])
		from := rng.IntN(metaLen - 1)
		for i := from; i < from+2+rng.IntN(metaLen-1-from); i++ {
			bad[i] = byte(rng.Uint32())
		}
		patch(t, path, page, bad)
		h := must[Header](t)(ReadHeader(path))
		if newer && h.State == LostOlder || !newer && h.State == LostNewer {
			t.Fatalf("newer %v: state %d", newer, h.State)
		}
		n, err := read(path)
		if errors.Is(err, ErrOldState) != (h.State == LostNewer || h.State == LostUnknown) || err == nil && n != 20 {
			t.Fatalf("newer %v, state %d: read %d, %v", newer, h.State, n, err)
		}
		patch(t, path, page, good[page:][:metaLen])
	}
}

// TestNewestCommitIsFound loses the newer meta page for good.
func TestNewestCommitIsFound(t *testing.T) {
	good := content(t, newBook(t, 20))
	bad := bytes.Clone(good)
	clear(bad[metaOf(t, good, true):][:metaLen])
	path := fileOf(t, bad)
	if _, err := read(path); !errors.Is(err, ErrOldState) {
		t.Fatalf("read: %v", err)
	}
	if ok, err := Mend(ctx, path, patience); ok || err != nil {
		t.Fatalf("mended: %v, %v", ok, err)
	}
	newer := must[[]Found](t)(After(ctx, path, journal, 19))
	if len(newer) != 1 || string(newer[0].Body) != "entry 20" || newer[0].Rev != 20 || !bytes.Equal(newer[0].Key, number(20)) {
		t.Fatalf("found %v", newer)
	}
	write(t, path, 20, 21) // as whoever puts it back would
	holds(t, path, 21)
	if h := must[Header](t)(ReadHeader(path)); h.State != Whole {
		t.Errorf("state %d after two commits", h.State)
	}
}

// TestOlderPageLost loses the older meta page: nothing is newer, and the next
// commit makes the header whole.
func TestOlderPageLost(t *testing.T) {
	good := content(t, newBook(t, 20))
	bad := bytes.Clone(good)
	clear(bad[metaOf(t, good, false):][:metaLen])
	path := fileOf(t, bad)
	if h := must[Header](t)(ReadHeader(path)); h.State != LostUnknown {
		t.Fatalf("state %d", h.State)
	}
	if newer := must[[]Found](t)(After(ctx, path, journal, 20)); len(newer) != 0 {
		t.Fatalf("found %v", newer)
	}
	write(t, path, 21, 21)
	if h := must[Header](t)(ReadHeader(path)); h.State != Whole {
		t.Errorf("state %d after a commit", h.State)
	}
	holds(t, path, 21)
}

// TestHeaderOfHotCopies looks at copies, where bbolt writes the newest meta
// page first whatever its number.
func TestHeaderOfHotCopies(t *testing.T) {
	for commits := uint64(20); commits < 22; commits++ {
		path := newBook(t, commits)
		copied := filepath.Join(t.TempDir(), "copy.db")
		check(t, Copy(ctx, source(path, commits), copied, nil))
		good := content(t, copied)
		for more := range uint64(3) {
			if more > 0 {
				write(t, copied, commits+more, commits+more)
				good = content(t, copied)
			}
			for _, newer := range []bool{true, false} {
				bad := bytes.Clone(good)
				clear(bad[metaOf(t, good, newer):][:metaLen])
				h := must[Header](t)(ReadHeader(fileOf(t, bad)))
				if newer && h.State == LostOlder || !newer && h.State == LostNewer {
					t.Errorf("%d commits, %d more: newer %v is state %d", commits, more, newer, h.State)
				}
			}
		}
	}
}

// TestTornHeader mixes a meta page from the one that was to be written and the
// one before it, as a loss of power may: whoever is not sure does not go on.
func TestTornHeader(t *testing.T) {
	path := newBook(t, 20)
	before := content(t, path)
	write(t, path, 21, 21)
	after := content(t, path)
	page, path := metaOf(t, after, true), fileOf(t, after)
	for cut := range metaLen {
		patch(t, path, page, slices.Concat(after[page:][:cut], before[page+cut:][:metaLen-cut]))
		n, err := read(path)
		switch {
		case errors.Is(err, ErrOldState):
			// All of the commit but its header is on the disk.
			if newer := must[[]Found](t)(After(ctx, path, journal, 20)); len(newer) != 1 {
				t.Errorf("cut at %d: found %v", cut, newer)
			}
		case err != nil:
			t.Errorf("cut at %d: %v", cut, err)
		case n != 20:
			t.Errorf("cut at %d: %d entries", cut, n)
		}
	}
}

func TestMetaCorrectedOnlyOneByte(t *testing.T) {
	good := content(t, newBook(t, 5))
	rapid.Check(t, func(t *rapid.T) {
		var m meta
		copy(m[:], good[metaAt:])
		bad := m
		wrong := map[int]bool{}
		for range rapid.IntRange(0, 3).Draw(t, "bytes") {
			at := rapid.IntRange(0, metaLen-1).Draw(t, "at")
			bad[at] ^= rapid.ByteRange(1, 255).Draw(t, "by")
			wrong[at] = bad[at] != m[at]
		}
		if got, ok := bad.corrected(); ok != (differing(bad[:], m[:]) <= 1) || ok && got != m {
			t.Fatalf("%d bytes wrong: %v", len(wrong), ok)
		}
	})
}

func TestErrorsNameTheFile(t *testing.T) {
	for _, err := range []error{
		&DamagedError{Path: "/b.db", What: "a value"}, &DamagedError{Path: "/b.db", What: "a value", Err: errors.New("why")},
		&HeldError{Path: "/b.db"}, &HeldError{Path: "/b.db", Holder: "belay"},
	} {
		if !strings.Contains(err.Error(), "/b.db") {
			t.Error(err)
		}
	}
}
