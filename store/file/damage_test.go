package file

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Damage may end the process that meets it, or keep it for ever. So these tests
// run in a process of their own, which has a name in its environment and an end.
const inChild = "BELAY_TEST_CHILD"

// child runs the test again as another process and reports what that said last,
// or is true in that process.
func child(t *testing.T) bool {
	t.Helper()
	if os.Getenv(inChild) != "" {
		return true
	}
	if said, err := again(t); err != nil {
		t.Errorf("the child ended with %v:\n%s", err, said)
	}
	return false
}

// killed runs the test again as another process, which must end by itself with
// code 9.
func killed(t *testing.T) {
	t.Helper()
	said, err := again(t)
	if code, ok := errors.AsType[*exec.ExitError](err); !ok || code.ExitCode() != 9 {
		t.Fatalf("the child ended with %v:\n%s", err, said)
	}
}

// again runs the test as another process, and returns what that said.
func again(t *testing.T) (said string, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	c.Env = append(os.Environ(), inChild+"=1")
	out, err := c.CombinedOutput()
	if said = string(out); len(said) > 4000 {
		said = said[:2000] + "\n…\n" + said[len(said)-2000:]
	}
	return said, err
}

// use reads and writes a file that may be damaged: each error must be damage,
// and what is read without one right.
func use(t *testing.T, what, path string, entries uint64) (found bool) {
	t.Helper()
	checked := Check(ctx, path)
	if checked != nil && !isDamaged(checked) {
		t.Errorf("%s: checked: %v", what, checked)
	}
	if checked != nil && strings.Contains(checked.Error(), "order") || strings.Contains(fmt.Sprint(checked), "two parts") {
		return true // bbolt may go round in circles; nobody opens such a file after a check
	}
	n, err := read(path)
	if err != nil && !isDamaged(err) || err == nil && checked == nil && n != entries {
		t.Errorf("%s: read %d entries, checked %v, read %v", what, n, checked, err)
	}
	h, err := Open(ctx, path, ForWriting, patience)
	if err == nil {
		h.db.NoSync = true
		err = errors.Join(h.Update("add", func(tx *bolt.Tx) error { return add(tx, entries+1) }), h.Close())
	}
	if err != nil && !isDamaged(err) {
		t.Errorf("%s: wrote: %v", what, err)
	}
	return checked != nil || err != nil
}

// damages runs over a book with one damage at a time.
func damages(t *testing.T, each func(good []byte) func(yield func(what string, bad []byte) bool)) {
	t.Helper()
	if !child(t) {
		return
	}
	const commits = 60
	good := content(t, newBook(t, commits))
	dir, n, found := t.TempDir(), 0, 0
	for what, bad := range each(good) {
		path := filepath.Join(dir, fmt.Sprint(n))
		check(t, os.WriteFile(path, bad, 0o600))
		if use(t, what, path, commits) {
			found++
		}
		_, err := Salvage(ctx, path, known, func(f Found) error {
			if bytes.Equal(f.Bucket, leads) && string(f.Body) != bodyOf(f.Rev) {
				return fmt.Errorf("lead %x was never so", f.Key)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: salvaged: %v", what, err)
		}
		check(t, os.Remove(path))
		n++
	}
	t.Logf("%d of %d noticed", found, n)
	if found == 0 || n == found && n > 100 {
		t.Error("the damage is not what it should be")
	}
}

func TestFlipped(t *testing.T) {
	damages(t, func(good []byte) func(func(string, []byte) bool) {
		return func(yield func(string, []byte) bool) {
			for at := 0; at < len(good); at += 97 {
				bad := bytes.Clone(good)
				bad[at] ^= 1 << (at % 8)
				if !yield(fmt.Sprintf("byte %d flipped", at), bad) {
					return
				}
			}
		}
	})
}

// TestFlippedHeads flips each bit of what pages say of themselves and of their
// first element, where bbolt itself believes all.
func TestFlippedHeads(t *testing.T) {
	damages(t, func(good []byte) func(func(string, []byte) bool) {
		return func(yield func(string, []byte) bool) {
			for _, page := range inUse(t, good, 2) {
				for bit := range 8 * (headLen + elementLen) {
					bad := bytes.Clone(good)
					bad[page+bit/8] ^= 1 << (bit % 8)
					if !yield(fmt.Sprintf("page %d, bit %d flipped", page/os.Getpagesize(), bit), bad) {
						return
					}
				}
			}
		}
	})
}

// inUse is where some pages lie that are part of the newest state: where pages
// are is by chance.
func inUse(t *testing.T, good []byte, most int) (pages []int) {
	t.Helper()
	path := fileOf(t, good)
	for page := 2 * os.Getpagesize(); page < len(good) && len(pages) < most; page += os.Getpagesize() {
		patch(t, path, page, []byte{good[page] + 1})
		if Check(ctx, path) != nil {
			pages = append(pages, page)
		}
		patch(t, path, page, good[page:page+1])
	}
	return pages
}

func TestCut(t *testing.T) {
	damages(t, func(good []byte) func(func(string, []byte) bool) {
		return func(yield func(string, []byte) bool) {
			for at := 0; at < len(good); at += os.Getpagesize() / 2 {
				if !yield(fmt.Sprintf("cut at %d", at), good[:at]) {
					return
				}
			}
		}
	})
}

func TestZeroed(t *testing.T) {
	damages(t, func(good []byte) func(func(string, []byte) bool) {
		return func(yield func(string, []byte) bool) {
			for at, size := 0, os.Getpagesize(); at < len(good); at += size {
				bad := bytes.Clone(good)
				clear(bad[at : at+size])
				if !yield(fmt.Sprintf("page at %d zeroed", at), bad) {
					return
				}
			}
		}
	})
}

func TestRandom(t *testing.T) {
	damages(t, func(good []byte) func(func(string, []byte) bool) {
		return func(yield func(string, []byte) bool) {
			rng := rand.New(rand.NewPCG(7, 8))
			for n := range 60 {
				bad := bytes.Clone(good)
				from := rng.IntN(len(good) - 64)
				to := from + 1 + rng.IntN(64)
				if n%4 == 0 {
					from, to = 2*os.Getpagesize(), len(bad)
				}
				for i := from; i < to; i++ {
					bad[i] = byte(rng.Uint32())
				}
				if !yield(fmt.Sprintf("random bytes from %d to %d", from, to), bad) {
					return
				}
			}
		}
	})
}

// TestCutWhileInUse cuts the file in the middle of a transaction, where only
// the memory map's fault is left to tell.
func TestCutWhileInUse(t *testing.T) {
	if !child(t) {
		return
	}
	path := newBook(t, 60)
	good := load(t, path)
	for _, how := range []Access{ForReading, ForWriting} {
		h := must[*Handle](t)(Open(ctx, path, how, patience))
		do := h.View
		if how == ForWriting {
			do = h.Update
		}
		err := do("use", func(tx *bolt.Tx) error {
			check(t, os.Truncate(path, 0))
			if tx.Writable() {
				return add(tx, 7)
			}
			return tx.Bucket(leads).ForEach(func(_, _ []byte) error { return nil })
		})
		if !isDamaged(err) || !h.Lost() {
			t.Errorf("used: %v", err)
		}
		if err := h.View("again", func(*bolt.Tx) error { return nil }); !isDamaged(err) {
			t.Errorf("used again: %v", err)
		}
		check(t, h.Close())
		check(t, os.WriteFile(path, good, 0o600))
		holds(t, path, 60) // nothing stays locked
		write(t, path, 60, 60)
	}
}
