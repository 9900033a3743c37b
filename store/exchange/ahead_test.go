package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/belay-tui/belay/domain"
)

// repeated gives the header of a file, then one line again and again.
type repeated struct {
	head, line string
	rest       string
	given      int // bytes
}

func (r *repeated) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if r.rest == "" {
			r.rest, r.head = r.head, ""
		}
		if r.rest == "" {
			r.rest = r.line
		}
		taken := copy(p[n:], r.rest)
		n, r.rest = n+taken, r.rest[taken:]
	}
	r.given += n
	return n, nil
}

func openLeads(t *testing.T, in io.Reader) *File {
	t.Helper()
	f, err := Open(domain.KindLead, "f.csv", in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// However slowly the rows are taken, little of the file is in memory.
func TestLittleIsReadAhead(t *testing.T) {
	for _, line := range []string{"Acme,Ann\n", "Acme," + strings.Repeat("x", maxField) + "\n"} {
		synctest.Test(t, func(t *testing.T) {
			in := &repeated{head: "Company,Last Name\nBolt,Bo\n", line: line}
			f := openLeads(t, in)
			for row, err := range f.Rows(t.Context()) {
				if err != nil || row.Row != 2 {
					t.Fatal(row, err)
				}
				synctest.Wait()
				if most := (batchesAhead+2)*(batchBytes+maxField) + 4*sampleSize; in.given > most {
					t.Errorf("%d bytes were read for one row, want %d at most", in.given, most)
				}
				break
			}
		})
	}
}

// slow takes its time with each piece.
type slow struct {
	repeated
	busy atomic.Bool
}

func (s *slow) Read(p []byte) (int, error) {
	s.busy.Store(true)
	time.Sleep(time.Second)
	n, err := s.repeated.Read(p[:min(len(p), 4<<10)])
	s.busy.Store(false)
	return n, err
}

// Who stops to take rows may close the file at once.
func TestNothingIsReadBehindTheRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := &slow{repeated: repeated{head: "Company,Last Name\n", line: "Acme," + strings.Repeat("x", 1000) + "\n"}}
		f := openLeads(t, in)
		for _, err := range f.Rows(t.Context()) {
			synctest.Wait()
			if err != nil || !in.busy.Load() {
				t.Fatal("nothing is read while rows are taken", err)
			}
			break
		}
		given := in.given
		if in.busy.Load() {
			t.Error("the file is still being read")
		}
		time.Sleep(time.Hour)
		if in.given != given {
			t.Error("the file is read further when nobody takes the rows")
		}
	})
}

// stuck is a pipe into which nobody writes any more, until it is closed.
type stuck chan struct{}

func (s stuck) Read([]byte) (int, error) {
	<-s
	return 0, io.ErrClosedPipe
}

func TestTheEndOfAContextEndsTheRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		pipe := make(stuck)
		head := "Company,Last Name\n" + strings.Repeat("Acme,Ann\n", 2*sampleSize/9)
		f := openLeads(t, io.MultiReader(strings.NewReader(head), pipe))
		rows, failed := 0, error(nil)
		go func() {
			synctest.Wait() // until it waits for the pipe
			cancel()
		}()
		for _, err := range f.Rows(ctx) {
			if rows++; err != nil {
				failed = err
			}
		}
		if !errors.Is(failed, context.Canceled) || rows < batchRows {
			t.Errorf("%d rows, then %v", rows, failed)
		}
		close(pipe) // else the test would not end: nothing else frees the reader
	})
}

func TestRowsOfSeveralBatches(t *testing.T) {
	const n = 3*batchRows + 7
	var in strings.Builder
	in.WriteString("Company,Last Name,Is Deleted\n")
	for i := range n {
		fmt.Fprintf(&in, "Acme %d,Ann,%v\n", i, i%100 == 99)
	}
	in.WriteString("\nthe end\nof it\n")
	for name, r := range map[string]io.Reader{
		"whole": strings.NewReader(in.String()),
		// The error is behind what Open looks at.
		"failed": io.MultiReader(strings.NewReader(in.String()+strings.Repeat("\n", sampleSize)), iotest.ErrReader(io.ErrUnexpectedEOF)),
	} {
		f := openLeads(t, r)
		next, failed := 0, error(nil)
		for row, err := range f.Rows(t.Context()) {
			if err != nil {
				failed = err
				continue
			}
			if next%100 == 99 {
				next++
			}
			if c, ok := row.Command.(domain.ImportLead); !ok || row.Row != next+2 || c.Company.Name.Raw() != fmt.Sprintf("Acme %d", next) {
				t.Fatalf("%s: row %d is %+v, want that of %d", name, row.Row, row, next)
			}
			next++
		}
		if next != n || f.found != (found{deleted: n / 100, footer: 2}) {
			t.Errorf("%s: %d rows, %+v", name, next, f.found)
		}
		if (name == "failed") != errors.Is(failed, io.ErrUnexpectedEOF) {
			t.Errorf("%s: the rows end with %v", name, failed)
		}
	}
}
