package store

import (
	"context"
	"encoding/binary"
	"os"
	"testing"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// bare is bbolt on a file of its own, which it keeps open.
type bare struct {
	db *bolt.DB
	n  uint64
}

var bareBucket = []byte("bare")

func openBare(b *testing.B, path string) *bare {
	b.Helper()
	db := must[*bolt.DB](b)(bolt.Open(path, 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType}))
	b.Cleanup(func() { _ = db.Close() }) // the file goes too
	err := db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucketIfNotExists(bareBucket)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return &bare{db: db}
}

// put writes as many keys as it is said, each behind the last one and with a
// value of so many bytes.
func (x *bare) put(b *testing.B, keys, length int) {
	b.Helper()
	err := x.db.Update(func(tx *bolt.Tx) error {
		for range keys {
			x.n++
			if err := tx.Bucket(bareBucket).Put(binary.BigEndian.AppendUint64(nil, x.n), make([]byte, length)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// entryLen is how long the last journal entry is.
func entryLen(b *testing.B, book *Book) (n int) {
	b.Helper()
	err := book.view(context.Background(), "measure an entry", func(r *reader) error {
		_, value := r.tx.Bucket(bucketJournal).Cursor().Last()
		n = len(value)
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func (s *scale) benchChange(b *testing.B) {
	path := s.own(b, s.book(b, s.leads, s.projects))
	book := openBench(b, path)
	floor := openBare(b, s.own(b, s.book(b, s.leads, s.projects)))
	next := offers(b, book, s.leads/10)
	accept := func() {
		if len(next) == 0 {
			b.Fatal("all offers are accepted: a shorter -benchtime has enough of them")
		}
		apply(b, book, domain.AcceptLead{ID: next[0]})
		next = next[1:]
	}
	accept()
	length := entryLen(b, book)
	round := func(b *testing.B) {
		b.Helper()
		took := sides{}
		for b.Loop() {
			took.time("accept", accept)
			took.time("bare", func() { floor.put(b, 1, length) })
		}
		took.reportIn(b, "us", "accept", inMicroseconds)
		took.report(b, "x-bare", "accept", "bare")
	}
	b.Run("First", round)
	for range s.leads / 100 {
		accept()
		floor.put(b, 1, length)
	}
	b.Run("Later", round)
	if err := os.Remove(path); err != nil {
		b.Fatal(err)
	}
}

// replayed is how many commands a batch has.
const replayed = 200

func (s *scale) benchReplay(b *testing.B) {
	book := openBench(b, s.own(b, s.book(b, s.leads, s.projects)))
	floor := openBare(b, s.own(b, s.book(b, s.leads, s.projects)))
	next := offers(b, book, s.leads/10)
	took := sides{}
	for b.Loop() {
		if len(next) < 2*replayed {
			b.Fatal("all offers are accepted: a shorter -benchtime has enough of them")
		}
		took.time("replay", func() {
			err := book.Replay(context.Background(), func(yield func(domain.Step) bool) {
				for _, id := range next[:replayed] {
					if !yield(domain.Step{At: start.AddDate(0, 0, 1), Who: out("ann"), Command: domain.AcceptLead{ID: id}}) {
						return
					}
				}
			})
			if err != nil {
				b.Fatal(err)
			}
		})
		length := entryLen(b, book)
		took.time("apply", func() {
			for _, id := range next[replayed : replayed+20] {
				apply(b, book, domain.AcceptLead{ID: id})
			}
		})
		took.time("bare", func() { floor.put(b, replayed, length) })
		next = next[replayed+20:]
	}
	took.reportIn(b, "us/command", "replay", replayed*inMicroseconds)
	b.ReportMetric(took.ns("replay")/replayed/(took.ns("apply")/20), "x-apply")
	took.report(b, "x-bare", "replay", "bare")
}
