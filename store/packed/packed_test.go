package packed

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

func pack(t fataler, r domain.Record, old []byte) []byte {
	t.Helper()
	body, err := Append(nil, r, old)
	if err != nil {
		t.Fatalf("pack: %v", err)
	}
	return body
}

func unpack(t fataler, k domain.Kind, body []byte) domain.Record {
	t.Helper()
	r, err := Decode(k, body)
	if err != nil {
		t.Fatalf("unpack: %v", err)
	}
	return r
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// TestRoundTrip sets every field that a record has, and any of them.
func TestRoundTrip(t *testing.T) {
	for _, k := range domain.Kinds() {
		t.Run(string(k), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				rec := filler{t, rapid.Bool().Draw(t, "all")}.record(k)
				body := pack(t, rec, nil)
				if got := unpack(t, k, body); !reflect.DeepEqual(got, rec) {
					t.Fatalf("packed  %#v\nunpacked %#v", rec, got)
				}
				if again := pack(t, rec, body); !bytes.Equal(again, body) {
					t.Fatalf("packed  %x\nagain   %x", body, again)
				}
				if id, ok := ID(body); !ok || id != rec.Ref().ID {
					t.Fatalf("the id is %v, %v; want %v", id, ok, rec.Ref().ID)
				}
			})
		})
	}
}

// TestDecodeSharesNothing changes the body after it was decoded.
func TestDecodeSharesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(domain.Kinds()).Draw(t, "kind")
		rec := filler{t, true}.record(k)
		body := pack(t, rec, nil)
		got := unpack(t, k, body)
		clear(body)
		if !reflect.DeepEqual(got, rec) {
			t.Fatalf("packed  %#v\nunpacked %#v", rec, got)
		}
	})
}

// TestAppendAppends packs behind what is there, with and without room for it.
func TestAppendAppends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := filler{t, false}.record(rapid.SampledFrom(domain.Kinds()).Draw(t, "kind"))
		want := pack(t, rec, nil)
		for _, room := range []int{2, 4096} {
			got, err := Append(append(make([]byte, 0, room), "ab"...), rec, nil)
			if err != nil || string(got) != "ab"+string(want) {
				t.Fatalf("appended %x, %v; want %x", got, err, want)
			}
		}
	})
}

func TestWrong(t *testing.T) {
	lead := domain.Lead{ID: domain.ID{1}, Program: "p"}
	good := pack(t, lead, nil)
	id := append([]byte{Version, tagID<<1 | wireBytes, 16}, make([]byte, 16)...)
	with := func(fields ...byte) []byte { return append(bytes.Clone(id), fields...) }
	tests := []struct {
		name string
		body []byte
		want error
	}{
		{"nothing", []byte{}, ErrBroken},
		{"format 0", append([]byte{0}, good[1:]...), ErrBroken},
		{"a newer format", append([]byte{Version + 1}, good[1:]...), ErrNewer},
		{"tag 0", with(0, 1), ErrBroken},
		{"tags that descend", with(leadProgram<<1|1, 0, leadID<<1|1, 0), ErrBroken},
		{"a key without value", with(leadProgram<<1 | 1), ErrBroken},
		{"a text cut off", with(leadProgram<<1|1, 2, 'a'), ErrBroken},
		{"a length past all memory", with(leadProgram<<1|1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1), ErrBroken},
		{"a number too long", with(leadDue<<1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2), ErrBroken},
		{"a number for a text", with(leadProgram<<1, 1), ErrBroken},
		{"a number for a part", with(leadCompany<<1, 1), ErrBroken},
		{"a part cut off", with(leadCompany<<1|1, 2, companyName<<1|1, 1), ErrBroken},
		{"a text for a number", with(leadCompany<<1|1, 2, companyEmployees<<1|1, 0), ErrBroken},
		{"an amount without a number", with(leadValue<<1|1, 0), ErrBroken},
		{"an instant cut off", with(leadDue<<1|1, 1, 1), ErrBroken},
		{"an instant of too many nanoseconds", with(leadDue<<1|1, 7, 1, 255, 255, 255, 255, 15, 0), ErrBroken},
		{"an id that is short", with(leadOpportunity<<1|1, 1, 1), ErrBroken},
		{"a day too large", with(leadNext<<1|1, 6, nextOn<<1, 255, 255, 255, 255, 127), ErrBroken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r, err := Decode(domain.KindLead, tt.body); !errors.Is(err, tt.want) {
				t.Errorf("unpacked %#v, %v; want %v", r, err, tt.want)
			}
		})
	}
	if _, err := Decode("no kind", good); err == nil {
		t.Error("a kind that is none is unpacked")
	}
	if _, err := Decode(domain.KindLead, []byte{Version, leadProgram<<1 | 1, 0}); !errors.Is(err, ErrBroken) {
		t.Errorf("a record without id: %v", err)
	}
}

// TestWrongOld packs over what cannot be read.
func TestWrongOld(t *testing.T) {
	lead := domain.Lead{ID: domain.ID{1}, Activities: []domain.Activity{{}}}
	good := pack(t, lead, nil)
	for _, tt := range []struct {
		name string
		old  []byte
		want error
	}{
		{"nothing", []byte{}, ErrBroken},
		{"a newer format", []byte{Version + 1}, ErrNewer},
		{"cut off", good[:len(good)-1], ErrBroken},
		{"a part cut off", append(bytes.Clone(good[:19]), leadCompany<<1|1, 1, 3), ErrBroken},
		{"an item cut off", append(bytes.Clone(good[:19]), leadActivities<<1|1, 1, 3), ErrBroken},
		{"what is unknown cut off", append(bytes.Clone(good), 60<<1, 1, 61<<1|1, 9), ErrBroken},
	} {
		got, err := Append([]byte("ab"), lead, tt.old)
		if !errors.Is(err, tt.want) || string(got) != "ab" {
			t.Errorf("%s: packed %x, %v; want %v", tt.name, got, err, tt.want)
		}
	}
	if _, err := Append(nil, stranger{}, nil); err == nil {
		t.Error("a stranger is packed")
	}
}

type stranger struct{ domain.Record }

// TestCutAndFlipped only must not panic: the seal tells what was changed.
func TestCutAndFlipped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(domain.Kinds()).Draw(t, "kind")
		body := pack(t, filler{t, false}.record(k), nil)
		for n := range body {
			_, _ = Decode(k, body[:n])
		}
		at := rapid.IntRange(0, len(body)-1).Draw(t, "at")
		body[at] ^= rapid.ByteRange(1, 255).Draw(t, "by")
		checkBody(t, k, body)
	})
}

// checkBody wants what can be unpacked at all to be packed as the same again.
func checkBody(t fataler, k domain.Kind, body []byte) {
	t.Helper()
	rec, err := Decode(k, body)
	if err != nil {
		if !errors.Is(err, ErrBroken) && !errors.Is(err, ErrNewer) {
			t.Fatalf("unpack: %v", err)
		}
		return
	}
	for _, old := range [][]byte{nil, body} {
		packed := pack(t, rec, old)
		if again := unpack(t, k, packed); !reflect.DeepEqual(again, rec) {
			t.Fatalf("unpacked %#v\nagain    %#v", rec, again)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for i, k := range domain.Kinds() {
		rec := rapid.Custom(func(t *rapid.T) domain.Record { return filler{t, true}.record(k) }).Example(1)
		f.Add(uint8(i), pack(f, rec, nil))
	}
	f.Fuzz(func(t *testing.T, kind uint8, body []byte) {
		checkBody(t, domain.Kinds()[int(kind)%len(domain.Kinds())], body)
	})
}
