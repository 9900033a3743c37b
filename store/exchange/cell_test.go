package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"iter"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"Acme": "Acme", "": "", "a=b": "a=b", "12%": "12%",
		"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)",
		"|calc": "'|calc", "%0A": "'%0A", "'quoted": "''quoted", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a",
		"\u200b=1": "'\u200b=1", "\ufeff =1": "'\ufeff =1", "\x00=1": "'\x00=1", "\u202e\x1b@a": "'\u202e\x1b@a", "x\u2003=1": "x\u2003=1",
		"+44 20 7946 0958": "+44 20 7946 0958", "+1 (415) 555-0000": "+1 (415) 555-0000",
		"-12.50": "-12.50", "-1,234.50": "-1,234.50", "+5": "+5", "-": "'-", "+1(cmd)": "'+1(cmd)", "-12.50=": "'-12.50=",
	} {
		if got := Cell(domain.Outside(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	// These do not come through Outside, but JSON can bring them.
	for _, first := range []string{"\t", "\r", "\n"} {
		var u domain.Untrusted
		if err := u.UnmarshalJSON([]byte(`"` + map[string]string{"\t": `\t`, "\r": `\r`, "\n": `\n`}[first] + `=1"`)); err != nil {
			t.Fatal(err)
		}
		if got := Cell(u); got != "'"+first+"=1" {
			t.Errorf("got %q", got)
		}
	}
}

func TestCellRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.StringOfN(rapid.RuneFrom([]rune(risky+" \u00a0\u3000\ufeff\u200b\u2060\x00\x1b\v\u0085\u202ea1")), 0, 4, -1).Draw(t, "start")
		u := domain.Outside(start + rapid.String().Draw(t, "rest"))
		cell := Cell(u)
		if got := Uncell(cell); got != u.Raw() {
			t.Fatalf("%q became %q, then %q", u.Raw(), cell, got)
		}
		if cell != "" && strings.ContainsRune("=@|%\t\r\n", rune(cell[0])) {
			t.Fatalf("%q starts with what a spreadsheet executes", cell)
		}
	})
}

// Cells that belay did not write keep their quote.
func TestUncellOfOthers(t *testing.T) {
	for in, want := range map[string]string{"'t Hart": "'t Hart", "'": "'", "'+44 20 7946 0958": "'+44 20 7946 0958", "'=1": "=1", "''n Roll": "'n Roll", "a'": "a'"} {
		if got := Uncell(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func rowsOf(rows ...[]domain.Untrusted) iter.Seq2[[]domain.Untrusted, error] {
	return func(yield func([]domain.Untrusted, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestWriteCSV(t *testing.T) {
	rows := rowsOf([]domain.Untrusted{domain.Outside("=1"), domain.Outside(`a "b", c`)}, []domain.Untrusted{domain.Outside("x\ny"), {}})
	for _, tt := range []struct {
		name string
		cell func(domain.Untrusted) string
		want string
	}{
		{"for a spreadsheet", Cell, "a,b\n'=1,\"a \"\"b\"\", c\"\n\"x\ny\",\n"},
		{"raw", domain.Untrusted.Raw, "a,b\n=1,\"a \"\"b\"\", c\"\n\"x\ny\",\n"},
	} {
		var out bytes.Buffer
		if err := WriteCSV(&out, []string{"a", "b"}, rows, tt.cell); err != nil || out.String() != tt.want {
			t.Errorf("%s: %q, %v", tt.name, out.String(), err)
		}
	}
	boom := errors.New("boom")
	err := WriteCSV(&bytes.Buffer{}, nil, func(yield func([]domain.Untrusted, error) bool) { yield(nil, boom) }, Cell)
	if !errors.Is(err, boom) {
		t.Errorf("got %v, want the rows' error", err)
	}
	if err := WriteCSV(full{}, []string{"a"}, rows, Cell); !errors.Is(err, errFull) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// What belay writes, it reads again.
func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOf(rapid.RuneFrom([]rune("ab é漢\",;\n'=+-|\t"))) // encoding/csv makes \n of \r\n
		row := []domain.Untrusted{domain.Outside("x" + word.Draw(t, "a")), domain.Outside(word.Draw(t, "b")), domain.Outside(word.Draw(t, "c"))}
		var out bytes.Buffer
		if err := WriteCSV(&out, []string{fieldCompany, fieldContact, fieldEmail}, rowsOf(row), Cell); err != nil {
			t.Fatal(err)
		}
		f, err := Open(domain.KindLead, "ours.csv", bytes.NewReader(out.Bytes()), Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for r, err := range f.Rows(t.Context()) {
			if err != nil || r.Err != nil {
				t.Fatal(err, r.Err)
			}
			n++
			l := r.Command.(domain.ImportLead)
			if l.Company.Name != row[0] || l.Contact.Name != row[1] || l.Contact.Email != row[2] {
				t.Fatalf("wrote %q, read %q", row, []domain.Untrusted{l.Company.Name, l.Contact.Name, l.Contact.Email})
			}
		}
		if n != 1 {
			t.Fatalf("%d rows", n)
		}
	})
}

// The reader of records and encoding/csv must agree on files without faults.
func TestAgreesWithEncodingCSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", ",", ",", `"`, `"`, `""`, "\n", "\r\n"})).Draw(t, "in"), "")
		strict := csv.NewReader(strings.NewReader(in))
		strict.FieldsPerRecord = -1
		want, err := strict.ReadAll()
		if err != nil {
			t.Skip("faulty")
		}
		var flat []string
		for _, r := range want {
			flat = append(flat, strings.Join(r, "|"))
		}
		var got []string
		for _, r := range readAll(t, strings.NewReader(in)) {
			_, fields, _ := strings.Cut(r, " ")
			got = append(got, fields)
		}
		if strings.Join(got, "\x00") != strings.Join(flat, "\x00") {
			t.Fatalf("%q: got %q, want %q", in, got, flat)
		}
	})
}
