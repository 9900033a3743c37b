package file

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// backups makes one of each line: a date or an instant, and a kind.
func backups(t testing.TB, lines string) (all []Backup) {
	t.Helper()
	for line := range strings.Lines(lines) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		form := time.DateOnly
		if strings.Contains(f[0], "T") {
			form = "2006-01-02T15:04"
		}
		all = append(all, Backup{At: must[time.Time](t)(time.Parse(form, f[0])), Kind: Kind(f[1])})
	}
	return all
}

func TestExpired(t *testing.T) {
	now := must[time.Time](t)(time.Parse(time.RFC3339, "2026-11-22T12:00:00Z")) // a Sunday
	for _, c := range []struct{ name, all, expired string }{
		{"none", "", ""},
		{"one a day for two weeks and a day", `
			2026-11-08 daily
			2026-11-09 daily
			2026-11-10 daily
			2026-11-11 daily
			2026-11-12 daily
			2026-11-13 daily
			2026-11-14 daily
			2026-11-15 daily
			2026-11-16 daily
			2026-11-17 daily
			2026-11-18 daily
			2026-11-19 daily
			2026-11-20 daily
			2026-11-21 daily
			2026-11-22 daily`, `
			2026-11-09 daily
			2026-11-10 daily
			2026-11-11 daily
			2026-11-12 daily
			2026-11-13 daily
			2026-11-14 daily`},
		{"the last of four weeks", `
			2026-10-25 daily
			2026-10-31 daily
			2026-11-01 daily
			2026-11-07 daily
			2026-11-08 daily
			2026-11-14 daily
			2026-11-15 daily
			2026-11-16 daily
			2026-11-17 daily
			2026-11-18 daily
			2026-11-19 daily
			2026-11-20 daily
			2026-11-21 daily
			2026-11-22 daily`, `
			2026-10-25 daily
			2026-10-31 daily
			2026-11-07 daily
			2026-11-14 daily`},
		{"several a day: the newest of each", `
			2026-11-21T08:00 daily
			2026-11-21T23:59 daily
			2026-11-22T00:00 daily
			2026-11-22T11:59 daily`, `
			2026-11-21T08:00 daily
			2026-11-22T00:00 daily`},
		{"one a week: eight are the newest of seven days", `
			2026-09-20 daily
			2026-09-27 daily
			2026-10-04 daily
			2026-10-11 daily
			2026-10-18 daily
			2026-10-25 daily
			2026-11-01 daily
			2026-11-08 daily
			2026-11-22 daily`, `
			2026-09-20 daily
			2026-09-27 daily`},
		{"a week over the end of a year", `
			2025-12-29 daily
			2025-12-30 daily
			2025-12-31 daily
			2026-01-01 daily
			2026-01-02 daily
			2026-01-03 daily
			2026-01-04 daily
			2026-01-05 daily`, `
			2025-12-29 daily`},
		{"three before each kind of change", `
			2026-11-01 before-import
			2026-11-02 before-import
			2026-11-03 before-import
			2026-11-04 before-import
			2026-11-05 before-migration
			2020-11-05 before-migration`, `
			2026-11-01 before-import`},
		{"by hand and what a newer belay makes", `
			2001-01-01 by-hand
			2002-01-01 by-hand
			2003-01-01 by-hand
			2004-01-01 by-hand
			2005-01-01 monthly`, ""},
		{"from the future: neither removed nor counted", `
			2026-11-20 before-import
			2026-11-21 before-import
			2026-11-22 before-import
			2126-11-21 before-import
			2126-11-22 before-import`, ""},
	} {
		var want []string
		for _, b := range backups(t, c.expired) {
			want = append(want, b.name())
		}
		all := backups(t, c.all)
		slices.Reverse(all) // in whatever order
		var got []string
		for _, b := range Expired(all, now) {
			got = append(got, b.name())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: expired\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestExpiredKeepsEnough backs up at any times, one after the other, removing
// as it goes: what is left is as much as it should be, and the newest is there.
func TestExpiredKeepsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := at
		var all []Backup
		days := map[string]bool{}
		for range rapid.IntRange(1, 80).Draw(t, "backups") {
			now = now.Add(time.Duration(rapid.IntRange(1, 60).Draw(t, "hours")) * time.Hour)
			kind := rapid.SampledFrom([]Kind{Daily, Daily, Daily, BeforeImport, ByHand}).Draw(t, "kind")
			all = append(all, Backup{At: now, Kind: kind})
			if kind == Daily {
				days[now.Format(time.DateOnly)] = true
			}
			old := Expired(all, now)
			all = slices.DeleteFunc(all, func(b Backup) bool { return slices.Contains(old, b) })
			count := map[Kind]int{}
			for _, b := range all {
				count[b.Kind]++
			}
			if all[len(all)-1].At != now || count[Daily] < min(len(days), keepDays) || count[Daily] > keepDays+keepWeeks || count[BeforeImport] > keepBefore {
				t.Fatalf("left %v", all)
			}
		}
	})
}

func TestNamesOfBackups(t *testing.T) {
	b := Backup{At: at, Head: 42, Kind: BeforeImport}
	if b.name() != "20261122T093000Z-000000000042-before-import.db" {
		t.Error(b.name())
	}
	if got, ok := readName("x", b.name()); !ok || got.Head != 42 || got.Kind != BeforeImport || !got.At.Equal(at) {
		t.Errorf("read %v", got)
	}
	for _, name := range []string{"", ".db", "book.db", "20261122T093000Z-42-daily.db", "20261122T093000Z-000000000042-daily", "x-000000000042-daily.db", ".belay-1.tmp"} {
		if b, ok := readName("x", name); ok {
			t.Errorf("%s is %v", name, b)
		}
	}
}
