package exchange

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// FuzzOpen reads any bytes as either kind: each row is a command or says what
// is wrong with it and where, rows and lines go up, and no row is larger than
// the limits allow.
func FuzzOpen(f *testing.F) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, true)
		f.Add(b, false)
	}
	f.Add([]byte("Company,Last Name\n\"a\nb\" c,\"d\n"), true)
	f.Add([]byte("sep=;\nCompany;Last Name\n\x00;\xe9\xff\n"), true)
	f.Fuzz(func(t *testing.T, in []byte, lead bool) {
		kind := domain.KindOpportunity
		if lead {
			kind = domain.KindLead
		}
		file, err := Open(kind, "fuzz.csv", bytes.NewReader(in), Options{Currency: "EUR"})
		if err != nil {
			if !errors.As(err, new(*domain.RuleError)) {
				t.Fatalf("not refused but failed: %v", err)
			}
			return
		}
		row, line := 0, 0
		for r, err := range file.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			if r.Row <= row || r.Line <= line {
				t.Fatalf("row %d, line %d after row %d, line %d", r.Row, r.Line, row, line)
			}
			row, line = r.Row, r.Line
			if (r.Command == nil) == (r.Err == nil) {
				t.Fatalf("row %d: command %v, error %v", row, r.Command, r.Err)
			}
			if r.Err != nil && (!strings.HasPrefix(string(r.Err.Code()), "import.") || r.Err.Row != row) {
				t.Fatalf("row %d: %v", row, r.Err)
			}
		}
		// encoding/csv ends a record where the cutter does, or the rows behind it
		// would be shifted.
		if file.records.feed.newline || len(file.records.feed.rest) > 0 {
			t.Fatalf("bytes left: %q", file.records.feed.rest)
		}
	})
}

// FuzzCSV compares how the cutter and encoding/csv see single records.
func FuzzCSV(f *testing.F) {
	f.Add("a,\"b\"\"c\",\r\n\"d\ne\",f")
	f.Fuzz(func(t *testing.T, in string) {
		rs := newRecords(strings.NewReader(in), ',', &charset{})
		fed := int64(0)
		for {
			rec, err := rs.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if rec.bad != nil || rec.fields == nil {
				continue
			}
			if len(rs.feed.rest) > 0 || rs.feed.newline {
				t.Fatalf("row %d: not all was read", rec.row)
			}
			if now := rs.csv.InputOffset(); now <= fed {
				t.Fatalf("row %d: nothing was read", rec.row)
			} else {
				fed = now
			}
			if want := rs.cut.fields; len(rec.fields) != want {
				t.Fatalf("row %d: %d fields in %q, the cutter saw %d", rec.row, len(rec.fields), rec.fields, want)
			}
		}
	})
}
