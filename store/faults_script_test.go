package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
)

// script is a life of a book that follows from a seed alone: what step i does
// depends on the seed, on i and on the book as the steps before left it.
type script struct {
	seed uint64
	b    *Book
	c    *clock
	// batches: every step is an import or takes one back.
	batches bool
	// most is how many rows a file may have, wide how long a description.
	most, wide int
}

// scripted opens a book for a script: it folds and spills early.
func scripted(path string, seed uint64) (*script, error) {
	c := &clock{start}
	b, err := Open(path, options(c))
	if err != nil {
		return nil, err
	}
	b.foldAt, b.perTransaction = 1+int(seed%24), 60
	return &script{seed: seed, b: b, c: c, most: 300, wide: 200}, nil
}

// set up makes what the steps are about.
func (s *script) setUp() error {
	_, err := s.b.Apply(context.Background(), domain.SetUpFirm{Firm: out("Us"), Program: program})
	return err
}

// step does step i, at its time. A refusal is an outcome like any other.
func (s *script) step(i int) error {
	s.c.t = start.Add(time.Duration(i) * 17 * time.Minute)
	return s.stepNow(i)
}

// stepNow does step i at whatever time it is.
func (s *script) stepNow(i int) error {
	ctx := context.Background()
	rng := rand.New(rand.NewPCG(s.seed, uint64(i)))
	what := rng.IntN(100)
	if s.batches {
		what %= 24
	}
	var err error
	switch {
	case what < 16:
		_, err = s.b.Import(ctx, leadsFile, slices.Values(s.rows(rng, i)), nil)
	case what < 24:
		err = s.undo(ctx)
	case what < 28:
		_, err = s.b.Lapse(ctx)
	case what < 30:
		err = s.b.Repair(ctx)
	case what < 32: // all indexes are made anew
		var source string
		if source, err = presetWith(rng); err == nil {
			_, err = s.b.Apply(ctx, domain.AddProgram{Source: out(source)})
		}
	case what < 40:
		err = s.b.Replay(ctx, slices.Values([]domain.Step{
			{At: s.c.t, Who: out("bob"), Command: s.offer(rng, i)},
			{At: s.c.t, Who: out("bob"), Command: domain.AddStory{ID: id(i), Program: program, Title: s.name(rng)}},
			{At: s.c.t, Who: out("bob"), Command: domain.AddCredential{ID: id(i), Program: program, Kind: domain.Solution, Title: s.name(rng), Earned: 20000}},
		}))
	default:
		_, err = s.b.Apply(ctx, s.command(rng, i))
	}
	if err != nil && !refused(err) && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("step %d: %w", i, err)
	}
	return nil
}

func (s *script) name(rng *rand.Rand) domain.Untrusted { return out(fmt.Sprint("Acme ", rng.IntN(40))) }

func (s *script) offer(rng *rand.Rand, i int) domain.OfferLead {
	o := offer(i, s.name(rng).Raw())
	o.Lead.Value = domain.Money{Mils: domain.Quantity(rng.IntN(1e6)), Currency: "EUR"}
	return o
}

// rows are those of a file: new ones, some twice, some refused, and some that
// change what earlier files made.
func (s *script) rows(rng *rand.Rand, i int) (all []domain.Command) {
	for n := range 1 + rng.IntN(s.most) {
		portal := fmt.Sprint("P", i, "-", n)
		if rng.IntN(4) == 0 {
			portal = fmt.Sprint("P", rng.IntN(i+1), "-", rng.IntN(s.most))
		}
		r := row(1000*i+n, portal, s.name(rng).Raw())
		if rng.IntN(9) == 0 {
			r.Status = out([]string{"no such word", "Converted"}[rng.IntN(2)])
		}
		r.Description = out(fmt.Sprintf("%0*d", rng.IntN(s.wide), n))
		all = append(all, r)
	}
	return all
}

// undo takes back what an undo without a number means.
func (s *script) undo(ctx context.Context) error {
	u, err := s.b.Undoable(ctx)
	if err != nil {
		return err
	}
	_, err = s.b.Apply(ctx, domain.Undo{Entry: u.Entry})
	return err
}

// command is one about a few of the records that were made last.
func (s *script) command(rng *rand.Rand, i int) domain.Command {
	some := func() domain.ID { return id(max(1, i-rng.IntN(30))) }
	name := s.name(rng)
	return []domain.Command{
		s.offer(rng, i), s.offer(rng, i), s.offer(rng, i),
		domain.AcceptLead{ID: some()}, domain.AcceptLead{ID: some()}, domain.AcceptLead{ID: some()},
		domain.DeclineLead{ID: some(), Reason: "no_capacity"},
		domain.LogActivity{ID: some(), Kind: domain.Call, Text: name},
		domain.ConvertLead{ID: some(), Opportunity: id(i)},
		domain.AddOpportunity{ID: id(i), Program: program, Fields: map[domain.OpportunityField]domain.Untrusted{domain.OppName: name, domain.OppAmount: out("12 kEUR")}},
		domain.MoveStage{ID: some(), Stage: "Closed Won"},
		domain.AddProject{
			ID: id(i), Program: program, Fields: map[domain.ProjectField]domain.Untrusted{domain.ProjName: name, domain.ProjCustomer: name},
			Contacts: []domain.Contact{{Name: name, Email: out("a@a.example"), Consent: 20000}, {Name: name, Email: out("b@b.example"), Consent: 20000}},
		},
		domain.CompleteProject{ID: some(), End: 20000, Survey: id(i)},
		domain.RegisterLead{ID: id(i), Program: program, Fields: map[domain.LeadField]domain.Untrusted{domain.FieldCompany: name}},
		domain.EditLead{ID: some(), Fields: map[domain.LeadField]domain.Untrusted{domain.FieldCompany: name}},
	}[rng.IntN(15)]
}

// presetWith is the text of the default program with other rules each time.
func presetWith(rng *rand.Rand) (string, error) {
	text, err := os.ReadFile("../domain/presets/" + domain.DefaultProgram + ".toml")
	if err != nil {
		return "", err
	}
	source := strings.Replace(string(text), `title = "Budget"`, fmt.Sprintf(`title = "Budget %d"`, rng.IntN(1000)), 1)
	if rng.IntN(2) == 0 { // other scores, and another order by them
		source = strings.Replace(source, "weight = 20", "weight = 25", 1)
		source = strings.Replace(source, "weight = 25", "weight = 20", 1)
	}
	return source, nil
}
