package store

import (
	"context"

	"github.com/belay-tui/belay/domain"
)

// Reminders returns what to remind of now about the records of a program, of all
// where it is "", what was due first before the others. It reads only what is
// open or under way.
func (b *Book) Reminders(ctx context.Context, program string) (all []domain.Reminded, err error) {
	err = b.view(ctx, "gather reminders", func(r *reader) error {
		for _, q := range domain.RemindedLists() {
			q.Program = program
			for rec, err := range r.each(ctx, q) {
				if err != nil {
					return err
				}
				name := programOf(rec)
				p, err := r.program(name)
				if err != nil {
					return err
				}
				for _, due := range domain.Reminders(rec, p, r.now) {
					all = append(all, domain.Reminded{Record: rec, Program: name, Reminder: due})
				}
			}
		}
		return nil
	})
	domain.SortReminded(all)
	return all, err
}
