package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"pgregory.net/rapid"
)

// life is a [model] that also keeps what changed it, and the books on one file
// that are to be equal to it.
type life struct {
	model
	books []*Book
	c     *clock
	// log are the entries, the first at 0; by are those that changed a record.
	log []domain.Entry
	by  map[domain.Ref][]uint64
}

func (l *life) Entry(n uint64) (domain.Entry, error) {
	if n == 0 || n > uint64(len(l.log)) {
		return domain.Entry{}, domain.ErrNotFound
	}
	return l.log[n-1], nil
}

// ByPortalID finds the record that was made first: where an import was taken back,
// done anew and done again there may be two.
func (l *life) ByPortalID(k domain.Kind, program string, portal domain.Untrusted) (first domain.ID, found bool, _ error) {
	made := func(id domain.ID) string {
		by := append(l.by[domain.Ref{Kind: k, ID: id}], 1<<32) // while it is being made
		return fmt.Sprintf("%016d %s", by[0], id)
	}
	for ref, r := range l.model {
		if ref.Kind == k && programOf(r) == program && portalOf(r) == portal && (!found || made(ref.ID) < made(first)) {
			first, found = ref.ID, true
		}
	}
	return first, found, nil
}

func (l *life) Told(project domain.ID) (bool, error) {
	for _, rec := range l.model {
		if s, ok := rec.(domain.Story); ok && s.Project == project {
			return true, nil
		}
	}
	return false, nil
}

func (l *life) now() domain.Now { return domain.Now{At: l.c.t, Who: out("ann")} }

// take has records stand as decided; it returns what that changed.
func (l *life) take(records []domain.Record) (changes []domain.Change) {
	for _, rec := range records {
		c := domain.Change{Ref: rec.Ref(), Before: l.model[rec.Ref()], After: rec}
		if _, gone := rec.(domain.Removed); gone {
			c.After = nil
			delete(l.model, c.Ref)
		} else {
			if equal(c.Before, rec) {
				continue
			}
			l.model[c.Ref] = rec
		}
		changes = append(changes, c)
	}
	return changes
}

// note writes an entry where there are changes.
func (l *life) note(command string, batch bool, changes []domain.Change) {
	if len(changes) == 0 {
		return
	}
	e := domain.Entry{N: uint64(len(l.log) + 1), Command: command, Changes: changes}
	if batch {
		e.Batch = len(changes)
	}
	l.log = append(l.log, e)
	for _, c := range changes {
		l.by[c.Ref] = append(l.by[c.Ref], e.N)
	}
}

// command gives a command to a book and to the model.
func (l *life) command(t *rapid.T, b *Book, cmd domain.Command) {
	records, want := domain.Decide(l, cmd, l.now())
	_, err := b.Apply(context.Background(), cmd)
	if !sameOutcome(err, want) {
		t.Fatalf("%s: %v, want %v", cmd.Name(), err, want)
	}
	if err == nil {
		l.note(cmd.Name(), false, l.take(records))
	}
}

// imports gives a file to a book and to the model. One that is canceled changes
// nothing.
func (l *life) imports(t *rapid.T, b *Book, rows []domain.Command, cancelAt int) {
	was := maps.Clone(l.model)
	stop := errors.New("stop")
	_, err := b.Import(context.Background(), leadsFile, slices.Values(rows), func(r Row) error {
		if r.N == cancelAt {
			return stop
		}
		return nil
	})
	if cancelAt > 0 && cancelAt <= len(rows) {
		if !errors.Is(err, stop) {
			t.Fatalf("canceled: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	changed := map[domain.Ref]bool{}
	var order []domain.Ref
	for _, cmd := range rows {
		records, err := domain.Decide(l, cmd, l.now())
		if err != nil && !refused(err) {
			t.Fatal(err)
		}
		for _, c := range l.take(records) {
			if !changed[c.Ref] {
				order = append(order, c.Ref)
			}
			changed[c.Ref] = true
		}
	}
	var changes []domain.Change
	for _, ref := range order {
		changes = append(changes, domain.Change{Ref: ref, Before: was[ref], After: l.model[ref]})
	}
	l.note("import.file", true, changes)
}

// undo takes back an entry in a book and in the model.
func (l *life) undo(t *rapid.T, b *Book, n uint64) {
	cmd := domain.Undo{Entry: n}
	e, _ := l.Entry(n)
	if e.Batch == 0 {
		l.command(t, b, cmd)
		return
	}
	var records []domain.Record
	why := e.Undoable()
	untouched := true
	for _, c := range e.Changes {
		by := l.by[c.Ref]
		untouched = untouched && by[len(by)-1] == n
		rec, err := c.Back(l, n, l.now())
		if refusal := (*domain.RuleError)(nil); errors.As(err, &refusal) {
			why = refusal
		} else if err != nil {
			t.Fatal(err)
		}
		records = append(records, rec)
	}
	_, err := b.Apply(context.Background(), cmd)
	if refused(err) != (why != nil || !untouched) || err != nil && !refused(err) {
		var told []string
		for _, e := range l.log {
			told = append(told, fmt.Sprint(e.N, " ", e.Command, " ", e.Batch))
		}
		for _, c := range e.Changes {
			told = append(told, fmt.Sprint(c.Ref, l.by[c.Ref], c.Before == nil, c.After == nil))
		}
		t.Fatalf("batch %d taken back: %v, want %v, untouched %t: %q", n, err, why, untouched, told)
	}
	if err != nil {
		return
	}
	// What an import changed and changed back is taken back all the same.
	var changes []domain.Change
	for i, c := range e.Changes {
		l.take(records[i : i+1])
		changes = append(changes, domain.Change{Ref: c.Ref, Before: c.After, After: c.Before})
	}
	l.note(cmd.Name(), true, changes)
}

// lapse writes down what passed its deadline. Which lead has which entry is up
// to the book.
func (l *life) lapse(t *rapid.T, b *Book) {
	ctx := context.Background()
	due := map[domain.Ref]bool{}
	for ref := range l.model {
		if ref.Kind != domain.KindLead {
			continue
		}
		records, err := domain.Decide(l, domain.LapseLead{ID: ref.ID}, l.now())
		if err == nil && len(records) == 1 && !equal(records[0], l.model[ref]) {
			due[ref] = true
		}
	}
	n, err := b.Lapse(ctx)
	if err != nil || n != len(due) {
		t.Fatalf("%d lapsed, want %d: %v", n, len(due), err)
	}
	if n == 0 {
		return
	}
	entries, err := b.Journal(ctx, uint64(len(l.log)), 0, false, nil)
	if err != nil || len(entries) != n {
		t.Fatalf("%d entries of %d lapses: %v", len(entries), n, err)
	}
	for _, e := range entries {
		ref := e.Changes[0].Ref
		if !due[ref] {
			t.Fatalf("%s lapsed", ref)
		}
		records, err := domain.Decide(l, domain.LapseLead{ID: ref.ID}, l.now())
		if err != nil {
			t.Fatal(err)
		}
		l.note(domain.LapseLead{}.Name(), false, l.take(records))
	}
}

// fileRows are rows about few portal ids: new ones, known ones, the same twice,
// and some that are refused.
func fileRows(rng *rand.Rand, n *int) (rows []domain.Command) {
	for range 1 + rng.IntN(25) {
		*n++
		name := []string{"Acme Corp.", "ACME", "Bolt", "Éclair", "株式会社 番", "Crow & Sons"}[rng.IntN(6)]
		land := []string{"", "Japan", "France", "FRANCE", "New Japan", strings.Repeat("Frankreich ", 9)}[rng.IntN(6)]
		product := []string{"", "Platform", "Sales Cloud"}[rng.IntN(3)]
		rows = append(rows, domain.ImportLead{
			ID: id(1000 + *n), Program: []string{program, program, "pvs-fy19", "nowhere"}[rng.IntN(4)],
			PortalID: out(fmt.Sprint("P", rng.IntN(30))), Company: domain.Company{Name: out(name), Country: out(land)}, Product: out(product),
			Contact: domain.Contact{Email: out(fmt.Sprintf("x@e%d.example", rng.IntN(9)))},
			Status:  out([]string{"", "", "Converted", "what?"}[rng.IntN(4)]),
		})
	}
	return rows
}

// TestLife gives the same commands, imports, undos and lapses to several books
// on one file and to a model, folding and spilling early, with the clock going
// back at times. After each, all that the books say is what the model says.
func TestLife(t *testing.T) {
	dir, run, undone := t.TempDir(), 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		run++
		l := &life{model: model{}, c: &clock{start}, by: map[domain.Ref][]uint64{}}
		path := filepath.Join(dir, fmt.Sprint(run, ".db"))
		must[*Book](t)(Create(path, options(l.c)))
		fold := rapid.SampledFrom([]int{1, 2, 3, 7, 20, foldAt}).Draw(rt, "fold at")
		spill := rapid.IntRange(1, 20).Draw(rt, "spill at")
		open := func() *Book {
			b := must[*Book](t)(Open(path, options(l.c)))
			b.noSync, b.foldAt, b.perTransaction = true, fold, spill
			return b
		}
		l.books = []*Book{open(), open(), open()}
		rows := 0
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			l.c.t = l.c.t.Add(time.Duration(rapid.IntRange(-5, 20).Draw(rt, "hours")) * time.Hour)
			which := rapid.IntRange(0, 2).Draw(rt, "book")
			b := l.books[which]
			rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "chance"), 0))
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			default:
				l.command(rt, b, commands().Draw(rt, "command"))
			case 0, 1:
				l.imports(rt, b, fileRows(rng, &rows), 0)
			case 2:
				l.imports(rt, b, fileRows(rng, &rows), 1+rng.IntN(30))
			case 3, 4:
				was := len(l.log)
				l.undo(rt, b, uint64(was-min(was, rng.IntN(4))))
				undone += len(l.log) - was
			case 5:
				l.lapse(rt, b)
			case 6:
				l.books[which] = open()
			}
			l.same(rt, l.books[rng.IntN(3)], rng)
		}
		if err := l.books[0].Check(ctx); err != nil {
			rt.Fatal(err)
		}
	})
	if undone == 0 {
		t.Error("no entry was taken back in any run")
	}
}

// TestTakenBackBefore takes back an import, that, that again, and then once more
// what was taken back already: the rows are empty as they were left, by another.
func TestTakenBackBefore(t *testing.T) {
	b, _ := newTestBook(t)
	importRows(t, b, row(1, "P1", "Acme"))
	apply(t, b, domain.Undo{Entry: 1}, domain.Undo{Entry: 2}, domain.Undo{Entry: 3})
	if _, err := b.Apply(t.Context(), domain.Undo{Entry: 2}); !errors.Is(err, domain.Refused("undo.superseded")) {
		t.Errorf("taken back twice: %v", err)
	}
	apply(t, b, domain.Undo{Entry: 4})
}

// same compares all that a book says with the model.
func (l *life) same(t *rapid.T, b *Book, rng *rand.Rand) {
	ctx := context.Background()
	if head, err := b.Head(ctx); err != nil || head != uint64(len(l.log)) {
		t.Fatalf("head %d, want %d: %v", head, len(l.log), err)
	}
	for ref, by := range l.by {
		if _, there := l.model[ref]; !there && l.log[by[len(by)-1]-1].Batch > 0 {
			continue // a batch does not name what it took out
		}
		entries, err := b.Journal(ctx, 0, 0, false, &ref)
		if err != nil {
			t.Fatal(err)
		}
		var got []uint64
		for _, e := range entries {
			got = append(got, e.N)
		}
		if n := len(by) - len(got); n > 0 && len(got) > 0 && l.log[got[0]-1].Command != (domain.Undo{}).Name() {
			by = by[n:] // an id that was given anew, which only happens here
		}
		if !slices.Equal(got, by) {
			var told []string
			for _, e := range l.log {
				told = append(told, fmt.Sprint(e.N, e.Command, e.Batch))
			}
			t.Fatalf("%s was changed by %v, want %v of %v", ref, got, by, told)
		}
	}
	l.sameLists(t, b, rng)
	l.sameCounts(t, b)
	l.sameNames(t, b, rng)
}

// shown are the records of the model as they may leave a book.
func (l *life) shown() (all []domain.Record) {
	for _, rec := range l.model {
		if lead, ok := rec.(domain.Lead); ok {
			p, _ := domain.Preset(lead.Program)
			lead.Status = lead.StatusAt(l.c.t)
			rec = lead.Disclose(p)
		}
		all = append(all, rec)
	}
	return all
}

// sameLists compares each list, by an order and with a match by chance.
func (l *life) sameLists(t *rapid.T, b *Book, rng *rand.Rand) {
	err := b.view(context.Background(), "compare", func(r *reader) error {
		for ref, want := range l.model {
			got, err := r.Record(ref)
			if err != nil || !equal(got, want) {
				t.Fatalf("%s is %+v, want %+v: %v", ref, got, want, err)
			}
		}
		for _, k := range domain.Kinds()[1:] {
			for _, list := range append(domain.ListsOf(k), domain.ListAll) {
				sorts := domain.Sorts(k)
				q := domain.Query{
					Kind: k, List: list, Sort: sorts[rng.IntN(len(sorts))], Reverse: rng.IntN(2) == 0,
					Program: []string{"", "", program, "pvs-fy19", "none"}[rng.IntN(5)],
					Match:   someFilter(k, rng),
				}
				if err := compareList(context.Background(), t, r, l.model, q, rng); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// someFilter is a filter, or none, by chance.
func someFilter(k domain.Kind, rng *rand.Rand) string {
	all := append([]string{"", "", "acme", "ECLAIR", "番", "o", "P1", "nothing", "e3.ex", "acme|番 -o"}, map[domain.Kind][]string{
		domain.KindLead: {
			"status:offered", "status:lapsed,working", "-status:lapsed", "due<1d", "due:..2h|3h..9h", "due:none", "score>=1", "score:0..40|none",
			"company:acme", `company="acme"|番 -status:declined`, "country:none acme", "country:jap|none", "-country=france", "product:p", "value>1", "age<1d status:offered,accepted", "band:a",
		},
		domain.KindOpportunity: {"status:open", "amount>1k", "stage:qual -acme", "age>0h", "name:acme|bolt"},
		domain.KindProject:     {"status:active customer:acme", "csat:none", "contacts>=2"},
		domain.KindSurvey:      {"status:failed,sent", "project:acme age<1d"},
		domain.KindStory:       {"status:drafted title:acme"},
		domain.KindCredential:  {"kind:solution title:o"},
	}[k]...)
	return all[rng.IntN(len(all))]
}

// sameCounts compares what a book counts.
func (l *life) sameCounts(t *rapid.T, b *Book) {
	ctx := context.Background()
	for _, of := range []string{"", program, "none"} {
		var want domain.Waiting
		counts := map[domain.Kind]map[string]int{}
		for _, k := range domain.Kinds() {
			counts[k] = map[string]int{}
			if k != domain.KindFirm {
				for _, list := range append(domain.ListsOf(k), domain.ListAll) {
					counts[k][list] = 0
				}
			}
		}
		y, m, d := l.c.t.Date()
		for ref, rec := range l.model {
			if of != "" && programOf(rec) != of || ref.Kind == domain.KindFirm {
				continue
			}
			want.Add(rec, l.c.t, time.Date(y, m, d+1, 0, 0, 0, 0, l.c.t.Location()))
			for list := range counts[ref.Kind] {
				if standsIn(rec, list) {
					counts[ref.Kind][list]++
				}
			}
		}
		got, err := b.Waiting(ctx, of)
		if err != nil || got != want {
			t.Fatalf("%q: waiting %+v, want %+v: %v", of, got, want, err)
		}
		said, err := b.Counts(ctx, of)
		if err != nil || fmt.Sprint(said) != fmt.Sprint(counts) {
			t.Fatalf("%q: counts %v, want %v: %v", of, said, counts, err)
		}
	}
	p, _ := domain.Preset(program)
	tally := domain.NewTally(p, l.c.t)
	for _, rec := range l.shown() {
		tally.Add(rec)
	}
	stats, err := b.Stats(ctx, program)
	if d := difference([]answer{{"figures", figures(stats), err}}, []answer{{"figures", figures(tally.Stats()), nil}}); d != "" {
		t.Fatal(d)
	}
}

// behind are the records that a figure is made of, which a book tells apart.
var behind = regexp.MustCompile(`"Records":\[[^]]*]`)

func figures(s domain.Stats) string {
	text, err := json.Marshal(s)
	if err != nil {
		return err.Error()
	}
	return behind.ReplaceAllString(string(text), `"Records":null`)
}

// sameNames compares how records are named and found.
func (l *life) sameNames(t *rapid.T, b *Book, rng *rand.Rand) {
	ctx := context.Background()
	refs := slices.Collect(maps.Keys(l.model))
	short, err := b.Short(ctx, refs...)
	if err != nil {
		t.Fatal(err)
	}
	for i, ref := range refs {
		n := shortLen
		for _, other := range refs {
			if other.Kind == ref.Kind && other != ref {
				n = max(n, alikeEnds(ref.ID.String(), other.ID.String())+1)
			}
		}
		if n > endLen {
			n = len(ref.ID.String())
		}
		if want := ref.ID.String()[len(ref.ID.String())-n:]; !strings.HasSuffix(short[i], "-"+want) {
			t.Fatalf("%s is short for %s, want %s", short[i], ref, want)
		}
		if ref.Kind == domain.KindFirm || rng.IntN(4) > 0 {
			continue
		}
		if got, err := b.Resolve(ctx, ref.Kind, short[i]); err != nil || got != ref.ID {
			t.Fatalf("%s is %s, want %s: %v", short[i], got, ref, err)
		}
	}
	for _, name := range []string{"Acme", "Bolt", "Éclair"} {
		i := identityOf(name, fmt.Sprintf("x@e%d.example", rng.IntN(9)))
		want, err := l.Duplicates(i, l.c.t)
		if err != nil {
			t.Fatal(err)
		}
		got, err := b.Duplicates(ctx, i)
		if err != nil || !sameRefs(got, want) {
			t.Fatalf("duplicates of %s: %v, want %v: %v", name, refsOf(got), refsOf(want), err)
		}
	}
}

// sameRefs compares duplicates; those that are equally likely have no order.
func sameRefs(a, b []domain.Duplicate) bool {
	one, two := map[domain.Ref]bool{}, map[domain.Ref]bool{}
	for _, ref := range refsOf(a) {
		one[ref] = true
	}
	for _, ref := range refsOf(b) {
		two[ref] = true
	}
	return maps.Equal(one, two)
}

func alikeEnds(a, b string) (n int) {
	for n < len(a) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
