package words

import "github.com/belay-tui/belay/domain"

// Phrases are what templates of letters need in words.
func (w *Words) Phrases() domain.Phrases {
	return domain.Phrases{
		Value:   w.show,
		Missing: func(field string) string { return w.T("format.missing", "field", w.T("letter."+field)) },
	}
}
