package store

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// BenchmarkBook compares a book with what does the same without one: other
// programs, where they are installed, and bbolt by itself. Both sides take turns
// in the same run, so that a busy machine slows both, and what is reported are
// medians and their ratios; a ratio below 1 means that the book is faster.
//
//	go test ./store -run '^$' -bench Book                     # small, some seconds
//	BELAY_BENCH_LEADS=1000000 BELAY_BENCH_PROJECTS=100000 \
//	go test ./store -run '^$' -bench Book -timeout 1h         # what the goals are for
//	… -bench Book/Import -benchtime 5x                        # one group, five rounds
//
// The peers are sqlite3, rg and fzf; one that is missing leaves out its figures.
// At the small size the ratios to programs are those of starting a process.
//
//	Import  x-sqlite       belay's import of a CSV file, a process of its own, to sqlite3's .import with
//	                       a primary key, and two indexes after: goal 0.65
//	        cpu-x-sqlite   the same by the time of the processors, which others on the machine disturb less
//	        x-sorted       a file in no order to the same file sorted by id: goal 1.3
//	        x-again        the file that was imported already to the first time: goal 0.6
//	        x-again-mixed  the same, in no order: goal 1.2
//	        x-csv          the book to the file: goal 1.8
//	        peak-MiB       the most memory that the first import took, pages of the file with it: goal 400.
//	                       again-peak-MiB is that of the same file again
//	Change  x-bare         a lead accepted, to bbolt writing one key of the same length to a copy of the
//	                       file that it keeps open: goal 1.6. Later is after a change to one lead in a hundred
//	Replay  us/command     many commands in one transaction; x-apply to as many by themselves
//	Read    us             a page of a list, as the screen asks for it; anew is without what the book
//	                       worked out for the page before, as after each change
//	Open    x-bare         a book opened and its first page read, to bbolt reading 40 keys: goal 500 us
//	Search  x-rg x-fzf     all hits counted, a process of its own, to rg -c -F: goal 4, and to
//	                       fzf --exact --filter on the same lines: goal 0.083
//	        us, first-us   the same within a process, and the time to the first 40 hits
//	Figures us             all figures after one change: goal 5,000
//	        x-tenth        the same to a book with a tenth of the leads: goal 1
//	        x-sqlite       all figures of projects and surveys, read for the first time, to four GROUP BYs
//	                       of sqlite3: goal 0.5. warm-x-sqlite are those after one change
func BenchmarkBook(b *testing.B) {
	s := &scale{dir: b.TempDir(), leads: sizeOf(b, "BELAY_BENCH_LEADS", 20_000), projects: sizeOf(b, "BELAY_BENCH_PROJECTS", 2_000)}
	b.Run("Import", s.benchImport)
	b.Run("Change", s.benchChange)
	b.Run("Replay", s.benchReplay)
	b.Run("Open", s.benchOpen)
	b.Run("Read", s.benchRead)
	b.Run("Search", s.benchSearch)
	b.Run("Figures", s.benchFigures)
}

// sizeOf is a size from the environment.
func sizeOf(b *testing.B, name string, usual int) int {
	b.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv(name), strconv.Itoa(usual)))
	if err != nil || n < 1000 {
		b.Fatalf("%s: want a number from 1000: %v", name, err)
	}
	return n
}

// scale is how large the books are, and where they lie. Each is made once, when
// it is needed first.
type scale struct {
	dir             string
	leads, projects int
}

func (s *scale) path(name string) string { return filepath.Join(s.dir, name) }

// made is the path of a file, which make makes unless it is there.
func (s *scale) made(b *testing.B, name string, make func(path string)) string {
	b.Helper()
	path := s.path(name)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		make(path)
	}
	return path
}

// csv is a file of n leads, sorted by the portal's id or in no order.
func (s *scale) csv(b *testing.B, n int, mixed bool) string {
	b.Helper()
	return s.made(b, fmt.Sprintf("leads-%d-%t.csv", n, mixed), func(path string) {
		writeFile(b, path, func(w *bufio.Writer) { writeLeads(w, n, mixed) })
	})
}

// book is the path of a book that may only be read, with so many leads and
// projects, and a survey of each project.
func (s *scale) book(b *testing.B, leads, projects int) string {
	b.Helper()
	return s.made(b, fmt.Sprintf("book-%d-%d.db", leads, projects), func(path string) {
		book := createBench(b, path)
		if leads > 0 {
			must[int](b)(importFile(book, s.csv(b, leads, false)))
		}
		putProjects(b, book, projects)
	})
}

// own is a copy of a book that may be changed.
func (s *scale) own(b *testing.B, path string) string {
	b.Helper()
	to := filepath.Join(b.TempDir(), "book.db")
	in := must[*os.File](b)(os.Open(path))
	defer in.Close() //nolint:errcheck // it is only read
	out := must[*os.File](b)(os.Create(to))
	must[int64](b)(io.Copy(out, in))
	if err := errors.Join(out.Sync(), out.Close()); err != nil {
		b.Fatal(err)
	}
	return to
}

func writeFile(b *testing.B, path string, fn func(*bufio.Writer)) {
	b.Helper()
	f := must[*os.File](b)(os.Create(path))
	w := bufio.NewWriterSize(f, 1<<20)
	fn(w)
	if err := errors.Join(w.Flush(), f.Sync(), f.Close()); err != nil {
		b.Fatal(err)
	}
}

// createBench makes a book as the command line does, with a firm in it.
func createBench(t testing.TB, path string) *Book {
	t.Helper()
	book := must[*Book](t)(Create(path, options(&clock{start})))
	apply(t, book, domain.SetUpFirm{Firm: out("Us"), Program: program})
	return book
}

func openBench(b *testing.B, path string) *Book {
	b.Helper()
	return must[*Book](b)(Open(path, options(&clock{start.Add(time.Hour)})))
}

// sides are the times that the sides of a comparison took.
type sides map[string][]time.Duration

func (s sides) time(name string, fn func()) {
	began := time.Now()
	fn()
	s[name] = append(s[name], time.Since(began))
}

// ns is the median of a side in nanoseconds, 0 where it was left out.
func (s sides) ns(name string) float64 {
	if len(s[name]) == 0 {
		return 0
	}
	all := slices.Sorted(slices.Values(s[name]))
	return float64(all[len(all)/2])
}

// report reports a side as a multiple of another, nothing where one was left out.
func (s sides) report(b *testing.B, unit, name, to string) {
	b.Helper()
	if s.ns(name) > 0 && s.ns(to) > 0 {
		b.ReportMetric(s.ns(name)/s.ns(to), unit)
	}
}

// reportIn reports a side in a unit that has so many nanoseconds.
func (s sides) reportIn(b *testing.B, unit, name string, ns float64) {
	b.Helper()
	b.ReportMetric(0, "ns/op") // of all sides together it says nothing
	b.ReportMetric(s.ns(name)/ns, unit)
}

const (
	inMicroseconds = 1e3
	inMilliseconds = 1e6
)

// peer finds another program, "" where it is not installed.
func peer(b *testing.B, name string) string {
	b.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		b.Logf("%s is not installed: its figures are left out", name)
		return ""
	}
	return path
}

// outputOf runs a program and returns what it writes. One that ends with 1 found
// nothing.
func outputOf(b *testing.B, cmd *exec.Cmd) string {
	b.Helper()
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 1) {
		b.Fatalf("%s: %v", cmd, err)
	}
	return string(out)
}

// offers are so many leads that can be accepted, spread over the book.
func offers(b *testing.B, book *Book, n int) []domain.ID {
	b.Helper()
	var all []domain.ID
	err := book.view(context.Background(), "find offers", func(r *reader) error {
		for rec, err := range r.each(context.Background(), domain.Query{Kind: domain.KindLead, List: domain.ListInbox}) {
			if err != nil {
				return err
			}
			all = append(all, rec.Ref().ID)
		}
		return nil
	})
	if err != nil || len(all) < n {
		b.Fatalf("want %d offers, there are %d: %v", n, len(all), err)
	}
	spread := make([]domain.ID, len(all))
	for i := range all {
		spread[i] = all[i*7919%len(all)]
	}
	return spread
}
