package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain"
)

// printer is where all that commands say goes through, to a terminal or a pipe:
// it lets lines of clean text pass and replaces what is none; see
// [domain.Clean]. What prints has cleaned it already, line by line; here
// nothing slips through that one of them forgot.
type printer struct {
	to io.Writer
	// cut is what must be cleaned with what follows: a part of a character, marks.
	cut []byte
	// lost is why something could not be written, nil where all was: few who print
	// look for themselves.
	lost error
}

// Write cleans and writes what is whole.
func (p *printer) Write(b []byte) (int, error) {
	text := append(p.cut, b...)
	end := whole(text)
	var clean bytes.Buffer
	for i, line := range bytes.Split(text[:end], []byte("\n")) {
		if i > 0 {
			clean.WriteByte('\n')
		}
		clean.WriteString(domain.Clean(string(line)))
	}
	p.cut = append([]byte(nil), text[end:]...)
	if _, err := p.to.Write(clean.Bytes()); err != nil {
		if p.lost == nil {
			p.lost = err
		}
		return 0, err
	}
	return len(b), nil
}

// whole is how many bytes of text can be cleaned without what follows them. All
// can that end with a line or a blank.
func whole(text []byte) int {
	end := len(text)
	for back := 1; back < utf8.UTFMax && back <= end; back++ {
		if at := end - back; utf8.RuneStart(text[at]) {
			if !utf8.FullRune(text[at:]) {
				end = at
			}
			break
		}
	}
	for {
		r, size := utf8.DecodeLastRune(text[:end])
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			return end
		}
		end -= size
	}
}

// exact is where a file goes that was asked for on standard output: a pipe gets
// every byte, a terminal clean text.
func (a *app) exact() io.Writer {
	if isTerminal(a.stdout) {
		return a.out
	}
	return a.stdout
}

// overwrite shows a line in the place of the last one; wipe takes it away.
// Only for a terminal.
func (a *app) overwrite(line string) { fmt.Fprintf(a.stderr, "\r%s", domain.Clean(line)) }

func (a *app) wipe() { fmt.Fprint(a.stderr, "\r\x1b[K") }

// encode is JSON on one line, harmless to look at: all JSON that is printed
// comes from here. It leaves <, > and & readable: no HTML is near.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return domain.EscapeJSON(bytes.TrimRight(b.Bytes(), "\n")), nil
}
