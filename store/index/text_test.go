package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// small returns a text of blocks so small that a few lines fill many.
func small(b *bolt.Bucket) Text {
	t := OpenText(b, testBucket, []byte("text"))
	t.size = 24
	return t
}

var drawLine = rapid.Custom(func(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "ab", "日", "\n", "本"}), 0, 9).Draw(t, "line"), "")
})

// TestTextModel writes, edits and searches, each in a transaction of its own,
// and compares with a plain slice.
func TestTextModel(t *testing.T) {
	db := scratch(t)
	rapid.Check(t, func(t *rapid.T) {
		empty(t, db)
		var model []string
		clean := func(line string) string { return strings.ReplaceAll(line, "\n", " ") }
		set := func(row int, line string) {
			for row >= len(model) {
				model = append(model, "")
			}
			model[row] = clean(line)
		}
		t.Repeat(map[string]func(*rapid.T){
			"append": func(t *rapid.T) {
				from := len(model) + rapid.IntRange(0, 3).Draw(t, "gap")
				lines := rapid.SliceOfN(drawLine, 0, 12).Draw(t, "lines")
				update(t, db, func(b *bolt.Bucket) error {
					w, err := small(b).writer(from)
					if err != nil {
						return err
					}
					for _, line := range lines {
						if err := w.Add([]byte(line)); err != nil {
							return err
						}
					}
					return w.Flush()
				})
				if from > 0 {
					for len(model) < from {
						model = append(model, "")
					}
				}
				for i, line := range lines {
					set(from+i, line)
				}
			},
			"edit": func(t *rapid.T) {
				edit := rapid.MapOfN(rapid.Uint32Range(0, uint32(len(model)+5)), drawLine, 0, 6).Draw(t, "edit")
				update(t, db, func(b *bolt.Bucket) error {
					lines := map[uint32][]byte{}
					for row, line := range edit {
						lines[row] = []byte(line)
					}
					return small(b).Edit(lines)
				})
				for _, row := range slices.Sorted(maps.Keys(edit)) {
					set(int(row), edit[row])
				}
			},
			"find": func(t *rapid.T) {
				needles := rapid.SliceOfN(drawLine, 0, 3).Draw(t, "needles")
				var only *Bits
				if rapid.Bool().Draw(t, "narrow") {
					only = &Bits{}
					for _, row := range rapid.SliceOf(rapid.Uint32Range(0, uint32(len(model)+70))).Draw(t, "only") {
						only.Add(row)
					}
				}
				workers := rapid.IntRange(0, 3).Draw(t, "workers")
				view(t, db, func(b *bolt.Bucket) error {
					got, err := small(b).Find(context.Background(), toBytes(needles), workers, only)
					if err != nil {
						return err
					}
					if want := findIn(model, needles, only); !got.Equal(want) {
						t.Fatalf("found %v, want %v", slices.Collect(got.All()), slices.Collect(want.All()))
					}
					return nil
				})
			},
			"": func(t *rapid.T) {
				view(t, db, func(b *bolt.Bucket) error { return sameText(t, small(b), model) })
			},
		})
	})
}

func toBytes(list []string) [][]byte {
	var out [][]byte
	for _, s := range list {
		out = append(out, []byte(s))
	}
	return out
}

// findIn is Find on plain lines.
func findIn(lines, needles []string, only *Bits) *Bits {
	found := &Bits{}
	for row, line := range lines {
		if line == "" || only != nil && !only.Has(uint32(row)) {
			continue
		}
		if !slices.ContainsFunc(needles, func(n string) bool { return !strings.Contains(line, n) }) {
			found.Add(uint32(row))
		}
	}
	return found
}

// sameText compares all that can be read with plain lines.
func sameText(t tester, text Text, model []string) error {
	rows, err := text.Rows()
	if err != nil {
		return err
	}
	if rows != len(model) {
		t.Fatalf("%d rows, want %d", rows, len(model))
	}
	for row := range len(model) + 2 {
		want := ""
		if row < len(model) {
			want = model[row]
		}
		line, some, err := text.Line(uint32(row))
		if err != nil {
			return err
		}
		if string(line) != want || some != (want != "") {
			t.Fatalf("row %d is %q, %v, want %q", row, line, some, want)
		}
	}
	var all []string
	for line, err := range text.Scan(context.Background()) {
		if err != nil {
			return err
		}
		if int(line.Row) != len(all) {
			t.Fatalf("row %d after %d", line.Row, len(all))
		}
		all = append(all, string(line.Line))
	}
	if !slices.Equal(all, model) {
		t.Fatalf("scanned %q, want %q", all, model)
	}
	return nil
}

// TestTextBlocks: an edit rewrites the blocks it changes, and splits those that
// outgrow twice their size.
func TestTextBlocks(t *testing.T) {
	db := scratch(t)
	lines := slices.Repeat([]string{"0123456"}, 12) // three in a block
	update(t, db, func(b *bolt.Bucket) error { return small(b).Edit(numbered(lines)) })
	for _, step := range []struct{ grown, values, changed int }{
		{0, 5, 0}, {7, 5, 1}, {27, 5, 1}, {40, 7, 3}, {3, 7, 1}, // four blocks and the anchor at first
	} {
		var before, after map[string][]byte
		view(t, db, func(b *bolt.Bucket) error {
			before = stored(b)
			return nil
		})
		if step.grown > 0 {
			lines[4] = strings.Repeat("x", step.grown)
		}
		update(t, db, func(b *bolt.Bucket) error { return small(b).Edit(map[uint32][]byte{4: []byte(lines[4])}) })
		view(t, db, func(b *bolt.Bucket) error {
			after = stored(b)
			return sameText(t, small(b), lines)
		})
		changed := 0
		for k, v := range after {
			if !bytes.Equal(before[k], v) {
				changed++
			}
		}
		if len(after) != step.values || changed != step.changed {
			t.Errorf("a line of %d: %d values, %d of them new", step.grown, len(after), changed)
		}
	}
}

// TestTextUnfit reads sealed blocks that do not fit each other.
func TestTextUnfit(t *testing.T) {
	db := scratch(t)
	for first, what := range map[string]string{"a\n": "few", "a\nb\nc\n": "many", "a\nb": "open", "": "none"} {
		empty(t, db)
		update(t, db, func(b *bolt.Bucket) error {
			text := small(b)
			return errors.Join(text.put(rowAt(0), rowAt(2), []byte(first)), text.put(rowAt(2), nil, []byte("c\n")))
		})
		view(t, db, func(b *bolt.Bucket) error {
			var last error
			for _, err := range small(b).Scan(context.Background()) {
				last = err
			}
			if !errors.Is(last, ErrDamaged) {
				t.Errorf("%s: scan: %v", what, last)
			}
			if _, _, err := small(b).Line(1); what != "many" && !errors.Is(err, ErrDamaged) {
				t.Errorf("%s: line: %v", what, err)
			}
			return nil
		})
	}
}

func numbered(lines []string) map[uint32][]byte {
	m := map[uint32][]byte{}
	for i, line := range lines {
		m[uint32(i)] = []byte(line)
	}
	return m
}

func TestTextWriterRefuses(t *testing.T) {
	db := scratch(t)
	update(t, db, func(b *bolt.Bucket) error { return small(b).Edit(numbered([]string{"a", "b"})) })
	view(t, db, func(b *bolt.Bucket) error {
		for from, want := range map[int]error{0: errRowThere, 1: errRowThere, 2: nil, farthest + 3: errRowFar} {
			if _, err := OpenText(b, testBucket, []byte("text")).writer(from); !errors.Is(err, want) {
				t.Errorf("from row %d: %v", from, err)
			}
		}
		return nil
	})
}

// TestFindTogether searches many blocks on several goroutines.
func TestFindTogether(t *testing.T) {
	db := scratch(t)
	lines := make([]string, 3000)
	for i := range lines {
		lines[i] = fmt.Sprint("line ", i)
	}
	update(t, db, func(b *bolt.Bucket) error { return small(b).Edit(numbered(lines)) })
	needles := []string{"7", "line"}
	want := findIn(lines, needles, nil)
	for workers := range 5 {
		view(t, db, func(b *bolt.Bucket) error {
			got, err := small(b).Find(context.Background(), toBytes(needles), workers, nil)
			if err == nil && !got.Equal(want) {
				t.Errorf("%d goroutines: %d rows, want %d", workers, got.Count(), want.Count())
			}
			return err
		})
	}
	update(t, db, func(b *bolt.Bucket) error {
		blk, err := small(b).seek(b.Cursor(), rowAt(1500))
		if err != nil {
			return err
		}
		return b.Put(small(b).key(blk.at), []byte("damaged"))
	})
	view(t, db, func(b *bolt.Bucket) error {
		if _, err := small(b).Find(context.Background(), toBytes(needles), 4, nil); !errors.Is(err, ErrDamaged) {
			t.Errorf("error %v", err)
		}
		return nil
	})
}

// A countdown is canceled when it was asked some number of times.
type countdown struct {
	context.Context
	left atomic.Int64
}

func (c *countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestFindCanceled(t *testing.T) {
	db := scratch(t)
	lines := slices.Repeat([]string{"0123456789"}, 2000)
	update(t, db, func(b *bolt.Bucket) error { return small(b).Edit(numbered(lines)) })
	view(t, db, func(b *bolt.Bucket) error {
		for asked := range 100 {
			ctx := &countdown{Context: context.Background()}
			ctx.left.Store(int64(asked))
			if got, err := small(b).Find(ctx, toBytes([]string{"9"}), 2, nil); !errors.Is(err, context.Canceled) || got != nil {
				// It asks for each 16 of the 1000 blocks, and at each 256 before.
				if asked < 1000/16 {
					t.Errorf("find, asked %d times: %v, %v", asked, got, err)
				}
			}
			ctx.left.Store(int64(asked))
			var last error
			for _, err := range small(b).Scan(ctx) {
				last = err
			}
			if !errors.Is(last, context.Canceled) {
				t.Errorf("scan, asked %d times: %v", asked, last)
			}
		}
		return nil
	})
}

// TestTextDamage damages a text in each way there is.
func TestTextDamage(t *testing.T) {
	lines := []string{"one", "", "two ab", "three", "日本 ab", "", "six", "seven ab", "eight", "nine"}
	eachDamage(t, func(b *bolt.Bucket) error { return small(b).Edit(numbered(lines)) }, func(b *bolt.Bucket) {
		text := small(b)
		damaged(t, sameText(t, text, lines))
		for row, want := range lines {
			line, some, err := text.Line(uint32(row))
			if !damaged(t, err) && (string(line) != want || some != (want != "")) {
				t.Errorf("row %d is %q", row, line)
			}
		}
		for _, needles := range [][]string{nil, {"ab"}, {"none"}} {
			got, err := text.Find(context.Background(), toBytes(needles), 2, nil)
			if !damaged(t, err) && !got.Equal(findIn(lines, needles, nil)) {
				t.Errorf("%q: found %v", needles, slices.Collect(got.All()))
			}
		}
	})
}
