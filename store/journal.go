package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// lastEntry is the number of the last journal entry, 0 where there is none.
func (r *reader) lastEntry() (uint64, error) {
	bucket, err := r.bucket(bucketJournal)
	if err != nil {
		return 0, err
	}
	k, _ := bucket.Cursor().Last()
	switch len(k) {
	case 0:
		return 0, nil
	case 8:
		return binary.BigEndian.Uint64(k), nil
	}
	return 0, r.damaged("the journal's numbers", nil)
}

// journal appends the entry of a command to the journal.
func (w *writer) journal(cmd domain.Command, now domain.Now, changes []domain.Change) error {
	version, args, err := domain.EncodeCommand(cmd)
	if err != nil {
		return err
	}
	n := w.head + 1
	body, err := json.Marshal(domain.Entry{
		N: n, At: stampOf(now.At), Who: now.Who, Command: cmd.Name(), Version: version, Args: args, Changes: changes,
	})
	if err != nil {
		return fmt.Errorf("write journal entry %d: %w", n, err)
	}
	bucket, err := w.bucket(bucketJournal)
	if err != nil {
		return err
	}
	key := numberKey(n)
	if err := bucket.Put(key, seal(bucketJournal, key, n, body)); err != nil {
		return fmt.Errorf("write journal entry %d: %w", n, err)
	}
	w.head = n
	return nil
}

// entry reads a journal entry, whole: with its arguments, and all that the
// records were before and after.
func (r *reader) entry(key, value []byte) (domain.Entry, error) {
	e, err := r.head(key, value)
	if err == nil && e.Command == importName {
		e.Changes, err = r.parts(e.N)
	}
	return e, err
}

// head reads a journal entry without the changes of an import.
func (r *reader) head(key, value []byte) (domain.Entry, error) {
	what := fmt.Sprintf("journal entry %d", binary.BigEndian.Uint64(key))
	_, body, err := unseal(bucketJournal, key, value)
	if err != nil {
		return domain.Entry{}, r.damaged(what, err)
	}
	var e domain.Entry
	if err := json.Unmarshal(body, &e); err != nil {
		return domain.Entry{}, r.damaged(what, err)
	}
	return e, nil
}

// Entry returns a whole entry of the journal; it makes reader a [domain.View].
// Of an import it leaves out the changes: they may be more than memory holds.
func (r *reader) Entry(n uint64) (domain.Entry, error) {
	log, err := r.bucket(bucketJournal)
	if err != nil {
		return domain.Entry{}, err
	}
	key := numberKey(n)
	value := log.Get(key)
	if value == nil {
		return domain.Entry{}, fmt.Errorf("journal entry %d: %w", n, domain.ErrNotFound)
	}
	return r.head(key, value)
}

// forOutput takes from an entry what may tell of held-back fields.
func forOutput(e domain.Entry, only *domain.Ref) domain.Entry {
	switch e.Command {
	case domain.OfferLead{}.Name(), domain.ImportLead{}.Name(), domain.EditLead{}.Name():
		e.Args = nil // the lead with its contact, which may be held back again
	}
	changes := make([]domain.Change, 0, len(e.Changes))
	for _, c := range e.Changes {
		if only == nil || c.Ref == *only {
			changes = append(changes, domain.Change{Ref: c.Ref})
		}
	}
	e.Changes = changes
	return e
}

// Journal returns at most limit entries, all where limit is 0. It goes on after
// the entry with the number after in the direction of reading: entries with
// higher numbers, or lower ones if newestFirst; 0 begins at that end. With a ref
// it keeps to the entries that changed the record, and to that change. What the
// records were before and after is left out, as are the arguments that carry a
// lead's held-back fields.
func (b *Book) Journal(ctx context.Context, after uint64, limit int, newestFirst bool, ref *domain.Ref) (entries []domain.Entry, err error) {
	err = b.view(ctx, "read the journal", func(r *reader) error {
		name, prefix := bucketJournal, []byte(nil)
		if ref != nil {
			name, prefix = bucketHistory, historyPrefix(*ref)
		}
		bucket, err := r.bucket(name)
		if err != nil {
			return err
		}
		log, err := r.bucket(bucketJournal)
		if err != nil {
			return err
		}
		run := newRun(bucket, prefix, newestFirst)
		for k := range run.from(after) {
			if limit > 0 && len(entries) == limit {
				return nil
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			key := k[len(prefix):]
			if len(key) != 8 {
				return r.damaged("the journal's numbers", nil)
			}
			e, err := r.entry(key, log.Get(key))
			if err != nil {
				return err
			}
			entries = append(entries, forOutput(e, ref))
		}
		return nil
	})
	return entries, err
}

// Head is the number of the last journal entry, 0 in a new book.
func (b *Book) Head(ctx context.Context) (n uint64, err error) {
	err = b.view(ctx, "read the journal", func(r *reader) (err error) {
		n, err = r.lastEntry()
		return err
	})
	return n, err
}

// importName is the command whose entry has its changes in parts.
var importName = domain.ImportFile{}.Name()

// partLen is about how many bytes of changes a part of an import has.
const partLen = 256 << 10

// parts reads the changes of an import.
func (r *reader) parts(n uint64) (changes []domain.Change, err error) {
	bucket, err := r.bucket(bucketChanges)
	if err != nil {
		return nil, err
	}
	for k, v := range newRun(bucket, numberKey(n), false).all() {
		_, body, err := unseal(bucketChanges, k, v)
		if err != nil {
			return nil, r.damaged(fmt.Sprintf("the changes of journal entry %d", n), err)
		}
		for len(body) > 0 {
			var c domain.Change
			if c, body, err = readChange(body); err != nil {
				return nil, r.damaged(fmt.Sprintf("the changes of journal entry %d", n), err)
			}
			changes = append(changes, c)
		}
	}
	return changes, nil
}

// partWriter writes the changes of an import as they come, so that a long one
// is never in memory twice.
type partWriter struct {
	bucket *bolt.Bucket
	n      uint64
	part   uint32
	body   []byte
	// any tells whether there was a change.
	any bool
}

// add writes a change: the kind's letter, the id, the length of what the record
// was before, and that.
func (p *partWriter) add(ref domain.Ref, before []byte) error {
	p.any = true
	p.body = append(p.body, ref.Kind.Letter()...)
	p.body = append(p.body, ref.ID[:]...)
	p.body = binary.AppendUvarint(p.body, uint64(len(before)))
	p.body = append(p.body, before...)
	if len(p.body) < partLen {
		return nil
	}
	return p.flush()
}

func (p *partWriter) flush() error {
	if len(p.body) == 0 {
		return nil
	}
	key := partKey(p.n, p.part)
	if err := p.bucket.Put(key, seal(bucketChanges, key, p.n, p.body)); err != nil {
		return fmt.Errorf("write the changes of journal entry %d: %w", p.n, err)
	}
	p.part++
	p.body = p.body[:0] // seal copied it
	return nil
}

// readChange reads what add wrote, and returns what follows it.
func readChange(body []byte) (c domain.Change, rest []byte, err error) {
	if len(body) < 1+idLen {
		return c, nil, fmt.Errorf("a change is cut short")
	}
	for _, k := range domain.Kinds() {
		if k.Letter() == string(body[:1]) {
			c.Ref.Kind = k
		}
	}
	copy(c.Ref.ID[:], body[1:])
	size, used := binary.Uvarint(body[1+idLen:])
	body = body[1+idLen+max(0, used):]
	if used <= 0 || c.Ref.Kind == "" || size > uint64(len(body)) {
		return c, nil, fmt.Errorf("a change is cut short")
	}
	if size > 0 {
		c.Before = bytes.Clone(body[:size])
	}
	return c, body[size:], nil
}
