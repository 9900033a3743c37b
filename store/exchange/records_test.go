package exchange

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/belay-tui/belay/domain"
)

// readAll returns what each record came to: its place, and its fields or what
// is wrong with it.
func readAll(t interface{ Fatal(...any) }, r io.Reader) []string {
	rs := newRecords(r, ',', &charset{})
	var out []string
	for {
		rec, err := rs.next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		place := fmt.Sprintf("%d/%d ", rec.row, rec.line)
		if rec.bad != nil {
			out = append(out, place+string(rec.bad.Code))
		} else {
			out = append(out, place+strings.Join(rec.fields, "|"))
		}
	}
}

func TestRecords(t *testing.T) {
	long := strings.Repeat("x", maxRecord)
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"plain", "a,b\nc,d\n", []string{"1/1 a|b", "2/2 c|d"}},
		{"no last line end", "a,b\nc,d", []string{"1/1 a|b", "2/2 c|d"}},
		{"Windows line ends", "a,b\r\n\"c\",\"d\"\r\ne,f\r", []string{"1/1 a|b", "2/2 c|d", "3/3 e|f"}},
		{"quotes", `"""The"" A","b, c",5" pipe,""` + "\n", []string{`1/1 "The" A|b, c|5" pipe|`}},
		{"lines in quotes", "a,\"b\nc\r\n\nd\"\ne\n", []string{"1/1 a|b\nc\n\nd", "2/5 e"}},
		{"empty lines are rows", "a\n\n\r\nb\n", []string{"1/1 a", "4/4 b"}},
		{"text after a quote", "\"a\"b,c\nd,e\n", []string{"1/1 import.bad_quote", "2/2 d|e"}},
		{"text after a quote, lines later", "\"a\nb\" c\nd,e\n", []string{"1/1 import.bad_quote", `2/2 b" c`, "3/3 d|e"}},
		{"unclosed", "a,b\nc,\"d\ne,f\ng,h\n", []string{"1/1 a|b", "2/2 import.unclosed", "3/3 e|f", "4/4 g|h"}},
		{"unclosed in the last line", "a,b\nc,\"d", []string{"1/1 a|b", "2/2 import.unclosed"}},
		{"a line without end", "a\n" + long + "yz\nb\n", []string{"1/1 a", "2/2 import.row_too_long", "3/3 b"}},
		{"a last line without end", "a\n" + long + "yz", []string{"1/1 a", "2/2 import.row_too_long"}},
		{"the longest line", "a\n" + strings.Repeat("x,", 3) + strings.Repeat("\"\"", 3) + "\n", []string{"1/1 a", "2/2 x|x|x|\"\""}},
		{"a long value", "a,b\n\"" + long[:maxField+1] + "\",c\n", []string{"1/1 a|b", "2/2 import.field_too_long"}},
		{"many fields", "a,b\n" + strings.Repeat(",", maxFields) + "\nc,d", []string{"1/1 a|b", "2/2 import.too_many_fields", "3/3 c|d"}},
		{"many commas in quotes", "a\n\"" + strings.Repeat(",", maxFields) + "\"\n", []string{"1/1 a", "2/2 " + strings.Repeat(",", maxFields)}},
		{"zero", "a\nb\x00c\nd", []string{"1/1 a", "2/2 import.not_text", "3/3 d"}},
		{"unclosed behind the limit", "a\n\"" + strings.Repeat(long[:1023]+"\n", 1100) + "b\n", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := readAll(t, strings.NewReader(tt.in))
			if tt.want == nil {
				if len(got) != 1102 || got[1] != "2/2 import.unclosed" || got[1101] != "1102/1102 b" {
					t.Fatalf("%d records, %.60q … %.60q", len(got), got[1], got[len(got)-1])
				}
			} else if !slices.Equal(got, tt.want) {
				t.Fatalf("got %.200q, want %.200q", got, tt.want)
			}
			if len(tt.in) > 1<<16 {
				return
			}
			if slow := readAll(t, iotest.OneByteReader(strings.NewReader(tt.in))); !slices.Equal(slow, got) {
				t.Errorf("byte by byte: %.200q, at once: %.200q", slow, got)
			}
		})
	}
}

// What a record comes to must not depend on how its bytes arrive.
func TestRecordsInPieces(t *testing.T) {
	in := "a\n\"" + strings.Repeat("0123456\n", maxRecord/8-2) + "123456\"\nb,c\n\"" + strings.Repeat("0123456\n", maxRecord/8) + "\"\nd\n"
	want := readAll(t, strings.NewReader(in))
	got := readAll(t, iotest.HalfReader(strings.NewReader(in)))
	if !slices.Equal(got, want) {
		t.Errorf("%d and %d records", len(got), len(want))
	}
	if len(want) < 4 || !strings.HasPrefix(want[1], "2/2 import.field_too_long") || want[2] != fmt.Sprintf("3/%d b|c", maxRecord/8+1) {
		t.Errorf("got %.40q", want[:4])
	}
}

func TestReadError(t *testing.T) {
	boom := errors.New("boom")
	rs := newRecords(io.MultiReader(strings.NewReader("a,b\n"), iotest.ErrReader(boom)), ',', &charset{})
	if _, err := rs.next(); err != nil {
		t.Fatal(err)
	}
	if _, err := rs.next(); !errors.Is(err, boom) {
		t.Errorf("got %v", err)
	}
}

// endless is a quote that is never closed, then nothing but text.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = 'x'
		if e.left%1000 == i%1000 {
			p[i] = '\n'
		}
	}
	e.left -= n
	return n, nil
}

func TestUnclosedQuoteTakesNoMemory(t *testing.T) {
	const size = 32 << 20
	rs := newRecords(io.MultiReader(strings.NewReader("a,b\nc,\"d"), &endless{size}), ',', &charset{})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	unclosed, peak := 0, uint64(0)
	for n := 0; ; n++ {
		rec, err := rs.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.bad != nil && errors.Is(rec.bad, domain.Refused(badUnclosed)) {
			unclosed++
		}
		if n%1000 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&after)
			peak = max(peak, after.HeapAlloc)
		}
	}
	if unclosed != 1 {
		t.Errorf("%d unclosed quotes, want 1", unclosed)
	}
	if grown := int64(peak) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("heap grew by %d KiB for %d KiB of text", grown>>10, size>>10)
	}
}
