package packed

import "github.com/belay-tui/belay/domain"

// The tags of a support case. The kind, the number and the instant at which it
// was opened make it the same.
const (
	caseKind       = 1
	caseNumber     = 2
	caseOpenedAt   = 3
	caseAnsweredAt = 4
	caseUsedAt     = 5
	caseClosedAt   = 6

	caseSame = caseOpenedAt
	caseLast = caseClosedAt
)

func appendCases(dst []byte, tag int, cases []domain.Case, was *previous) []byte {
	begin := len(dst)
	for i := range cases {
		c, at := &cases[i], 0
		dst, at = OpenPart(dst, tag)
		dst = AppendBytes(dst, caseKind, c.Kind)
		dst = AppendUntrusted(dst, caseNumber, c.Number)
		dst = AppendTime(dst, caseOpenedAt, c.OpenedAt)
		dst = AppendTime(dst, caseAnsweredAt, c.AnsweredAt)
		dst = AppendTime(dst, caseUsedAt, c.UsedAt)
		dst = AppendTime(dst, caseClosedAt, c.ClosedAt)
		dst = ClosePart(dst, at)
	}
	return was.closeList(dst, begin, tag, caseSame, caseLast)
}

func readCase(r *Reader[string]) (c domain.Case) {
	part := r.part()
	for part.Next() {
		switch part.tag {
		case caseKind:
			c.Kind = domain.CaseKind(part.Text())
		case caseNumber:
			c.Number = part.Untrusted()
		case caseOpenedAt:
			c.OpenedAt = part.Time()
		case caseAnsweredAt:
			c.AnsweredAt = part.Time()
		case caseUsedAt:
			c.UsedAt = part.Time()
		case caseClosedAt:
			c.ClosedAt = part.Time()
		}
	}
	r.end(&part)
	return c
}
