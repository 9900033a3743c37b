package exchange

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/belay-tui/belay/domain"
)

func encode(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	const latin = "Société,Prénom\nCafé Müller – „Süd“,Zoë\n"
	const kana = "会社名,氏名\n株式会社テスト,やまだ たろう\n"
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, tt := range []struct {
		name, in, want, assumed string
	}{
		{"plain", latin, latin, ""},
		{"mark of UTF-8", "\xEF\xBB\xBF" + latin, latin, ""},
		{"mark of UTF-16LE", "\xFF\xFE" + encode(t, utf16le, latin), latin, ""},
		{"mark of UTF-16BE", "\xFE\xFF" + encode(t, utf16be, latin), latin, ""},
		{"mark of UTF-32LE", "\xFF\xFE\x00\x00" + encode(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), latin), latin, ""},
		{"mark of UTF-32BE", "\x00\x00\xFE\xFF" + encode(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), latin), latin, ""},
		{"UTF-32LE marked as UTF-16", "\xFF\xFE" + encode(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), latin), latin, ""},
		{"UTF-32BE without", encode(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), latin), latin, "UTF-32BE"},
		{"UTF-16LE without", encode(t, utf16le, latin), latin, "UTF-16LE"},
		{"UTF-16BE without", encode(t, utf16be, latin), latin, "UTF-16BE"},
		{"Windows-1252", encode(t, charmap.Windows1252, latin), latin, "Windows-1252"},
		{"Shift_JIS", encode(t, japanese.ShiftJIS, kana), kana, "Shift_JIS"},
		{"line ends of old", "a,b\rc,d\r", "a,b\nc,d\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, err := openText(iotest.OneByteReader(strings.NewReader(tt.in)))
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(text)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := text.charset.utf8(raw)
			if string(got) != tt.want || !ok {
				t.Errorf("read %q, %v, want %q", got, ok, tt.want)
			}
			f := File{source: text, notes: text.notes, found: found{windows: text.charset.windows()}}
			assumed := ""
			for _, n := range f.Notes() {
				if n.Code == "import.assumed_encoding" {
					assumed += n.Args[1].(string)
				}
			}
			if assumed != tt.assumed {
				t.Errorf("assumed %q, want %q", assumed, tt.assumed)
			}
		})
	}
}

// A file that is ASCII for longer than the sample decides at its first other
// character; what fits neither encoding is no text.
func TestLateCharset(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		ok    []bool
		last  string
	}{
		{"Windows", []string{"abc", "caf\xe9", "na\xefve"}, []bool{true, true, true}, "naïve"},
		{"UTF-8, then broken", []string{"abc", "café", "na\xefve"}, []bool{true, true, false}, ""},
		{"no letter of Windows", []string{"abc", "\xe9\x81"}, []bool{true, false}, ""},
	} {
		c := &charset{}
		for i, line := range tt.lines {
			got, ok := c.utf8([]byte(line))
			if ok != tt.ok[i] {
				t.Errorf("%s: %q was text: %v", tt.name, line, ok)
			}
			if i == len(tt.lines)-1 && ok && string(got) != tt.last {
				t.Errorf("%s: read %q, want %q", tt.name, got, tt.last)
			}
		}
	}
}

func TestNoText(t *testing.T) {
	for in, want := range map[string]domain.Code{
		"":                         "import.empty",
		" \n\r\n\t":                "import.empty",
		"\xEF\xBB\xBF":             "import.empty",
		"PK\x03\x04\x14\x00\x06":   "import.spreadsheet",
		"\xD0\xCF\x11\xE0\xA1\xB1": "import.spreadsheet",
		"%PDF-1.7\n":               "import.no_text",
		"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x01": "import.no_text",
	} {
		_, err := openText(strings.NewReader(in))
		if !errors.Is(err, domain.Refused(want)) {
			t.Errorf("%q: got %v, want %s", in, err, want)
		}
	}
	boom := errors.New("boom")
	if _, err := openText(iotest.ErrReader(boom)); !errors.Is(err, boom) {
		t.Errorf("got %v, want the reader's error", err)
	}
}

func TestSampleEndsAtLine(t *testing.T) {
	line := []byte("0123456789,abcdefg\n")
	text, err := openText(bytes.NewReader(bytes.Repeat(line, sampleSize/len(line)+10)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := text.sample()
	if err != nil || len(b) < sampleSize-len(line) || b[len(b)-1] != '\n' {
		t.Errorf("sample of %d bytes, err %v", len(b), err)
	}
}
