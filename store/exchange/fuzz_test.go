package exchange

import (
	"bytes"
	"errors"
	"fmt"
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

// leadsFile makes a file of n leads with the columns of a usual export.
func leadsFile(n int) []byte {
	var b bytes.Buffer
	b.WriteString("Id,Company,First Name,Last Name,Title,Email,Phone,City,Country,Industry,NumberOfEmployees,AnnualRevenue,LeadSource,Status,Description,CreatedDate,LastModifiedDate\n")
	for i := range n {
		fmt.Fprintf(&b, "00Q%012d,Company %d Ltd,Ann,Öztürk %d,\"VP, Sales\",ann%d@company%d.example,+44 20 7946 %04d,Leeds,United Kingdom,Apparel,%d,%d,Web,Working - Contacted,\"Wants to move \"\"all\"\" of it\nthis year, if it can be done\",2026-02-24T10:00:00.000Z,2026-02-25T11:12:13.000Z\n",
			i, i, i, i, i, i%10000, i%5000, i*100)
	}
	return b.Bytes()
}

func BenchmarkLeads(b *testing.B) {
	const n = 10_000
	in := leadsFile(n)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		f, err := Open(domain.KindLead, "bench.csv", bytes.NewReader(in), Options{Currency: "EUR"})
		if err != nil {
			b.Fatal(err)
		}
		rows := 0
		for r, err := range f.Rows() {
			if err != nil || r.Err != nil {
				b.Fatal(err, r.Err)
			}
			rows++
		}
		if rows != n {
			b.Fatalf("%d rows", rows)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
