package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// bbolt advises the kernel against reading ahead, so that whoever reads much of
// a file for the first time since the machine was started waits for each page.
// Reading the file once by other means cures that.

// ahead is what was read ahead in this process.
type ahead struct {
	mu   sync.Mutex
	text map[domain.Kind]bool
	all  bool
}

// first reports whether something is done for the first time.
func (a *ahead) first(done func(*ahead) bool) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return done(a)
}

// textAhead reads the search text of a kind before it is searched first.
func (r *reader) textAhead(ctx context.Context, k domain.Kind) (err error) {
	if r.tx.Writable() || !r.b.ahead.first(func(a *ahead) bool {
		first := !a.text[k]
		if a.text == nil {
			a.text = map[domain.Kind]bool{}
		}
		a.text[k] = true
		return first
	}) {
		return nil
	}
	f, err := os.Open(r.b.path)
	if err != nil {
		return fmt.Errorf("read the search text ahead: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return index.OpenText(r.tx.Bucket(bucketText), bucketText, textOf(k)).Prefetch(ctx, f, r.tx.DB().Info().Data)
}

// fileAhead reads the whole file beside the first reading of all records.
// Whether that succeeds is of no concern: it only saves time.
func (b *Book) fileAhead(ctx context.Context) {
	if !b.ahead.first(func(a *ahead) bool { first := !a.all; a.all = true; return first }) {
		return
	}
	go func() {
		f, err := os.Open(b.path)
		if err != nil {
			return
		}
		defer f.Close() //nolint:errcheck // it was only read
		buffer := make([]byte, 1<<17)
		for err == nil && ctx.Err() == nil {
			_, err = io.ReadFull(f, buffer)
		}
	}()
}
