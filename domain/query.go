package domain

// The lists of the screen and of the command line.
const (
	ListInbox      = "inbox"
	ListWorking    = "working"
	ListRegistered = "registered"
	ListClosed     = "closed"
	ListOpen       = "open"
	ListWon        = "won"
	ListLost       = "lost"
	ListActive     = "active"
	ListCompleted  = "completed"
	ListTerminated = "terminated"
	ListWaiting    = "waiting"
	ListFailed     = "failed"
	ListAnswered   = "answered"
	ListAll        = "all"
	// ListTop is what people call the inbox with the best leads first; no query has it.
	ListTop = "top"
)

// ListsOf are the lists that records of a kind stand in, in the order of the screen.
func ListsOf(k Kind) []string {
	switch k {
	case KindLead:
		return []string{ListInbox, ListWorking, ListRegistered, ListClosed}
	case KindOpportunity:
		return []string{ListOpen, ListWon, ListLost}
	case KindProject:
		return []string{ListActive, ListCompleted, ListTerminated}
	case KindSurvey:
		return []string{ListFailed, ListWaiting, ListAnswered}
	case KindStory, KindCredential, KindFirm:
	}
	return nil
}

// Query asks for rows of a list.
type Query struct {
	Kind Kind
	// List is one of [ListsOf], or [ListAll] for all records of the kind.
	List string
	// Sort is one of [Sorts] or several of them; "" is the kind's default.
	Sort Sort
	// Reverse turns the list around as a whole.
	Reverse bool
	// Program keeps to one program; "" is all of them.
	Program string
	// Match keeps to records whose text holds it, both folded; "" is all.
	// Held-back fields are never looked at.
	Match string
	// Quick has a search answer with the first rows as soon as they are known;
	// [Page.More] then says that it did not look at all.
	Quick bool
}

// Page is a run of rows of a list.
type Page[R any] struct {
	Rows []R
	// Offset is the place of the first row in the list, from 0.
	Offset int
	// Total is how many rows the list has, at least so many where there may be more.
	Total int
	// More is true where a quick search did not look at all rows.
	More bool
}

// betweenFields parts the fields of a line of search text. No query has it: [Fold]
// leaves no white space but single spaces.
const betweenFields = '\t'

// AppendSearchable appends the text in which a record is looked for to dst: its
// fields as [Fold] has them, in one line without its end. The fields are kept
// apart in it so that no folded text is found across two of them.
func AppendSearchable(dst []byte, fields ...Untrusted) []byte {
	start := len(dst)
	for _, f := range fields {
		if f.IsZero() {
			continue
		}
		if len(dst) > start {
			dst = append(dst, betweenFields)
		}
		dst = AppendFold(dst, f.raw)
	}
	return dst
}

// Length is how long a list is.
type Length struct {
	N int
	// More is that there may be more: it was not counted to the end.
	More bool
}
