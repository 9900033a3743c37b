package store

import (
	"context"
	"errors"

	"github.com/belay-tui/belay/domain"
)

// lookback is how many entries are looked through for one to undo.
const lookback = 1000

// Undoable is the entry that an undo without a number means, and whether it can
// be taken back now.
func (b *Book) Undoable(ctx context.Context) (u domain.Undoable, err error) {
	err = b.view(ctx, "look for what can be undone", func(r *reader) error {
		var look domain.Lookback
		for n := r.tail.head; n > 0 && n+lookback > r.tail.head; n-- {
			e, err := r.entryAt(n)
			if err != nil {
				return err
			}
			if look.Finds(e.Entry) {
				u.Entry, u.Command, u.Batch = e.N, e.Command, e.Batch
				break
			}
		}
		var err error
		u.Why, err = r.whyNot(domain.Undo{Entry: u.Entry})
		return err
	})
	return u, err
}

// Told reports whether a story tells of a project, for decisions. It reads all
// stories: there are few, and projects are seldom taken out of a book.
func (r *reader) Told(project domain.ID) (bool, error) {
	of, err := r.storiesOf(context.Background(), []domain.ID{project})
	return len(of) > 0, err
}

// whyNot is the refusal that a command would meet, nil where it would be done.
func (r *reader) whyNot(cmd domain.Command) (*domain.RuleError, error) {
	// A writer that writes nothing reads what decisions want.
	w := &writer{reader: *r}
	_, err := domain.Decide(w, cmd, domain.Now{At: r.now, Who: r.b.who})
	if why, ok := errors.AsType[*domain.RuleError](err); ok {
		return why, nil
	}
	return nil, err
}
