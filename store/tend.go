package store

import (
	"context"
	"fmt"
	"os"

	"github.com/belay-tui/belay/store/file"
)

// Notice is something about the book's file or folder that its owner should
// know.
type Notice = file.Notice

// NoticeKind says what a notice is about.
type NoticeKind = file.NoticeKind

// What [Book.Care] notices.
const (
	Tightened = file.Tightened
	Exposed   = file.Exposed
	NotOurs   = file.NotOurs
	OnNetwork = file.OnNetwork
	InSync    = file.InSync
)

// Care sees to it that only its owner can read the book, and tells what makes
// it unsafe. ownFolder says that the folder is belay's own, to be made private
// too.
func (b *Book) Care(ownFolder bool) ([]Notice, error) { return file.Care(b.path, ownFolder) }

// Tend does while nobody waits what keeps a book well: it folds a long tail of
// the journal, and makes the backup of the day.
func (b *Book) Tend(ctx context.Context) error {
	if err := b.Settle(ctx); err != nil {
		return err
	}
	_, err := b.BackUpToday(ctx, 0)
	return err
}

// BackUpToday makes the backup of the day, which is the clock's, unless there is
// one or nothing has changed since the last. Where most is not 0 it leaves books
// of more bytes alone, for whoever does not want to wait.
func (b *Book) BackUpToday(ctx context.Context, most int64) (made bool, err error) {
	info, err := os.Stat(b.path)
	if err != nil {
		return false, fmt.Errorf("back up the book: %w", err)
	}
	if most > 0 && info.Size() > most {
		return false, nil
	}
	head, err := b.Head(ctx)
	if err != nil || head == 0 {
		return false, err
	}
	all, err := b.Backups()
	if err != nil {
		return false, err
	}
	y, m, d := b.now().Date()
	for _, old := range all {
		oy, om, od := old.At.In(b.now().Location()).Date()
		if old.Head == head || old.Kind == DailyBackup && oy == y && om == m && od == d {
			return false, nil
		}
	}
	_, err = b.BackUp(ctx, DailyBackup)
	return err == nil, err
}

// BackUpBeforeImport makes a backup unless there is one of the book as it is.
func (b *Book) BackUpBeforeImport(ctx context.Context) error {
	head, err := b.Head(ctx)
	if err != nil || head == 0 {
		return err
	}
	all, err := b.Backups()
	if err != nil {
		return err
	}
	for _, old := range all {
		if old.Head == head {
			return nil
		}
	}
	_, err = b.BackUp(ctx, BackupBeforeImport)
	return err
}
