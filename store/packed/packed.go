// Package packed is how records lie in the book: a byte that gives the version
// of the format, then fields, each with a tag, in ascending order of the tags.
//
// Every kind of record, and every part of one, has a table of tags in the file
// that writes it. A tag is given once and for ever: what is no longer written
// keeps its tag in the table, and a new field gets the next one. So an older
// belay knows what it does not know, which is every tag above its last, and
// keeps it. Zero values are left out; an empty list comes back as none.
//
// The writer and the [Reader] are open for what else the book packs.
package packed

import (
	"errors"
	"fmt"

	"github.com/belay-tui/belay/domain"
)

// Version is the first byte of all that is packed. It changes only where an
// older belay would read something wrong; new fields do not change it.
const Version = 1

// What may be wrong with what was packed.
var (
	// ErrNewer: it is in a format that only a newer belay knows.
	ErrNewer = errors.New("this was written by a newer belay")
	// ErrBroken: it is nothing that a belay wrote.
	ErrBroken = errors.New("this is not what belay packs")
)

// Append appends the packed form of a record to dst. The same record over the
// same old gives the same bytes, and an unchanged record over its own packed
// form gives that again.
//
// old is the record's packed form up to now, nil for a new record. What a newer
// belay wrote there with tags that this one does not know is kept: in the record
// itself, in a part of it such as a lead's company, and in the items of a list
// that are still the same. Which fields make an item the same is said in its
// table of tags; the nth item with the same ones is the nth that had them before.
//
// Besides a type that is no record, only an old that cannot be read is an
// error, which wraps [ErrNewer] or [ErrBroken]; dst is then returned as it came.
func Append(dst []byte, r domain.Record, old []byte) ([]byte, error) {
	var was previous
	if old != nil {
		was = previously(NewReader(old))
	}
	out := append(dst, Version)
	switch r := r.(type) {
	case domain.Firm:
		out = appendFirm(out, &r, &was)
	case domain.Lead:
		out = appendLead(out, &r, &was)
	case domain.Opportunity:
		out = appendOpportunity(out, &r, &was)
	case domain.Project:
		out = appendProject(out, &r, &was)
	case domain.Survey:
		out = appendSurvey(out, &r, &was)
	case domain.Story:
		out = appendStory(out, &r, &was)
	case domain.Credential:
		out = appendCredential(out, &r, &was)
	default:
		return dst, fmt.Errorf("pack a %T: this is no kind of record", r)
	}
	if was.r.err != nil {
		return dst, fmt.Errorf("pack %s over what it was: %w", r.Ref(), was.r.err)
	}
	return out, nil
}

// Decode reads what [Append] wrote of a record of a kind. Fields of a newer
// belay are passed over. The record shares nothing with body; its texts share
// one copy of it, so whoever keeps one text for long clones it. The error wraps
// [ErrNewer] or [ErrBroken].
func Decode(k domain.Kind, body []byte) (domain.Record, error) {
	r := NewReader(string(body))
	rec, err := decode(k, &r)
	if err == nil {
		err = r.err
	}
	if _, ok := ID(body); !ok && err == nil {
		err = fmt.Errorf("it has no id: %w", ErrBroken)
	}
	if err != nil {
		return nil, fmt.Errorf("unpack a record of kind %q: %w", string(k), err)
	}
	return rec, nil
}

func decode(k domain.Kind, r *Reader[string]) (domain.Record, error) {
	switch k {
	case domain.KindFirm:
		var rec domain.Firm
		decodeFirm(r, &rec)
		return rec, nil
	case domain.KindLead:
		var rec domain.Lead
		decodeLead(r, &rec)
		return rec, nil
	case domain.KindOpportunity:
		var rec domain.Opportunity
		decodeOpportunity(r, &rec)
		return rec, nil
	case domain.KindProject:
		var rec domain.Project
		decodeProject(r, &rec)
		return rec, nil
	case domain.KindSurvey:
		var rec domain.Survey
		decodeSurvey(r, &rec)
		return rec, nil
	case domain.KindStory:
		var rec domain.Story
		decodeStory(r, &rec)
		return rec, nil
	case domain.KindCredential:
		var rec domain.Credential
		decodeCredential(r, &rec)
		return rec, nil
	}
	return nil, errors.New("there is no such kind")
}

// tagID is the tag of the id in every kind of record. It is the lowest, and the
// id is written even where it is zero, so that it lies at one place in all.
const tagID = 1

// ID is the id of a packed record, false where the body is none of this format.
// It reads only the first bytes.
func ID(body []byte) (id domain.ID, ok bool) {
	const head = 3 // the version, the tag, the length
	if len(body) < head+len(id) || body[0] != Version || body[1] != tagID<<1|wireBytes || body[2] != byte(len(id)) {
		return domain.ID{}, false
	}
	return domain.ID(body[head : head+len(id)]), true
}
