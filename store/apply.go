package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
)

// Apply decides a command and writes what it changes, with its journal entry,
// in one transaction. A refusal is a *[domain.RuleError] or
// [domain.Refusals]. Where nothing changes the result has no entry, and the
// record of the command's subject as it stands.
func (b *Book) Apply(ctx context.Context, cmd domain.Command) (res domain.Result, err error) {
	if many, err := b.undoesBatch(ctx, cmd); many || err != nil {
		if err != nil {
			return domain.Result{}, err
		}
		return b.undoBatch(ctx, cmd.(domain.Undo))
	}
	err = b.update(ctx, "apply "+cmd.Name(), file.ForWriting, func(w *writer) (err error) {
		res, err = w.apply(cmd, domain.Now{At: w.now, Who: b.who})
		return err
	})
	if err != nil {
		return domain.Result{}, err
	}
	return res, nil
}

// foldMany is foldAt for many commands in one transaction.
const foldMany = 4 * foldAt

// Replay applies steps in one transaction, each with its own journal entry, as
// of its own time and by whoever gave it. A refusal or another error leaves the
// book as it was.
func (b *Book) Replay(ctx context.Context, steps iter.Seq[domain.Step]) error {
	return b.update(ctx, "replay commands", file.ForLong, func(w *writer) error {
		n := 0
		for s := range steps {
			n++
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, err := w.apply(s.Command, domain.Now{At: s.At, Who: s.Who}); err != nil {
				return fmt.Errorf("step %d, %s: %w", n, s.Command.Name(), err)
			}
			if w.tail.size() >= foldMany {
				if err := w.fold(ctx); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (w *writer) apply(cmd domain.Command, now domain.Now) (domain.Result, error) {
	records, err := domain.Decide(w, cmd, now)
	if err != nil {
		return domain.Result{}, err
	}
	var e entry
	_, undo := cmd.(domain.Undo)
	for _, rec := range records {
		c, changed, err := w.change(rec, undo)
		if err != nil {
			return domain.Result{}, err
		}
		if changed {
			w.tail.next[c.ref.Kind] = max(w.tail.next[c.ref.Kind], c.row+1)
			e.changes = append(e.changes, c)
		}
	}
	res := domain.Result{}
	if len(e.changes) > 0 {
		if err := w.append(cmd, now, e); err != nil {
			return domain.Result{}, err
		}
		res.Entry = w.tail.head
		w.forgetPrograms(e)
	}
	if len(records) == 0 {
		current, err := w.Record(cmd.Subject())
		switch {
		case err == nil:
			records = []domain.Record{current}
		case !errors.Is(err, domain.ErrNotFound): // a row imported again has a new id
			return domain.Result{}, err
		}
	}
	for _, rec := range records {
		shown, err := w.disclosed(rec)
		if err != nil {
			return domain.Result{}, err
		}
		res.Records = append(res.Records, shown)
	}
	return res, nil
}

// Lapse writes down which leads were clawed back: the offers that passed their
// deadline, and the accepted ones that passed their second window where their
// program claws those back. It returns how many.
// It opens the book for writing only where there are any. In a book that may
// only be read it leaves that to who may write; reading knows the clock.
func (b *Book) Lapse(ctx context.Context) (int, error) {
	var overdue []domain.ID
	err := b.view(ctx, "look for lapsed leads", func(r *reader) (err error) {
		if newer, ok := errors.AsType[*NewerError](r.writable()); ok && newer.Readable {
			return nil
		}
		overdue, err = r.overdue()
		return err
	})
	if err != nil || len(overdue) == 0 {
		return 0, err
	}
	lapsed := 0
	err = b.update(ctx, "lapse leads", file.ForWriting, func(w *writer) error {
		lapsed = 0
		for _, id := range overdue {
			res, err := w.apply(domain.LapseLead{ID: id}, domain.Now{At: w.now, Who: b.who})
			if err != nil {
				return err
			}
			if res.Entry != 0 {
				lapsed++
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return lapsed, nil
}

// settleAt is how many changed records are worth folding while nobody waits.
const settleAt = foldAt / 4

// Settle does while nobody waits what a later command would have to: it folds
// the tail of the journal into the base if that has become long.
func (b *Book) Settle(ctx context.Context) error {
	if t := b.tail.Load(); t != nil && t.size() < settleAt {
		return nil
	}
	return b.update(ctx, "settle the book", file.ForWriting, func(w *writer) error {
		if w.tail.size() < settleAt {
			return nil
		}
		w.changed = true
		return w.fold(ctx)
	})
}

// overdue finds the leads past a deadline by the orders alone.
func (r *reader) overdue() ([]domain.ID, error) {
	var ids []domain.ID
	for sort, until := range map[domain.Sort][]byte{domain.SortDue: dueKey(r.now), sortIdle: rising(milli(r.now))} {
		for s, err := range r.upTo(domain.KindLead, sort, until) {
			if err != nil {
				return nil, err
			}
			ids = append(ids, s.record.Ref().ID)
		}
	}
	return ids, nil
}

// stampOf is an instant as the journal has it.
func stampOf(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }
