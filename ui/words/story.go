package words

import "github.com/belay-tui/belay/domain"

// StoryWorth says how much one more published story adds to the score (C1).
func (w *Words) StoryWorth(s domain.StoryWorth) string {
	switch {
	case s.Most == 0:
		return w.T("stories.worth_none")
	case s.Next == 0 && s.Have >= s.Most:
		return w.T("stories.worth_full", "most", s.Most)
	}
	return w.N("stories.worth", int(s.Next), "have", s.Have, "most", s.Most)
}
