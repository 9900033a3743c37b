package store

import (
	"bufio"
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// lines is a file with the text in which each lead is looked for.
func (s *scale) lines(b *testing.B) string {
	b.Helper()
	return s.made(b, "lines.txt", func(path string) {
		writeFile(b, path, func(w *bufio.Writer) {
			err := openBench(b, s.book(b, s.leads, s.projects)).view(context.Background(), "write the text", func(r *reader) error {
				for rec, err := range r.each(context.Background(), domain.Query{Kind: domain.KindLead, List: domain.ListAll}) {
					if err != nil {
						return err
					}
					fmt.Fprintf(w, "%s\n", searchLine(rec))
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	})
}

func (s *scale) benchSearch(b *testing.B) {
	path, lines := s.book(b, s.leads, s.projects), s.lines(b)
	book, rg, fzf := openBench(b, path), peer(b, "rg"), peer(b, "fzf")
	for _, needle := range []struct{ name, text string }{
		{"Common", "gmbh"}, {"Rare", "zephyrine"}, {"Absent", "qqqqzz"}, {"CommonJapanese", "株式会社"}, {"RareJapanese", "量子計算"},
	} {
		b.Run(needle.name, func(b *testing.B) {
			took, total := sides{}, 0
			for b.Loop() {
				forget(book)
				q := domain.Query{List: domain.ListAll, Match: needle.text, Quick: true}
				took.time("first", func() { leadPage(b, book, q, 0) })
				forget(book)
				q.Quick = false
				took.time("all", func() { total = leadPage(b, book, q, 0).Total })
				took.time("process", func() { sameCount(b, "a process", searchedAlone(b, path, needle.text), total) })
				if rg != "" {
					took.time("rg", func() { sameCount(b, "rg", counted(b, rg, needle.text, lines), total) })
				}
				if fzf != "" {
					took.time("fzf", func() { sameCount(b, "fzf", filtered(b, fzf, needle.text, lines), total) })
				}
			}
			took.reportIn(b, "us", "all", inMicroseconds)
			took.reportIn(b, "first-us", "first", inMicroseconds)
			took.report(b, "x-rg", "process", "rg")
			took.report(b, "x-fzf", "process", "fzf")
			b.ReportMetric(float64(total), "hits")
		})
	}
}

func searchedAlone(b *testing.B, book, needle string) int {
	b.Helper()
	return runAlone(b, "search", book, needle).rows
}

// counted is how many lines rg finds.
func counted(b *testing.B, rg, needle, lines string) int {
	b.Helper()
	n, _ := strconv.Atoi(strings.TrimSpace(outputOf(b, exec.CommandContext(b.Context(), rg, "-c", "-F", needle, lines)))) // it prints nothing for 0
	return n
}

// filtered is how many lines fzf finds.
func filtered(b *testing.B, fzf, needle, lines string) int {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), "sh", "-c", `"$1" --exact --filter="$2" <"$3" | wc -l`, "sh", fzf, needle, lines)
	cmd.Env = []string{} // FZF_DEFAULT_OPTS would change what it finds
	return must[int](b)(strconv.Atoi(strings.TrimSpace(outputOf(b, cmd))))
}

// sameCount has all sides find as many.
func sameCount(b *testing.B, who string, got, want int) {
	b.Helper()
	if got != want {
		b.Fatalf("%s finds %d, the book %d", who, got, want)
	}
}
