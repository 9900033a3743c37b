package domain

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Repeated are those of the duplicates of a project's customer that are the
// project itself, registered once more: projects of nearly the same name. A
// customer may have any number of projects, so that the customer alone tells
// nothing. The likeliest come first.
func (p Project) Repeated(found []Duplicate) []Duplicate {
	var again []Duplicate
	for _, d := range found {
		if d.Ref.Kind == KindProject && NearlyNamed(p.Name, d.Title, p.Customer) {
			d.Reasons = append(slices.Clone(d.Reasons), SameTitle)
			d.Strength = 100 - (100-d.Strength)*(100-StrengthTitle)/100
			again = append(again, d)
		}
	}
	return again
}

// Repeated are those of the duplicates of a deal's customer that may be the same
// deal: its other deals, and the leads that are not converted yet. A project is
// what became of an earlier one.
func (Opportunity) Repeated(found []Duplicate) []Duplicate {
	return slices.DeleteFunc(slices.Clone(found), func(d Duplicate) bool { return d.Ref.Kind == KindProject })
}

// NearlyNamed reports whether two names of a customer's work are the same but for
// spelling: case and accents, the order of the words, the customer's own name
// among them, and a letter in six. Figures must be the same: phase 2 is not
// phase 1.
func NearlyNamed(a, b, customer Untrusted) bool {
	left, right := workWords(a, customer), workWords(b, customer)
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	if !slices.EqualFunc(figuresIn(left), figuresIn(right), bytes.Equal) {
		return false
	}
	if bytes.Equal(left, right) {
		return true
	}
	return near(bytes.Runes(left), bytes.Runes(right), min(utf8.RuneCount(left), utf8.RuneCount(right))/6)
}

// workWords are the words of a name, sorted, without those of the customer where
// others remain.
func workWords(name, customer Untrusted) []byte {
	split := func(u Untrusted) [][]byte {
		folded := Fold(lookalikes.Replace(Fold(u.Raw())))
		return bytes.Fields(appendWords(nil, []byte(folded), noGlue))
	}
	words, its := split(name), split(Outside(CustomerKey(customer)))
	own := slices.DeleteFunc(slices.Clone(words), func(w []byte) bool {
		return slices.ContainsFunc(its, func(c []byte) bool { return bytes.Equal(c, w) })
	})
	if len(own) > 0 {
		words = own
	}
	slices.SortFunc(words, bytes.Compare)
	return bytes.Join(words, []byte(" "))
}

// figuresIn are the numbers in a text.
func figuresIn(text []byte) [][]byte {
	return bytes.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
}

// mostCompared is how many characters of two names are compared letter by
// letter; longer ones must be the same.
const mostCompared = 200

// near reports whether so many changes of a letter, or fewer, lead from one text
// to the other: one more, one less, or another in its place.
func near(a, b []rune, most int) bool {
	if len(a) > mostCompared || len(b) > mostCompared || len(a)-len(b) > most || len(b)-len(a) > most {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		before := row[0] // of the row above, one to the left
		row[0] = i + 1
		for j, s := range b {
			changed := before
			if r != s {
				changed++
			}
			before = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)] <= most
}
