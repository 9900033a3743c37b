package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
	bolt "go.etcd.io/bbolt"
)

// get reads a record as it may leave the book.
func get[R domain.Record](ctx context.Context, b *Book, ref domain.Ref) (rec R, err error) {
	err = b.view(ctx, fmt.Sprintf("read %s %s", ref.Kind, ref), func(r *reader) error {
		whole, err := r.Record(ref)
		if err != nil {
			return err
		}
		shown, err := r.disclosed(whole)
		if err != nil {
			return err
		}
		rec, _ = shown.(R)
		return nil
	})
	return rec, err
}

// Firm returns the firm, without a name or programs in a new book.
func (b *Book) Firm(ctx context.Context) (domain.Firm, error) {
	f, err := get[domain.Firm](ctx, b, domain.Firm{}.Ref())
	if errors.Is(err, domain.ErrNotFound) {
		return domain.Firm{}, nil
	}
	return f, err
}

// Lead returns a lead with its status as of now and without what its program
// holds back. The error for one that is not there wraps [domain.ErrNotFound].
func (b *Book) Lead(ctx context.Context, id domain.ID) (domain.Lead, error) {
	return get[domain.Lead](ctx, b, domain.Ref{Kind: domain.KindLead, ID: id})
}

// Opportunity returns an opportunity; see [Book.Lead] for errors.
func (b *Book) Opportunity(ctx context.Context, id domain.ID) (domain.Opportunity, error) {
	return get[domain.Opportunity](ctx, b, domain.Ref{Kind: domain.KindOpportunity, ID: id})
}

// Project returns a project; see [Book.Lead] for errors.
func (b *Book) Project(ctx context.Context, id domain.ID) (domain.Project, error) {
	return get[domain.Project](ctx, b, domain.Ref{Kind: domain.KindProject, ID: id})
}

// Survey returns a survey; see [Book.Lead] for errors.
func (b *Book) Survey(ctx context.Context, id domain.ID) (domain.Survey, error) {
	return get[domain.Survey](ctx, b, domain.Ref{Kind: domain.KindSurvey, ID: id})
}

// Story returns a story; see [Book.Lead] for errors.
func (b *Book) Story(ctx context.Context, id domain.ID) (domain.Story, error) {
	return get[domain.Story](ctx, b, domain.Ref{Kind: domain.KindStory, ID: id})
}

// Credential returns a credential; see [Book.Lead] for errors.
func (b *Book) Credential(ctx context.Context, id domain.ID) (domain.Credential, error) {
	return get[domain.Credential](ctx, b, domain.Ref{Kind: domain.KindCredential, ID: id})
}

// byPortalKey finds a record by the key of its portal's id.
func (r *reader) byPortalKey(key []byte) (domain.ID, bool, error) {
	bucket, err := r.bucket(bucketPortal)
	if err != nil {
		return domain.ID{}, false, err
	}
	value := bucket.Get(key)
	if value == nil {
		return domain.ID{}, false, nil
	}
	value, err = untag(key, value)
	if err != nil {
		return domain.ID{}, false, r.damaged("the index of portal ids", err)
	}
	id, ok := copyID(value)
	if !ok {
		return domain.ID{}, false, r.damaged("the index of portal ids", nil)
	}
	return id, true, nil
}

// counter reads a counter, 0 where it has not counted yet.
func (r *reader) counter(bucket *bolt.Bucket, key []byte) (int, error) {
	value := bucket.Get(key)
	if value == nil {
		return 0, nil
	}
	return r.readCounter(key, value)
}

func (r *reader) readCounter(key, value []byte) (int, error) {
	_, body, err := unseal(bucketCounters, key, value)
	if err != nil || len(body) != 8 {
		return 0, r.damaged("the counters", err)
	}
	return int(binary.BigEndian.Uint64(body)), nil
}

// counts adds up the counters of a program, of all where it is "".
func (r *reader) counts(program string) (map[domain.Kind]map[string]int, error) {
	bucket, err := r.bucket(bucketCounters)
	if err != nil {
		return nil, err
	}
	sums := map[domain.Kind]map[string]int{}
	for _, k := range domain.Kinds() {
		sums[k] = map[string]int{}
	}
	for key, value := range newRun(bucket, nil, false).all() {
		of, kind, list, ok := readCounterKey(key)
		if !ok || sums[kind] == nil {
			return nil, r.damaged("the counters", nil)
		}
		if program != "" && of != program {
			continue
		}
		n, err := r.readCounter(key, value)
		if err != nil {
			return nil, err
		}
		sums[kind][list] += n
	}
	return sums, nil
}

// Counts returns how many records each list of each kind has, in a program or,
// where it is "", in all. Lists without records may be missing.
func (b *Book) Counts(ctx context.Context, program string) (counts map[domain.Kind]map[string]int, err error) {
	err = b.view(ctx, "count records", func(r *reader) (err error) {
		counts, err = r.counts(program)
		return err
	})
	return counts, err
}
