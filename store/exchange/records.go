package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"github.com/belay-tui/belay/domain"
)

// What one record may hold. A quote that is never closed would otherwise make
// one record, and one value, of the rest of the file.
const (
	maxRecord = 1 << 20  // bytes
	maxField  = 64 << 10 // bytes
	maxFields = 512
)

// record is a row of the file before its cells mean anything. Fields are valid
// until the next record is read.
type record struct {
	row, line int // as a spreadsheet counts, and as an editor does; both from 1
	fields    []string
	blanks    int // empty lines right before it
	bad       *domain.RuleError
}

// records reads a stream record by record.
type records struct {
	scan    *bufio.Scanner
	cut     cutter
	csv     *csv.Reader
	feed    feed
	charset *charset
	row     int
	line    int
}

func newRecords(r io.Reader, comma byte, c *charset) *records {
	rs := &records{scan: bufio.NewScanner(r), charset: c}
	rs.cut.comma = comma
	rs.scan.Buffer(make([]byte, 0, 64<<10), maxRecord+64<<10)
	rs.scan.Split(rs.cut.split)
	rs.csv = csv.NewReader(&rs.feed)
	rs.csv.Comma = rune(comma)
	rs.csv.ReuseRecord = true
	rs.csv.FieldsPerRecord = -1
	// A quote inside an unquoted field, as in 5" pipe, is a quote; those that
	// could mean two things, the cutter has refused.
	rs.csv.LazyQuotes = true
	return rs
}

// next returns the next record that is not an empty line, or io.EOF.
func (rs *records) next() (record, error) {
	blanks := 0
	for rs.scan.Scan() {
		raw := bytes.TrimRight(rs.scan.Bytes(), "\r")
		rs.row++
		rec := record{row: rs.row, line: rs.line + 1, blanks: blanks}
		rs.line += rs.cut.lines
		if len(raw) == 0 && rs.cut.bad == "" {
			blanks++
			continue
		}
		var err error
		if rec.bad = rs.check(&raw); rec.bad == nil {
			rec.fields, err = rs.parse(raw)
		}
		if err != nil {
			return record{}, fmt.Errorf("read line %d: %w", rec.line, err)
		}
		if rec.bad == nil {
			rec.bad = tooLong(rec.fields)
		}
		return rec, nil
	}
	if err := rs.scan.Err(); err != nil {
		return record{}, fmt.Errorf("read after line %d: %w", rs.line, err)
	}
	return record{}, io.EOF
}

// check says what is wrong with a record's bytes, and turns them into UTF-8.
func (rs *records) check(raw *[]byte) *domain.RuleError {
	switch {
	case rs.cut.bad == badLong:
		return domain.Refused(badLong, "most", maxRecord)
	case rs.cut.bad != "":
		return domain.Refused(rs.cut.bad)
	case rs.cut.fields > maxFields:
		return domain.Refused("import.too_many_fields", "most", maxFields, "fields", rs.cut.fields)
	case bytes.IndexByte(*raw, 0) >= 0:
		return domain.Refused("import.not_text")
	}
	text, ok := rs.charset.utf8(*raw)
	if !ok {
		return domain.Refused("import.broken_characters")
	}
	*raw = text
	return nil
}

func (rs *records) parse(raw []byte) ([]string, error) {
	rs.feed.set(raw)
	fields, err := rs.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	return fields, err
}

func tooLong(fields []string) *domain.RuleError {
	for i, f := range fields {
		if len(f) > maxField {
			return domain.Refused("import.field_too_long", "number", i+1, "bytes", len(f), "most", maxField)
		}
	}
	return nil
}

// feed hands encoding/csv one record at a time, so that it never buffers more.
type feed struct {
	rest    []byte
	newline bool
}

func (f *feed) set(raw []byte) { f.rest, f.newline = raw, true }

// Read implements io.Reader.
func (f *feed) Read(p []byte) (int, error) {
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	if len(f.rest) == 0 && f.newline && n < len(p) {
		p[n] = '\n'
		n++
		f.newline = false
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}
