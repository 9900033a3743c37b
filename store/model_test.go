package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
	"pgregory.net/rapid"
)

// model is a book as a map: what a [Book] must be equal to.
type model map[domain.Ref]domain.Record

func (m model) Record(ref domain.Ref) (domain.Record, error) {
	if r, ok := m[ref]; ok {
		return r, nil
	}
	return nil, domain.ErrNotFound
}

func (m model) Entry(uint64) (domain.Entry, error) { return domain.Entry{}, domain.ErrNotFound }

func (m model) Program(name string) (*domain.Program, error) { return domain.Preset(name) }

func (m model) ByPortalID(k domain.Kind, program string, portal domain.Untrusted) (domain.ID, bool, error) {
	for ref, r := range m {
		if ref.Kind == k && programOf(r) == program && portalOf(r) == portal {
			return ref.ID, true, nil
		}
	}
	return domain.ID{}, false, nil
}

func (m model) Duplicates(i domain.Identity, at time.Time) ([]domain.Duplicate, error) {
	p, err := domain.Preset(i.Program)
	return i.Duplicates(p, slices.Collect(maps.Values(m)), at), err
}

// Told is never asked: a model undoes nothing.
func (m model) Told(domain.ID) (bool, error) { return false, nil }

// apply decides a command; it reports how many records changed.
func (m model) apply(cmd domain.Command, now domain.Now) (int, error) {
	records, err := domain.Decide(m, cmd, now)
	n := 0
	for _, r := range records {
		if !equal(m[r.Ref()], r) {
			m[r.Ref()] = r
			n++
		}
	}
	return n, err
}

func equal(a, b domain.Record) bool {
	one, _ := json.Marshal(a)
	two, _ := json.Marshal(b)
	return string(one) == string(two)
}

// commands draws commands about a handful of records.
func commands() *rapid.Generator[domain.Command] {
	return rapid.Custom(func(t *rapid.T) domain.Command {
		n := rapid.IntRange(1, 6)
		an := func(kind string) domain.ID { return id(n.Draw(t, kind)) }
		name := out(rapid.SampledFrom([]string{"Acme Corp.", "ACME", "Bolt", "Éclair", "株式会社 番", "a\x1b[2Jb"}).Draw(t, "name"))
		prog := rapid.SampledFrom([]string{program, "pvs-fy19", "nowhere"}).Draw(t, "program")
		contact := domain.Contact{Name: name, Email: out("a@a.example"), Consent: 20000}
		other := domain.Contact{Name: name, Email: out("b@b.example"), Consent: 20000}
		offered := offer(0, name.Raw())
		offered.Lead.ID, offered.Lead.Program = an("lead"), prog
		imported := domain.ImportLead{
			ID: an("lead"), Program: prog, PortalID: out(fmt.Sprint("P", n.Draw(t, "portal"))), Company: domain.Company{Name: name},
			Status: out(rapid.SampledFrom([]string{"", "Converted", "what?"}).Draw(t, "status")),
		}
		return rapid.SampledFrom([]domain.Command{
			domain.SetUpFirm{Firm: name, Program: prog},
			offered, offered, imported, imported,
			domain.AcceptLead{ID: an("lead")}, domain.LapseLead{ID: an("lead")},
			domain.DeclineLead{ID: an("lead"), Reason: "no_capacity"},
			domain.LogActivity{ID: an("lead"), Kind: domain.Call, Text: name},
			domain.CloseLead{ID: an("lead"), Reason: "no_budget"},
			domain.RegisterLead{ID: an("lead"), Program: prog, Fields: map[domain.LeadField]domain.Untrusted{domain.FieldCompany: name}},
			domain.EditLead{ID: an("lead"), Fields: map[domain.LeadField]domain.Untrusted{domain.FieldCompany: name}},
			domain.WithdrawLead{ID: an("lead")},
			domain.ConvertLead{ID: an("lead"), Opportunity: an("opportunity")},
			domain.AddOpportunity{ID: an("opportunity"), Program: prog, Fields: map[domain.OpportunityField]domain.Untrusted{domain.OppName: name, domain.OppAmount: out("12 kEUR")}},
			domain.MoveStage{ID: an("opportunity"), Stage: rapid.SampledFrom([]string{"Closed Won", "Closed Lost", "Qualification"}).Draw(t, "stage")},
			domain.AddProject{ID: an("project"), Program: prog, Contacts: []domain.Contact{contact, other}, Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjName: name, domain.ProjCustomer: name}},
			domain.EditProject{ID: an("project"), Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjCustomer: name}},
			domain.CompleteProject{ID: an("project"), End: 20000, Survey: an("survey")},
			domain.TerminateProject{ID: an("project")}, domain.ReopenProject{ID: an("project")},
			domain.SendSurvey{ID: an("survey")}, domain.FailSurvey{ID: an("survey"), Why: name},
			domain.AddStory{ID: an("story"), Program: prog, Title: name},
			domain.AddCredential{ID: an("credential"), Program: prog, Kind: domain.Solution, Title: name, Earned: 20000},
		}).Draw(t, "command")
	})
}

// sameOutcome compares errors by what they say behind what they are wrapped in.
func sameOutcome(got, want error) bool {
	if got == nil || want == nil {
		return got == nil && want == nil
	}
	return strings.HasSuffix(got.Error(), want.Error())
}

func compare(t *rapid.T, b *Book, m model) {
	ctx := context.Background()
	rng := rand.New(rand.NewPCG(uint64(len(m)), 0))
	err := b.view(ctx, "compare", func(r *reader) error {
		for ref, want := range m {
			got, err := r.Record(ref)
			if err != nil {
				return err
			}
			if !equal(got, want) {
				t.Fatalf("%s is %+v, want %+v", ref, got, want)
			}
		}
		for _, k := range domain.Kinds()[1:] {
			for _, list := range append(domain.ListsOf(k), domain.ListAll) {
				for _, program := range []string{"", program} {
					for _, sort := range someSorts(k, rng) {
						q := domain.Query{Kind: k, List: list, Program: program, Sort: sort}
						if err := compareList(ctx, t, r, m, q, rng); err != nil {
							return err
						}
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// someSorts are some orders of a kind, one of them of several keys.
func someSorts(k domain.Kind, rng *rand.Rand) []domain.Sort {
	all := slices.Clone(domain.Sorts(k))
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:min(len(all), 3)]
	var keys []domain.SortKey
	for _, sort := range all {
		keys = append(keys, domain.SortKey{Sort: sort, Reverse: rng.IntN(2) == 0})
	}
	return append(all, domain.SortBy(keys...))
}

// compareList compares a list, all of it and a window, with the records of the
// model that are in it, sorted.
func compareList(ctx context.Context, t *rapid.T, r *reader, m model, q domain.Query, rng *rand.Rand) error {
	q, err := list(q.Kind, q)
	if err != nil {
		return err
	}
	var want []stored
	keys := map[uint32]string{}
	for ref, rec := range m {
		if ref.Kind != q.Kind || (q.Program != "" && programOf(rec) != q.Program) || !standsIn(rec, q.List) || !holds(t, r, rec, q.Match) {
			continue
		}
		s, err := r.load(ref)
		if err != nil {
			return err
		}
		key, err := r.keyIn(rec, q.Sort)
		if err != nil {
			return err
		}
		keys[s.row] = string(key)
		want = append(want, s)
	}
	slices.SortFunc(want, func(a, b stored) int {
		return cmp.Or(cmp.Compare(keys[a.row], keys[b.row]), cmp.Compare(a.row, b.row))
	})
	got, err := r.merged(ctx, q.Kind, q)
	if err != nil {
		return err
	}
	if q.Reverse {
		slices.Reverse(want)
	}
	for i, s := range want {
		if place, ok, err := got.place(s); err != nil || !ok || place != i {
			t.Fatalf("%v: %s is at %d, want %d (%v)", q, s.record.Ref(), place, i, err)
		}
	}
	from := rng.IntN(len(want) + 1)
	n := rng.IntN(len(want) - from + 1)
	rows, err := got.window(from, n)
	if err != nil {
		return err
	}
	if got.total() != len(want) || len(rows) != n {
		t.Fatalf("%v has %d rows of %d from %d, want %d of %d", q, len(rows), got.total(), from, n, len(want))
	}
	for i, s := range rows {
		if s.row != want[from+i].row {
			t.Fatalf("%v: row %d is %s, want %s", q, from+i, s.record.Ref(), want[from+i].record.Ref())
		}
	}
	return nil
}

// holds reports whether a record is what a filter asks for.
func holds(t *rapid.T, r *reader, rec domain.Record, match string) bool {
	p, err := domain.Preset(programOf(rec))
	if err != nil {
		t.Fatal(err)
	}
	if lead, ok := rec.(domain.Lead); ok {
		rec = lead.Disclose(p)
	}
	f, err := domain.ParseFilter(rec.Ref().Kind, match, r.now.Truncate(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	return f.Holds(rec, domain.AppendSearchable(nil, searched(rec)...), p, r.now.Truncate(time.Minute))
}

func standsIn(rec domain.Record, list string) bool {
	in, ok := rec.(interface{ Lists() []string })
	return list == domain.ListAll || ok && slices.Contains(in.Lists(), list)
}
