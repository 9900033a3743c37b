package domain

import "testing"

// longFilter has a term of each sort.
const longFilter = `status:offered|accepted due<7d value>50kEUR score>=40 country:fr|de -product:"service cloud" "food wholesale" 物流 name:épicerie offered:2026-11..`

func BenchmarkParseFilter(b *testing.B) {
	for b.Loop() {
		if _, err := ParseFilter(KindLead, longFilter, filterNow); err != nil {
			b.Fatal(err)
		}
	}
}

// A record is held against a filter for each row that is looked at.
func BenchmarkFilterHolds(b *testing.B) {
	p, all := filterPeople(b)
	lead := all["lyon"]
	line := lineOf(lead)
	for name, text := range map[string]string{
		"words": "epicerie lyon sales", "a choice": "status:offered", "text": "country:fr city:lyon product:sales", "a day": "due<7d", "an amount": "value>50kEUR",
		"a score": "score>=80", "all": "status:offered due<7d value>50kEUR score>=80 country:fr epicerie",
	} {
		f, err := ParseFilter(KindLead, text, filterNow)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if !f.Holds(lead, line, p, filterNow) {
					b.Fatal(name)
				}
			}
		})
	}
}
