package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// aloneDoes says what a process does that a benchmark started, so that its time
// and its memory are those of a process of its own.
const aloneDoes = "BELAY_BENCH_ALONE"

// TestBenchAlone is what such a process runs.
func TestBenchAlone(t *testing.T) {
	do, rest, _ := strings.Cut(os.Getenv(aloneDoes), " ")
	path, with, _ := strings.Cut(rest, " ")
	switch do {
	case "":
		t.Skip("no benchmark started it")
	case "import":
		book, err := Open(path, options(&clock{start}))
		if errors.Is(err, ErrNoBook) {
			book, err = createBench(t, path), nil
		}
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("rows", must[int](t)(importFile(book, with)))
	case "search":
		book := must[*Book](t)(Open(path, options(&clock{start})))
		page := must[domain.Page[domain.Lead]](t)(book.Leads(context.Background(), domain.Query{List: domain.ListAll, Match: with}, 0, 40))
		fmt.Println("rows", page.Total)
	}
	fmt.Println("peak", peakMemory())
}

// peakMemory is the most memory that this process had, 0 where the system does not
// say it so.
func peakMemory() (kib int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, at, _ := strings.Cut(string(status), "VmHWM:")
	_, _ = fmt.Sscan(at, &kib) // 0
	return kib
}

// ran is what became of a process: how many rows it counted, its peak of memory
// in KiB, and the time that it took of the processors.
type ran struct {
	rows, peak int
	cpu        time.Duration
}

// runAlone runs a process that does something with a book.
func runAlone(b *testing.B, do, path, with string) (r ran) {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), must[string](b)(os.Executable()), "-test.run", "^TestBenchAlone$")
	cmd.Env = append(os.Environ(), aloneDoes+"="+do+" "+path+" "+with)
	if _, err := fmt.Sscanf(outputOf(b, cmd), "rows %d\npeak %d\n", &r.rows, &r.peak); err != nil {
		b.Fatalf("%s: %v", do, err)
	}
	r.cpu = cpuTime(cmd)
	return r
}

func cpuTime(cmd *exec.Cmd) time.Duration {
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

const leadTable = `CREATE TABLE leads(Id TEXT PRIMARY KEY,FirstName TEXT,LastName TEXT,Company TEXT,Title TEXT,Email TEXT,Phone TEXT,
Country TEXT,State TEXT,Industry TEXT,LeadSource TEXT,Status TEXT,Rating TEXT,AnnualRevenue INT,NumberOfEmployees INT,CreatedDate TEXT,Description TEXT);
.import --csv --skip 1 %s leads
CREATE INDEX by_status ON leads(Status,CreatedDate DESC,Id);
CREATE INDEX by_email ON leads(Email COLLATE NOCASE,Id);
`

// sqlite runs a script on a file and returns what it prints, and its CPU time.
func sqlite(b *testing.B, path, file, script string) (said string, cpu time.Duration) {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), path, file)
	cmd.Stdin = strings.NewReader(script)
	said = outputOf(b, cmd)
	return said, cpuTime(cmd)
}

func (s *scale) benchImport(b *testing.B) {
	sqlite3 := peer(b, "sqlite3")
	sorted, mixed := s.csv(b, s.leads, false), s.csv(b, s.leads, true)
	table, book, other := s.path("table.db"), s.path("import.db"), s.path("mixed.db")
	took, cpu, peak := sides{}, sides{}, map[string]int{}
	load := func(side, book, csv string) {
		took.time(side, func() {
			r := runAlone(b, "import", book, csv)
			if r.rows != s.leads {
				b.Fatalf("%d rows of %s", r.rows, csv)
			}
			cpu[side], peak[side] = append(cpu[side], r.cpu), max(peak[side], r.peak)
		})
	}
	for b.Loop() {
		removeFiles(b, table, book, other)
		load("first", book, sorted)
		if sqlite3 != "" {
			took.time("sqlite", func() {
				_, used := sqlite(b, sqlite3, table, fmt.Sprintf(leadTable, sorted))
				cpu["sqlite"] = append(cpu["sqlite"], used)
			})
		}
		load("mixed", other, mixed)
		load("again", book, sorted)
		load("again-mixed", book, mixed)
	}
	took.reportIn(b, "import-ms", "first", inMilliseconds)
	took.report(b, "x-sqlite", "first", "sqlite")
	cpu.report(b, "cpu-x-sqlite", "first", "sqlite")
	took.report(b, "x-sorted", "mixed", "first")
	took.report(b, "x-again", "again", "first")
	took.report(b, "x-again-mixed", "again-mixed", "first")
	b.ReportMetric(fileSize(b, book)/fileSize(b, sorted), "x-csv")
	b.ReportMetric(fileSize(b, other)/fileSize(b, mixed), "x-csv-mixed")
	b.ReportMetric(float64(peak["first"])/1024, "peak-MiB")
	b.ReportMetric(float64(max(peak["again"], peak["again-mixed"]))/1024, "again-peak-MiB")
	removeFiles(b, table, book, other)
}

func removeFiles(b *testing.B, paths ...string) {
	b.Helper()
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			b.Fatal(err)
		}
	}
}

func fileSize(b *testing.B, path string) float64 {
	b.Helper()
	return float64(must[os.FileInfo](b)(os.Stat(path)).Size())
}
