package packed

import "github.com/belay-tui/belay/domain"

// The tags of a success story.
const (
	storyID          = tagID
	storyProgram     = 2
	storyProject     = 3
	storyTitle       = 4
	storyCustomer    = 5
	storyStatus      = 6
	storyChallenge   = 7
	storySolution    = 8
	storyResults     = 9
	storyCreatedAt   = 10
	storySubmittedAt = 11
	storyPublishedAt = 12

	storyLast = storyPublishedAt
)

func appendStory(dst []byte, s *domain.Story, was *previous) []byte {
	dst = AppendItem(dst, storyID, s.ID[:])
	dst = AppendBytes(dst, storyProgram, s.Program)
	dst = AppendID(dst, storyProject, s.Project)
	dst = AppendUntrusted(dst, storyTitle, s.Title)
	dst = AppendUntrusted(dst, storyCustomer, s.Customer)
	dst = AppendBytes(dst, storyStatus, s.Status)
	dst = AppendUntrusted(dst, storyChallenge, s.Challenge)
	dst = AppendUntrusted(dst, storySolution, s.Solution)
	dst = AppendUntrusted(dst, storyResults, s.Results)
	dst = AppendTime(dst, storyCreatedAt, s.CreatedAt)
	dst = AppendTime(dst, storySubmittedAt, s.SubmittedAt)
	dst = AppendTime(dst, storyPublishedAt, s.PublishedAt)
	return append(dst, was.rest(storyLast)...)
}

func decodeStory(r *Reader[string], s *domain.Story) {
	for r.Next() {
		switch r.tag {
		case storyID:
			s.ID = r.ID()
		case storyProgram:
			s.Program = r.Text()
		case storyProject:
			s.Project = r.ID()
		case storyTitle:
			s.Title = r.Untrusted()
		case storyCustomer:
			s.Customer = r.Untrusted()
		case storyStatus:
			s.Status = domain.StoryStatus(r.Text())
		case storyChallenge:
			s.Challenge = r.Untrusted()
		case storySolution:
			s.Solution = r.Untrusted()
		case storyResults:
			s.Results = r.Untrusted()
		case storyCreatedAt:
			s.CreatedAt = r.Time()
		case storySubmittedAt:
			s.SubmittedAt = r.Time()
		case storyPublishedAt:
			s.PublishedAt = r.Time()
		}
	}
}
