package pane

import "github.com/belay-tui/belay/domain"

// WithRows is a page with other rows in the place of its own, one for each: a pane
// adds to records what else it shows of them.
func WithRows[R, S any](page domain.Page[R], rows []S) domain.Page[S] {
	return domain.Page[S]{Rows: rows, Offset: page.Offset, Total: page.Total, More: page.More}
}
