package store

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// A book of schema 2 has letters such as ł in the text that is searched; once it is
// brought up to date they are found as they are typed elsewhere.
func TestMigrateTwoSpellsLetters(t *testing.T) {
	b := must[*Book](t)(Open(golden(t, 2), options(&clock{start})))
	ctx := context.Background()
	q := domain.Query{Kind: domain.KindLead, List: domain.ListAll, Sort: domain.SortName}
	tried := 0
	for _, l := range must[domain.Page[domain.Lead]](t)(b.Leads(ctx, q, 0, 1000)).Rows {
		name := l.Company.Name.Raw()
		if !strings.ContainsAny(name, "łŁøØæÆđĐ") {
			continue
		}
		tried++
		for _, typed := range []string{name, domain.Fold(name)} {
			q.Match = `"` + typed + `"`
			found := must[domain.Page[domain.Lead]](t)(b.Leads(ctx, q, 0, 1000)).Rows
			if !slices.ContainsFunc(found, func(f domain.Lead) bool { return f.ID == l.ID }) {
				t.Errorf("%s does not find %s", typed, name)
			}
		}
	}
	if tried == 0 {
		t.Error("no name has such a letter")
	}
}
