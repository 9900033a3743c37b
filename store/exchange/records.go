package exchange

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

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
	size      int // bytes in the file, the line end left out
	bad       *domain.RuleError
}

// records reads a stream record by record.
type records struct {
	scan    *bufio.Scanner
	cut     cutter
	cells   cells
	charset *charset
	row     int
	line    int
}

func newRecords(r io.Reader, comma byte, c *charset) *records {
	rs := &records{scan: bufio.NewScanner(r), charset: c}
	rs.cut.comma = comma
	rs.scan.Buffer(make([]byte, 0, 64<<10), maxRecord+64<<10)
	rs.scan.Split(rs.cut.split)
	rs.cells.comma = comma
	return rs
}

// next returns the next record that is not an empty line, or io.EOF.
func (rs *records) next() (record, error) {
	blanks := 0
	for rs.scan.Scan() {
		raw := bytes.TrimRight(rs.scan.Bytes(), "\r")
		rs.row++
		rec := record{row: rs.row, line: rs.line + 1, blanks: blanks, size: len(raw)}
		rs.line += rs.cut.lines
		if len(raw) == 0 && rs.cut.bad == "" {
			blanks++
			continue
		}
		if rec.bad = rs.check(&raw); rec.bad == nil {
			rec.fields = rs.cells.split(raw)
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

func tooLong(fields []string) *domain.RuleError {
	for i, f := range fields {
		if len(f) > maxField {
			return domain.Refused("import.field_too_long", "number", i+1, "bytes", len(f), "most", maxField)
		}
	}
	return nil
}

// cells parts records that a cutter found, by the rules of encoding/csv: a quote
// inside a field without quotes, as in 5" pipe, is a quote, and lines within
// quotes end with a line feed. Quotes that could mean two things, the cutter has
// refused.
type cells struct {
	comma  byte
	fields []string
	// plain is a record without its quotes, and ends is where its fields end.
	plain []byte
	ends  []int
}

// split returns the fields of a record, which share one string. The slice is
// good until the next call.
func (c *cells) split(raw []byte) []string {
	c.fields, c.ends, c.plain = c.fields[:0], c.ends[:0], c.plain[:0]
	if bytes.IndexByte(raw, '"') < 0 {
		text := string(raw)
		for {
			end := strings.IndexByte(text, c.comma)
			if end < 0 {
				c.fields = append(c.fields, text)
				return c.fields
			}
			c.fields = append(c.fields, text[:end])
			text = text[end+1:]
		}
	}
	for more := true; more; {
		if len(raw) > 0 && raw[0] == '"' {
			raw = c.unquote(raw[1:])
		}
		var rest []byte
		rest, raw, more = bytes.Cut(raw, []byte{c.comma})
		c.plain = append(c.plain, rest...)
		c.ends = append(c.ends, len(c.plain))
	}
	text, start := string(c.plain), 0
	for _, end := range c.ends {
		c.fields = append(c.fields, text[start:end])
		start = end
	}
	return c.fields
}

// unquote takes what stands before the closing quote and returns what stands
// behind it.
func (c *cells) unquote(raw []byte) []byte {
	for {
		quoted, rest, closed := bytes.Cut(raw, []byte{'"'})
		for {
			line, below, more := bytes.Cut(quoted, []byte("\r\n"))
			c.plain = append(c.plain, line...)
			if !more {
				break
			}
			c.plain, quoted = append(c.plain, '\n'), below
		}
		if !closed || len(rest) == 0 || rest[0] != '"' {
			return rest
		}
		c.plain, raw = append(c.plain, '"'), rest[1:]
	}
}
