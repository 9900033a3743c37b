package domain

import (
	"slices"
	"strings"
)

// Sort names an order of a list: one of [Sorts], or several of them, parted by
// commas, where each decides between those that are alike to the ones before.
// One with a minus sign in front is turned around: "stage,-value".
type Sort string

// The orders. Each list has its own default, the first of [Sorts].
const (
	// SortDue is by deadline: what is to be answered, the first deadline first;
	// then what lapsed, the newest first; then what is being worked, the first
	// next step first; then all else, what changed last first.
	SortDue Sort = "due"
	// SortScore is by qualification score or CSAT, best first.
	SortScore Sort = "score"
	// SortName is by name, folded: of a lead the company, of a survey the project.
	SortName Sort = "name"
	// SortValue is by amount, largest first.
	SortValue Sort = "value"
	// SortDate is by the record's own date, newest first; open deals come before
	// closed ones, the one that is to close first before the others.
	SortDate Sort = "date"
	// SortStage is by the stage's place in the pipeline.
	SortStage Sort = "stage"
	// SortStatus is by status, in the order of the lifecycle.
	SortStatus Sort = "status"
	// SortProduct, SortCountry and SortCustomer are by text, folded; none is last.
	SortProduct  Sort = "product"
	SortCountry  Sort = "country"
	SortCustomer Sort = "customer"
	// SortKind and SortRole are by what a record is, in the order in which people
	// choose.
	SortKind Sort = "kind"
	SortRole Sort = "role"
	// SortACV is by annual contract value, largest first.
	SortACV Sort = "acv"
	// SortAge is by how long a deal has been in its stage, longest first.
	SortAge Sort = "age"
)

// Sorts are the orders that a kind can be listed in, the default first.
func Sorts(k Kind) []Sort {
	switch k {
	case KindLead:
		return []Sort{SortDue, SortScore, SortValue, SortName, SortProduct, SortCountry, SortStatus}
	case KindOpportunity:
		return []Sort{SortDate, SortValue, SortStage, SortName, SortCustomer, SortACV, SortKind, SortAge}
	case KindProject:
		return []Sort{SortDate, SortName, SortScore, SortCustomer, SortKind, SortRole, SortStatus}
	case KindSurvey:
		return []Sort{SortDate, SortName, SortCustomer, SortStatus, SortScore}
	case KindStory, KindCredential, KindFirm:
	}
	return []Sort{SortDate}
}

// MaxSortKeys is how many orders one may be made of.
const MaxSortKeys = 4

// SortKey is one of the orders that a [Sort] is made of.
type SortKey struct {
	Sort Sort
	// Reverse turns it around.
	Reverse bool
}

// SortBy is the order by some keys, the first one first; "" by none.
func SortBy(keys ...SortKey) Sort {
	var b strings.Builder
	for i, key := range keys {
		if i > 0 {
			b.WriteByte(',')
		}
		if key.Reverse {
			b.WriteByte('-')
		}
		b.WriteString(string(key.Sort))
	}
	return Sort(b.String())
}

// Keys are the orders that this one is made of, none of "".
func (s Sort) Keys() []SortKey {
	if s == "" {
		return nil
	}
	var keys []SortKey
	for one := range strings.SplitSeq(string(s), ",") {
		one = strings.TrimSpace(one)
		name, reverse := strings.CutPrefix(one, "-")
		keys = append(keys, SortKey{Sort(name), reverse})
	}
	return keys
}

// ParseSort reads an order of the lists of a kind as [SortBy] writes it. "" is
// the kind's default. It refuses what is none of [Sorts] (sort.unknown), one
// that comes twice (sort.twice), and more than [MaxSortKeys] (sort.too_many).
func ParseSort(k Kind, s string) (Sort, error) {
	keys := Sort(strings.TrimSpace(s)).Keys()
	if len(keys) == 0 {
		return Sorts(k)[0], nil
	}
	for i, key := range keys {
		switch {
		case !slices.Contains(Sorts(k), key.Sort):
			return "", Refused("sort.unknown", "sort", Outside(string(key.Sort)), "known", Sorts(k))
		case slices.ContainsFunc(keys[:i], func(other SortKey) bool { return other.Sort == key.Sort }):
			return "", Refused("sort.twice", "sort", key.Sort)
		}
	}
	if len(keys) > MaxSortKeys {
		return "", Refused("sort.too_many", "most", MaxSortKeys)
	}
	return SortBy(keys...), nil
}
