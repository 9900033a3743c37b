package packed

import "github.com/belay-tui/belay/domain"

// The tags of a survey.
const (
	surveyID           = tagID
	surveyProgram      = 2
	surveyProject      = 3
	surveyStatus       = 4
	surveyProjectName  = 5
	surveyCustomer     = 6
	surveyTo           = 7
	surveyQueuedAt     = 8
	surveySentAt       = 9
	surveyResent       = 10
	surveyWhy          = 11
	surveyRatings      = 12
	surveyReview       = 13
	surveyPublished    = 14
	surveyAnsweredAt   = 15
	surveyDisqualified = 16
	surveyCases        = 17

	surveyLast = surveyCases
)

func appendSurvey(dst []byte, s *domain.Survey, was *previous) []byte {
	dst = AppendItem(dst, surveyID, s.ID[:])
	dst = AppendBytes(dst, surveyProgram, s.Program)
	dst = AppendID(dst, surveyProject, s.Project)
	dst = AppendBytes(dst, surveyStatus, s.Status)
	dst = AppendUntrusted(dst, surveyProjectName, s.ProjectName)
	dst = AppendUntrusted(dst, surveyCustomer, s.Customer)
	dst = appendContactPart(dst, surveyTo, &s.To, was)
	dst = AppendTime(dst, surveyQueuedAt, s.QueuedAt)
	dst = AppendTime(dst, surveySentAt, s.SentAt)
	dst = AppendInt(dst, surveyResent, s.Resent)
	dst = AppendUntrusted(dst, surveyWhy, s.Why)
	dst = appendRatings(dst, surveyRatings, s.Ratings)
	dst = AppendUntrusted(dst, surveyReview, s.Review)
	dst = appendBool(dst, surveyPublished, s.Published)
	dst = AppendTime(dst, surveyAnsweredAt, s.AnsweredAt)
	dst = AppendUntrusted(dst, surveyDisqualified, s.Disqualified)
	dst = appendCases(dst, surveyCases, s.Cases, was)
	return append(dst, was.rest(surveyLast)...)
}

func decodeSurvey(r *Reader[string], s *domain.Survey) {
	for r.Next() {
		switch r.tag {
		case surveyID:
			s.ID = r.ID()
		case surveyProgram:
			s.Program = r.Text()
		case surveyProject:
			s.Project = r.ID()
		case surveyStatus:
			s.Status = domain.SurveyStatus(r.Text())
		case surveyProjectName:
			s.ProjectName = r.Untrusted()
		case surveyCustomer:
			s.Customer = r.Untrusted()
		case surveyTo:
			s.To = readContact(r)
		case surveyQueuedAt:
			s.QueuedAt = r.Time()
		case surveySentAt:
			s.SentAt = r.Time()
		case surveyResent:
			s.Resent = readInt(r)
		case surveyWhy:
			s.Why = r.Untrusted()
		case surveyRatings:
			s.Ratings = readRatings(r)
		case surveyReview:
			s.Review = r.Untrusted()
		case surveyPublished:
			s.Published = r.Uint() != 0
		case surveyAnsweredAt:
			s.AnsweredAt = r.Time()
		case surveyDisqualified:
			s.Disqualified = r.Untrusted()
		case surveyCases:
			s.Cases = append(room(r, s.Cases), readCase(r))
		}
	}
}

// appendRatings writes a byte for each rating.
func appendRatings(dst []byte, tag int, ratings []domain.Rating) []byte {
	if len(ratings) == 0 {
		return dst
	}
	dst, at := OpenPart(dst, tag)
	for _, n := range ratings {
		dst = append(dst, byte(n))
	}
	return ClosePart(dst, at)
}

func readRatings(r *Reader[string]) []domain.Rating {
	v := r.Value()
	if len(v) == 0 {
		return nil
	}
	ratings := make([]domain.Rating, len(v))
	for i := range ratings {
		ratings[i] = domain.Rating(v[i])
	}
	return ratings
}
