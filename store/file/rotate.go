package file

import (
	"slices"
	"time"
)

// How many backups are kept: of each of so many days the newest, of each of so
// many weeks the newest, and so many of each kind made before a change. Days
// and weeks without a backup do not count, so that whoever comes back after a
// long time still has them all.
const (
	keepDays   = 7
	keepWeeks  = 4
	keepBefore = 3
)

// Expired returns which backups are to be removed. Those that were asked for by
// hand never are, nor those of kinds that this belay does not know, nor those
// from the future: a clock was wrong, and they must not push out the others.
func Expired(all []Backup, now time.Time) (old []Backup) {
	newestFirst := slices.SortedStableFunc(slices.Values(all), func(a, b Backup) int { return b.At.Compare(a.At) })
	days, weeks := map[string]bool{}, map[[2]int]bool{}
	before := map[Kind]int{}
	for _, b := range newestFirst {
		if b.At.After(now.Add(time.Minute)) {
			continue
		}
		keep := true
		switch b.Kind {
		case Daily:
			year, number := b.At.UTC().ISOWeek()
			ofDay := first(days, b.At.UTC().Format(time.DateOnly), keepDays)
			ofWeek := first(weeks, [2]int{year, number}, keepWeeks)
			keep = ofDay || ofWeek
		case BeforeImport, BeforeMigration:
			before[b.Kind]++
			keep = before[b.Kind] <= keepBefore
		case ByHand:
		default:
		}
		if !keep {
			old = append(old, b)
		}
	}
	slices.Reverse(old)
	return old
}

// first reports whether a period is met for the first time and is one of the
// first so many.
func first[P comparable](met map[P]bool, period P, most int) bool {
	if met[period] || len(met) == most {
		return false
	}
	met[period] = true
	return true
}
