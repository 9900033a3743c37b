package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
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
		for r, err := range file.Rows(t.Context()) {
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
	})
}

// FuzzCSV compares what comes of single records with what encoding/csv makes of
// them, and with the number of fields that the cutter saw.
func FuzzCSV(f *testing.F) {
	f.Add("a,\"b\"\"c\",\r\n\"d\ne\",f")
	f.Add("\"a\r\n\r\r\nb\",\"\",\"\"\"\"\r\n5\" pipe,,\"c\"")
	f.Fuzz(func(t *testing.T, in string) {
		rs := newRecords(strings.NewReader(in), ',', &charset{})
		for rs.scan.Scan() {
			raw := bytes.TrimRight(rs.scan.Bytes(), "\r")
			if len(raw) == 0 || rs.check(&raw) != nil {
				continue
			}
			model := csv.NewReader(bytes.NewReader(append(bytes.Clone(raw), '\n')))
			model.FieldsPerRecord, model.LazyQuotes = -1, true
			want, err := model.Read()
			if err != nil || model.InputOffset() != int64(len(raw)+1) {
				t.Fatalf("%q: encoding/csv reads %q to %d: %v", raw, want, model.InputOffset(), err)
			}
			if got := rs.cells.split(raw); !slices.Equal(got, want) || len(got) != rs.cut.fields {
				t.Fatalf("%q: %q, want %q; the cutter saw %d", raw, got, want, rs.cut.fields)
			}
		}
	})
}
