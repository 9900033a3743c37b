package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/belay-tui/belay/domain"
)

// sampleSize is how many bytes are looked at before a decision about the whole
// file is taken: some hundreds of rows.
const sampleSize = 256 << 10

// The names of the encodings, as notes and errors have them.
const (
	nameUTF8    = "UTF-8"
	nameWindows = "Windows-1252"
	nameSJIS    = "Shift_JIS"
)

// mark is a byte-order mark and the encoding that it announces.
type mark struct {
	bytes string
	name  string
	enc   encoding.Encoding
}

// marks has UTF-32 first: its little-endian mark starts with that of UTF-16.
var marks = []mark{
	{"\xFF\xFE\x00\x00", "UTF-32LE", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xFE\xFF", "UTF-32BE", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xFF\xFE", "UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xFE\xFF", "UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"\xEF\xBB\xBF", nameUTF8, nil},
}

// source is a file as a stream of bytes in which ASCII means ASCII: UTF-8, or
// Windows-1252 where charset says so.
type source struct {
	*bufio.Reader
	charset *charset
	notes   []Note
}

// openText finds out what the bytes of a file are. It refuses a file without
// text with import.empty, import.spreadsheet or import.no_text.
func openText(r io.Reader) (*source, error) {
	in := bufio.NewReaderSize(r, sampleSize)
	sample, err := in.Peek(sampleSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if bad := binary(sample); bad != nil {
		return nil, bad
	}
	name, enc, marked := detect(sample)
	if marked > 0 {
		if _, err := in.Discard(marked); err != nil {
			return nil, err
		}
	}
	t := &source{Reader: in, charset: &charset{}}
	if enc != nil {
		t.Reader = bufio.NewReaderSize(enc.NewDecoder().Reader(in), sampleSize)
		if marked == 0 {
			t.notes = append(t.notes, note("import.assumed_encoding", "encoding", name))
		}
	}
	if sample, err = t.Peek(sampleSize); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case len(bytes.TrimSpace(sample)) == 0:
		return nil, domain.Refused("import.empty")
	case bytes.IndexByte(sample, 0) >= 0:
		return nil, domain.Refused("import.no_text")
	}
	if enc != nil {
		t.charset.name = nameUTF8
	} else if lines, err := t.sample(); err != nil {
		return nil, err
	} else {
		t.charset.decide(lines)
	}
	if bytes.IndexByte(sample, '\n') < 0 && bytes.IndexByte(sample, '\r') >= 0 {
		t.Reader = bufio.NewReaderSize(&oldLineEnds{t.Reader}, sampleSize)
	}
	return t, nil
}

// sample returns a copy of what comes next, up to the last whole line that
// fits in a sample.
func (t *source) sample() ([]byte, error) {
	b, err := t.Peek(sampleSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(b) == sampleSize {
		b = b[:bytes.LastIndexByte(b, '\n')+1]
	}
	return bytes.Clone(b), nil
}

// binary refuses the files that people take for a table by mistake.
func binary(sample []byte) *domain.RuleError {
	for start, code := range map[string]domain.Code{
		"PK\x03\x04":       "import.spreadsheet", // xlsx, ods, numbers
		"\xD0\xCF\x11\xE0": "import.spreadsheet", // xls
		"%PDF-":            "import.no_text",
	} {
		if bytes.HasPrefix(sample, []byte(start)) {
			return domain.Refused(code)
		}
	}
	return nil
}

// detect returns the encoding of a file and how many bytes its mark has; a nil
// encoding is UTF-8 or a superset of ASCII.
func detect(sample []byte) (name string, enc encoding.Encoding, marked int) {
	for _, m := range marks {
		if bytes.HasPrefix(sample, []byte(m.bytes)) {
			// The loader of the largest portal marks UTF-32 as UTF-16.
			if i := wide(sample[len(m.bytes):]); i >= 0 {
				m.name, m.enc = marks[i].name, marks[i].enc
			}
			return m.name, m.enc, len(m.bytes)
		}
	}
	if i := wide(sample); i >= 0 {
		return marks[i].name, marks[i].enc, 0
	}
	// Text in UTF-16 has zeros at every other place, as separators and line
	// ends at least.
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	most := len(sample) / 20
	switch {
	case zeros[1] > most && zeros[0] <= zeros[1]/50:
		return marks[2].name, marks[2].enc, 0
	case zeros[0] > most && zeros[1] <= zeros[0]/50:
		return marks[3].name, marks[3].enc, 0
	case looksJapanese(sample):
		return nameSJIS, japanese.ShiftJIS, 0
	}
	return nameUTF8, nil, 0
}

// wide returns which of the marks belongs to text in four bytes a character, or
// -1 for other text.
func wide(sample []byte) int {
	const enough = 4
	n := min(len(sample)/4, 64)
	little, big := n >= enough, n >= enough
	for i := range n {
		b := sample[4*i:]
		little = little && b[2] == 0 && b[3] == 0 && b[0]|b[1] != 0
		big = big && b[0] == 0 && b[1] == 0 && b[2]|b[3] != 0
	}
	switch {
	case little:
		return 0
	case big:
		return 1
	}
	return -1
}

// looksJapanese reports whether bytes that are not UTF-8 are whole Shift_JIS
// with kana in it: two pairs of bytes that Windows-1252 hardly ever has.
func looksJapanese(sample []byte) bool {
	if utf8.Valid(sample) {
		return false
	}
	kana := 0
	for i := 0; i < len(sample); i++ {
		lead := sample[i]
		if lead < 0x80 || lead >= 0xA1 && lead <= 0xDF {
			continue // ASCII, and kana of half width
		}
		if i+1 == len(sample) {
			break // cut by the sample's end
		}
		trail := sample[i+1]
		if lead == 0x80 || lead == 0xA0 || lead > 0xFC || trail < 0x40 || trail == 0x7F || trail > 0xFC {
			return false
		}
		if lead == 0x82 && trail >= 0x9F && trail <= 0xF1 || lead == 0x83 && trail <= 0x96 {
			kana++
		}
		i++
	}
	return kana >= 2
}

// charset decides between UTF-8 and Windows-1252. A file that is plain ASCII as
// far as anyone has read stays undecided.
type charset struct{ name string }

func (c *charset) windows() bool { return c.name == nameWindows }

// decide looks at a piece of the file.
func (c *charset) decide(b []byte) {
	whole, broken := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case r >= utf8.RuneSelf && n > 1:
			whole++
		}
		b = b[n:]
	}
	switch {
	case broken > whole:
		c.name = nameWindows
	case whole > 0:
		c.name = nameUTF8
	}
}

// utf8 returns a record as UTF-8, or false when it is text in neither encoding.
func (c *charset) utf8(record []byte) ([]byte, bool) {
	if c.name == "" {
		if isASCII(record) {
			return record, true
		}
		c.decide(record)
	}
	if !c.windows() {
		return record, utf8.Valid(record)
	}
	// The five bytes that Windows-1252 leaves open are in no text.
	for _, b := range record {
		switch b {
		case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
			return nil, false
		}
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(record)
	return out, err == nil
}

func isASCII[T string | []byte](b T) bool {
	for i := range len(b) {
		if b[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// oldLineEnds turns the carriage returns of a file that has no line feeds into
// line feeds.
type oldLineEnds struct{ r io.Reader }

func (o *oldLineEnds) Read(p []byte) (int, error) {
	n, err := o.r.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
