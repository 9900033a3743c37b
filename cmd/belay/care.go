package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

// smallBook is up to how many bytes a book is backed up before a command, once
// a day: it takes some hundredths of a second. Larger ones are backed up while
// the screen is open.
const smallBook = 16 << 20

// careWords say what is to be known about a book's file or folder.
var careWords = map[store.NoticeKind]string{
	store.Tightened: "cli.care.tightened",
	store.Exposed:   "cli.care.exposed",
	store.NotOurs:   "cli.care.not_ours",
	store.OnNetwork: "cli.care.network",
	store.InSync:    "cli.care.sync",
}

// guard keeps the book private. What is to be known about that is said; it is
// never in the way of the command.
func (a *app) guard(book *store.Book) {
	own := a.bookFlag == "" && a.env("BELAY_BOOK") == ""
	if notices, err := book.Care(own); err == nil && !a.json {
		for _, n := range notices {
			fmt.Fprintln(a.err, a.w.T(careWords[n.Kind], "path", n.Path, "detail", n.Detail))
		}
	}
}

// noBackup says why there is no backup. Who may only read the book's folder
// knows that.
func (a *app) noBackup(err error) {
	if !a.json && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(a.err, a.w.T("cli.care.no_backup", "why", domain.Outside(a.tell(err).Message)))
	}
}

// How long after it was opened the screen first tends its book, and how often
// after that.
const (
	tendAfter = 5 * time.Second
	tendEvery = 10 * time.Minute
)

// tend keeps the book well while the screen is open. The function that it
// returns ends that and says what went wrong last.
func (a *app) tend(ctx context.Context, book *store.Book) (done func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error)
	go func() {
		var last error
		defer func() { ended <- last }()
		timer := time.NewTimer(tendAfter)
		defer timer.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-timer.C:
				last = book.Tend(ctx)
				timer.Reset(tendEvery)
			}
		}
	}()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			a.noBackup(err)
		}
	}
}
