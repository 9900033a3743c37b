package store

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// ending makes an id that ends with the characters.
func ending(t *testing.T, end string) domain.ID {
	t.Helper()
	text := "01KJZ8Q5M0AAAAAAAAAAAAAAAA"
	return must[domain.ID](t)(domain.ParseID(text[:26-len(end)] + end))
}

func TestShortAndResolve(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	ends := []string{"7F3K9", "BCDEFGH", "XCDEFGH", "YDEFGH", "00000"}
	var refs []domain.Ref
	for n, end := range ends {
		o := offer(n, "Acme")
		o.Lead.ID = ending(t, end)
		o.Lead.PortalID = out("00Q" + end)
		apply(t, b, o)
		refs = append(refs, o.Lead.Ref())
	}
	// Another kind's ids do not lengthen a lead's.
	story := domain.AddStory{ID: ending(t, "Z7F3K9"), Program: program, Title: out("A story")}
	apply(t, b, story)
	refs = append(refs, story.Subject(), domain.Ref{Kind: domain.KindLead, ID: ending(t, "99999")})
	got := strings.Join(must[[]string](t)(b.Short(ctx, refs...)), " ")
	if want := "L-7F3K9 L-BCDEFGH L-XCDEFGH L-YDEFGH L-00000 T-7F3K9 L-99999"; got != want {
		t.Errorf("short ids %s, want %s", got, want)
	}
	for i, text := range []string{"L-7F3K9", "bcdefgh", "l-xcdefgh", refs[3].ID.String(), "00Q00000"} {
		if found, err := b.Resolve(ctx, domain.KindLead, " "+text+" "); err != nil || found != refs[i].ID {
			t.Errorf("%s is %s: %v", text, found, err)
		}
	}
	for _, text := range []string{"", "L-", "ZZZZZ", "O-7F3K9", "00q00000", strings.Repeat("A", 300), "\x1b[2J", "L-\x00"} {
		var r *domain.RuleError
		if _, err := b.Resolve(ctx, domain.KindLead, text); !errors.As(err, &r) || r.Code != "lead.unknown" {
			t.Errorf("%q: %v", text, err)
		}
	}
	_, err := b.Resolve(ctx, domain.KindLead, "CDEFGH")
	var r *domain.RuleError
	if !errors.As(err, &r) || r.Code != "id.ambiguous" || len(r.Args["candidates"].([]string)) != 2 {
		t.Errorf("ambiguous: %v", err)
	}
	if _, err := b.Resolve(ctx, domain.KindSurvey, "7F3K9"); !errors.Is(err, domain.Refused("survey.unknown")) {
		t.Errorf("another kind: %v", err)
	}
}

// TestPortalIDs of any form find their record, and only within their kind.
func TestPortalIDs(t *testing.T) {
	b, _ := newTestBook(t)
	for n, portal := range []string{"0012", "a\x00b", "a", strings.Repeat("long", 20000), "番号"} {
		o := offer(n+1, "Acme")
		o.Lead.PortalID = out(portal)
		apply(t, b, o)
		if found, err := b.Resolve(context.Background(), domain.KindLead, portal); err != nil || found != id(n+1) {
			t.Errorf("%.20q is %s: %v", portal, found, err)
		}
		if _, err := b.Resolve(context.Background(), domain.KindOpportunity, portal); err == nil {
			t.Errorf("%.20q names an opportunity", portal)
		}
	}
}

func TestJournalPages(t *testing.T) {
	ctx := context.Background()
	b, _ := newTestBook(t)
	for n := range 5 {
		apply(t, b, offer(n+1, "Acme"), domain.AcceptLead{ID: id(n + 1)})
	}
	ref := domain.Ref{Kind: domain.KindLead, ID: id(2)}
	for _, c := range []struct {
		after  uint64
		limit  int
		newest bool
		ref    *domain.Ref
		want   []uint64
	}{
		{0, 3, false, nil, []uint64{1, 2, 3}},
		{3, 3, false, nil, []uint64{4, 5, 6}},
		{9, 0, false, nil, []uint64{10}},
		{10, 0, false, nil, nil},
		{99, 0, false, nil, nil},
		{0, 2, true, nil, []uint64{10, 9}},
		{9, 2, true, nil, []uint64{8, 7}},
		{1, 2, true, nil, nil},
		{99, 1, true, nil, []uint64{10}},
		{0, 0, false, &ref, []uint64{3, 4}},
		{0, 0, true, &ref, []uint64{4, 3}},
		{4, 0, true, &ref, []uint64{3}},
		{3, 0, false, &ref, []uint64{4}},
		{0, 0, false, &domain.Ref{Kind: domain.KindStory, ID: id(2)}, nil},
	} {
		var got []uint64
		for _, e := range must[[]domain.Entry](t)(b.Journal(ctx, c.after, c.limit, c.newest, c.ref)) {
			got = append(got, e.N)
		}
		if len(got) != len(c.want) {
			t.Errorf("%+v: %v", c, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%+v: %v", c, got)
			}
		}
	}
}
