package packed

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

func TestFieldsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tag := rapid.SampledFrom([]int{1, 2, 63, 64, 5000, maxTag - 3}).Draw(t, "tag")
		u, i := rapid.Uint64Min(1).Draw(t, "uint"), rapid.Int64Min(1).Draw(t, "int")
		if rapid.Bool().Draw(t, "negative") {
			i = -i - 1
		}
		b := rapid.SliceOfN(rapid.Byte(), 1, 300).Draw(t, "bytes")
		body := []byte{Version}
		body = AppendUint(body, tag, u)
		body = AppendInt(body, tag, i)
		body = AppendBytes(body, tag+1, b)
		body = AppendItem(body, tag+2, "")
		body, at := OpenPart(body, tag+3)
		body = ClosePart(AppendBytes(body, 1, b), at)

		r, s := NewReader(body), NewReader(string(body))
		next := func(tag int) {
			if !r.Next() || !s.Next() || r.Tag() != tag || s.Tag() != tag {
				t.Fatalf("tag %d, %v and %d, %v; want %d", r.Tag(), r.Err(), s.Tag(), s.Err(), tag)
			}
		}
		if next(tag); r.Uint() != u || s.Uint() != u {
			t.Fatalf("read %d and %d, want %d", r.Uint(), s.Uint(), u)
		}
		if next(tag); r.Int() != i || s.Int() != i {
			t.Fatalf("read %d and %d, want %d", r.Int(), s.Int(), i)
		}
		if next(tag + 1); string(r.Value()) != string(b) || s.Text() != string(b) {
			t.Fatalf("read %x and %x, want %x", r.Value(), s.Text(), b)
		}
		if next(tag + 2); len(r.Value()) != 0 || s.Text() != "" {
			t.Fatalf("read %x and %x, want nothing", r.Value(), s.Text())
		}
		next(tag + 3)
		if in := Fields(r.Value()); !in.Next() || in.Tag() != 1 || string(in.Value()) != string(b) || in.Next() || in.Err() != nil {
			t.Fatalf("the part is %x", r.Value())
		}
		if r.Next() || s.Next() || r.Err() != nil || s.Err() != nil {
			t.Fatalf("no end: %v, %v", r.Err(), s.Err())
		}
		if r.Uint() != 0 || r.Err() == nil {
			t.Fatal("bytes were read as a number")
		}
	})
}

func TestZeroIsLeftOut(t *testing.T) {
	var body []byte
	body = AppendUint(body, 1, 0)
	body = AppendInt(body, 1, int8(0))
	body = AppendBytes(body, 1, []byte(nil))
	body = AppendUntrusted(body, 1, domain.Untrusted{})
	body = AppendID(body, 1, domain.ID{})
	body = AppendTime(body, 1, time.Time{})
	body = AppendTime(body, 1, time.Time{}.In(time.FixedZone("", 3600)))
	if len(body) > 0 {
		t.Errorf("zero values are written: %x", body)
	}
}

// TestTimes wants the JSON of an instant to be what it was.
func TestTimes(t *testing.T) {
	zone := time.FixedZone("XYZ", 9*3600+1800)
	tests := []struct {
		at   time.Time
		size int
	}{
		{time.Unix(0, 0).UTC(), 2},
		{time.Date(2026, 11, 22, 3, 4, 5, 678e6, time.UTC), 7},
		{time.Date(1969, 12, 31, 23, 59, 59, 999e6, time.UTC), 2},
		{time.Date(1, 1, 1, 0, 0, 0, 1e6, time.UTC), 8},
		{time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC), 8},
		{time.Date(2026, 11, 22, 3, 4, 5, 678e6, zone), 15},
		{time.Date(2026, 11, 22, 3, 4, 5, 678e6, time.FixedZone("", -23*3600-59*60)), 15},
		{time.Date(2026, 11, 22, 3, 4, 5, 678_901_234, time.UTC), 13},
		{time.Date(2026, 11, 22, 3, 4, 5, 678e6, time.FixedZone("", 0)), 7},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.at), func(t *testing.T) {
			body := AppendTime(nil, 1, tt.at)
			r := Fields(body)
			if !r.Next() {
				t.Fatal(r.Err())
			}
			got := r.Time()
			want, err := json.Marshal(tt.at)
			if err != nil {
				t.Fatal(err)
			}
			if is, err := json.Marshal(got); err != nil || string(is) != string(want) || r.Err() != nil {
				t.Errorf("read %s, %v, %v; want %s", is, err, r.Err(), want)
			}
			if len(body) != tt.size {
				t.Errorf("%d bytes, want %d: %x", len(body), tt.size, body)
			}
		})
	}
	for _, sec := range []int64{math.MinInt64, math.MinInt64 / 1000, math.MaxInt64 / 1000, math.MaxInt64} {
		at := time.Unix(sec, 1e6)
		r := Fields(AppendTime(nil, 1, at))
		if r.Next(); !r.Time().Equal(at) || r.Err() != nil {
			t.Errorf("second %d came back as %d, %v", sec, r.Time().Unix(), r.Err())
		}
	}
}

// TestTextIsExact keeps what Outside would drop and JSON would replace.
func TestTextIsExact(t *testing.T) {
	for _, raw := range []string{" \t a\u3000", "\xff\xfe", "a\x00b", strings.Repeat("long ", 99)} {
		lead := domain.Lead{ID: domain.ID{1}, Remark: domain.Stored(raw)}
		got := unpack(t, domain.KindLead, pack(t, lead, nil)).(domain.Lead)
		if got.Remark.Raw() != raw {
			t.Errorf("%q came back as %q", raw, got.Remark.Raw())
		}
	}
}

// TestListsAreRoomyOnce wants a list to be made as long as it gets.
func TestListsAreRoomyOnce(t *testing.T) {
	lead := domain.Lead{ID: domain.ID{1}, Activities: make([]domain.Activity, 5), Next: domain.NextStep{On: 1}}
	got := unpack(t, domain.KindLead, pack(t, lead, nil)).(domain.Lead)
	if len(got.Activities) != 5 || cap(got.Activities) != 5 {
		t.Errorf("%d activities in room for %d, want 5 in 5", len(got.Activities), cap(got.Activities))
	}
}

func TestPrints(t *testing.T) {
	for print, size := range map[string]int{"": 0, "0123456789abcdef": 10, "0123456789ABCDEF": 18, "abc": 5, "ab0g": 6, "\xff\xff": 4} {
		body := appendPrint(nil, print)
		if len(body) != size {
			t.Errorf("%q takes %d bytes, want %d", print, len(body), size)
		}
	}
}

func TestIDNeedsItsPlace(t *testing.T) {
	body := pack(t, domain.Story{ID: domain.ID{15: 7}}, nil)
	if id, ok := ID(body); !ok || id != (domain.ID{15: 7}) {
		t.Errorf("ID = %v, %v", id, ok)
	}
	for n := range body {
		if _, ok := ID(body[:n]); ok {
			t.Errorf("%d bytes have an id", n)
		}
	}
	for i := range 3 {
		other := append([]byte(nil), body...)
		other[i]++
		if _, ok := ID(other); ok {
			t.Errorf("another byte %d has an id", i)
		}
	}
	newer := append([]byte{Version + 1}, body[1:]...)
	r := NewReader(newer)
	if r.Next() || !errors.Is(r.Err(), ErrNewer) {
		t.Errorf("a newer format reads: %v", r.Err())
	}
}
