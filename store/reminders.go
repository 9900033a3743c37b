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
			var fault error
			q.Program = program
			err := r.each(ctx, q, func(rec domain.Record) {
				name := programOf(rec)
				p, err := r.program(name)
				if err != nil {
					fault = err
					return
				}
				for _, due := range domain.Reminders(rec, p, r.now) {
					all = append(all, domain.Reminded{Record: rec, Program: name, Reminder: due})
				}
			})
			if err != nil {
				return err
			}
			if fault != nil {
				return fault
			}
		}
		return nil
	})
	domain.SortReminded(all)
	return all, err
}
