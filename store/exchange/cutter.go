package exchange

import (
	"bytes"

	"github.com/belay-tui/belay/domain"
)

// What can be wrong with the shape of a record.
const (
	badQuote    domain.Code = "import.bad_quote"    // text after a closing quote
	badUnclosed domain.Code = "import.unclosed"     // a quote that nothing closes
	badLong     domain.Code = "import.row_too_long" // a line without an end
)

// cutter finds where records end: at a line end outside quotes. It remembers
// how far it has looked, so that a record that arrives in small pieces is
// looked at once.
//
// After a quote that goes wrong the next record is the next line: the good rows
// behind it are not lost. That cannot make the work quadratic. Inside an
// unclosed quote all quotes come in pairs, and a line of pairs leaves no quote
// open.
type cutter struct {
	comma byte

	// about the record that was returned last
	bad    domain.Code
	lines  int
	fields int

	// about the record being looked for
	wrong    domain.Code
	pos      int
	where    place
	commas   int
	newlines int
	first    int // length of its first line, with the line end; 0 while in it
}

type place uint8

const (
	atField  place = iota // at a field's first byte
	inField               // in a field without quotes
	inQuotes              // in a field with quotes
	inLong                // in a line that is too long, to be dropped
)

// split implements bufio.SplitFunc.
func (c *cutter) split(data []byte, atEOF bool) (int, []byte, error) {
	if c.where == inLong {
		return c.drop(data, atEOF)
	}
	if len(data) == 0 {
		return 0, nil, nil
	}
	if c.pos == 0 && c.where == atField {
		if end := bytes.IndexByte(data, '\n'); end >= 0 && end <= maxRecord && bytes.IndexByte(data[:end], '"') < 0 {
			c.commas = bytes.Count(data[:end], []byte{c.comma})
			return c.done(end+1, data[:end], "")
		}
	}
	// What is behind the limit is not looked at, so that a record's fate does
	// not depend on the pieces in which it arrives.
	view := data[:min(len(data), maxRecord+1)]
	last := atEOF && len(view) == len(data)
	for c.pos < len(view) {
		end, wait := c.step(view, last)
		switch {
		case wait:
			return c.more(data, atEOF)
		case c.wrong != "":
			return c.resume(data, atEOF)
		case end:
			return c.done(c.pos, data[:c.pos-1], "")
		}
	}
	return c.more(data, atEOF)
}

// step moves over a field, or as far as data goes. It returns whether the
// record ended, or that the next bytes are needed to tell.
func (c *cutter) step(data []byte, atEOF bool) (end, wait bool) {
	b := data[c.pos]
	if c.where == inQuotes {
		return false, c.quoted(data, atEOF)
	}
	if b == '"' && c.where == atField {
		c.pos++
		c.where = inQuotes
		return false, false
	}
	comma := c.comma
	for i, b := range data[c.pos:] {
		if b == '\n' {
			c.pos += i + 1
			return true, false
		}
		if b == comma {
			c.pos += i + 1
			c.commas++
			c.where = atField
			return false, false
		}
	}
	c.pos = len(data)
	c.where = inField
	return false, false
}

// quoted moves to the end of a field with quotes, or as far as data goes.
func (c *cutter) quoted(data []byte, atEOF bool) (wait bool) {
	rest := data[c.pos:]
	i := bytes.IndexByte(rest, '"')
	if i < 0 {
		c.count(rest)
		c.pos = len(data)
		return false
	}
	after := rest[i+1:]
	if !atEOF && (len(after) == 0 || len(after) == 1 && after[0] == '\r') {
		return true
	}
	c.count(rest[:i])
	c.pos += i + 1
	switch {
	case len(after) == 0, after[0] == '\n', after[0] == c.comma, string(after) == "\r":
		c.where = inField
	case after[0] == '"':
		c.pos++
	case bytes.HasPrefix(after, []byte("\r\n")):
		c.where = inField
	default:
		c.wrong = badQuote
	}
	return false
}

// count notes the line ends inside quotes. The bytes are those at pos.
func (c *cutter) count(b []byte) {
	n := bytes.Count(b, []byte{'\n'})
	if n > 0 && c.newlines == 0 {
		c.first = c.pos + bytes.IndexByte(b, '\n') + 1
	}
	c.newlines += n
}

// more is for data that ends inside a record.
func (c *cutter) more(data []byte, atEOF bool) (int, []byte, error) {
	switch full := len(data) > maxRecord; {
	case c.where == inQuotes && (full || atEOF):
		c.wrong = badUnclosed
		return c.resume(data, atEOF)
	case full:
		c.wrong = badLong
		return c.resume(data, atEOF)
	case atEOF:
		return c.done(len(data), data, "")
	}
	return 0, nil, nil
}

// resume gives up on a record and goes on behind its first line.
func (c *cutter) resume(data []byte, atEOF bool) (int, []byte, error) {
	if c.first > 0 {
		return c.done(c.first, data[:c.first-1], c.wrong)
	}
	c.where = inLong
	return c.drop(data, atEOF)
}

// drop skips the rest of a line.
func (c *cutter) drop(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return c.done(i+1, data[:i], c.wrong)
	}
	if atEOF {
		return c.done(len(data), data[:len(data):len(data)], c.wrong)
	}
	return len(data), nil, nil
}

// done returns a record and forgets it.
func (c *cutter) done(advance int, token []byte, bad domain.Code) (int, []byte, error) {
	lines := c.newlines + 1
	if bad != "" {
		lines = 1
	}
	*c = cutter{comma: c.comma, bad: bad, lines: lines, fields: c.commas + 1}
	return advance, token, nil
}
