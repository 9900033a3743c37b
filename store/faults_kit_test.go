package store

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/index"
)

// The tests in the files faults_* hurt books: they kill processes that write,
// fill disks, race, set the clock back and damage files. In a normal run they
// do little; BELAY_FAULT_ROUNDS=500 has each of them do that many rounds.

// rounds is how often a fault is tried: usual, or as the environment says.
func rounds(t *testing.T, usual int) int {
	t.Helper()
	text := os.Getenv("BELAY_FAULT_ROUNDS")
	if text == "" {
		return usual
	}
	return must[int](t)(strconv.Atoi(text))
}

// seedOf is what a test's chances follow from: BELAY_FAULT_SEED, else the same
// in each normal run, and any where rounds are asked for.
func seedOf(t *testing.T) uint64 {
	t.Helper()
	if text := os.Getenv("BELAY_FAULT_SEED"); text != "" {
		return must[uint64](t)(strconv.ParseUint(text, 10, 64))
	}
	if os.Getenv("BELAY_FAULT_ROUNDS") == "" {
		return 1
	}
	return rand.Uint64()
}

// children are what the test program does instead of testing when it is begun
// anew by a test, in a process of its own.
var children = map[string]func(args []string, in *bufio.Scanner, out io.Writer) error{}

const childVariable = "BELAY_FAULT_CHILD"

func TestMain(m *testing.M) {
	name, isChild := os.LookupEnv(childVariable)
	if !isChild {
		os.Exit(m.Run())
	}
	run := children[name]
	if run == nil {
		fmt.Fprintln(os.Stderr, "there is no child", name)
		os.Exit(2)
	}
	if err := run(os.Args[1:], bufio.NewScanner(os.Stdin), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// helper is another process.
type helper struct {
	*exec.Cmd
	in     io.WriteCloser
	out    *bufio.Scanner
	errors *strings.Builder
}

// begin starts a child. It is ended when the test ends, if it has not by then.
func begin(t *testing.T, name string, args ...string) *helper {
	t.Helper()
	c := &helper{Cmd: exec.Command(must[string](t)(os.Executable()), args...), errors: &strings.Builder{}}
	c.Env = append(os.Environ(), childVariable+"="+name)
	c.Stderr = c.errors
	c.in = must[io.WriteCloser](t)(c.StdinPipe())
	c.out = bufio.NewScanner(must[io.ReadCloser](t)(c.StdoutPipe()))
	c.out.Buffer(nil, 1<<24)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if c.ProcessState == nil {
			_ = c.Process.Kill()
			_ = c.Wait()
		}
	})
	return c
}

// line is the next line that a child prints.
func (c *helper) line(t *testing.T) string {
	t.Helper()
	if !c.out.Scan() {
		t.Fatalf("the child ended: %s", c.errors)
	}
	return c.out.Text()
}

func (c *helper) say(t *testing.T, line string) {
	t.Helper()
	if _, err := fmt.Fprintln(c.in, line); err != nil {
		t.Fatalf("%v: %s", err, c.errors)
	}
}

// answer is what a book says when it is asked something.
type answer struct {
	what, is string
	err      error
}

// answers asks a book all that can be asked through its methods, and goes on
// after errors. Some questions are about the records that refs name.
func answers(b *Book, refs []domain.Ref) (all []answer) {
	ctx := context.Background()
	add := func(what string, is any, err error) {
		text, e := json.Marshal(is)
		switch {
		case e != nil:
			err = e
		case refused(err) || isNotFound(err): // that is an answer too
			text, err = []byte(err.Error()), nil
		}
		all = append(all, answer{what, string(text), err})
	}
	head, err := b.Head(ctx)
	add("head", head, err)
	firm, err := b.Firm(ctx)
	add("firm", firm, err)
	for _, p := range []string{"", program} {
		counts, err := b.Counts(ctx, p)
		add("counts "+p, counts, err)
		waiting, err := b.Waiting(ctx, p)
		add("waiting "+p, waiting, err)
		reminders, err := b.Reminders(ctx, p)
		add("reminders "+p, reminders, err)
	}
	stats, err := b.Stats(ctx, program)
	add("stats", stats, err)
	for _, newest := range []bool{false, true} {
		entries, err := b.Journal(ctx, 0, 0, newest, nil)
		add(fmt.Sprint("journal ", newest), entries, err)
	}
	undoable, err := b.Undoable(ctx)
	add("undoable", undoable, err)
	for _, k := range domain.Kinds()[1:] {
		answersOf(ctx, b, k, add)
	}
	short, err := b.Short(ctx, refs...)
	add("short", short, err)
	for i := 0; i < len(refs); i += 1 + len(refs)/100 {
		ref := refs[i]
		entries, err := b.Journal(ctx, 0, 0, true, &ref)
		add("history "+ref.String(), entries, err)
		id, err := b.Resolve(ctx, ref.Kind, ref.ID.String()[14:])
		add("resolve "+ref.String(), id, err)
		for _, sort := range domain.Sorts(ref.Kind) {
			place, _, err := b.Place(ctx, domain.Query{Kind: ref.Kind, Sort: sort}, ref.ID)
			add(fmt.Sprint("place ", sort, ref), place, err)
		}
	}
	found, err := b.Duplicates(ctx, identityOf("Acme 7", "x@acme7.example"))
	add("duplicates", found, err)
	return all
}

// answersOf asks for the lists of a kind.
func answersOf(ctx context.Context, b *Book, k domain.Kind, add func(string, any, error)) {
	ask := func(q domain.Query, offset, limit int) {
		q.Kind = k
		rows, total, err := pageOf(ctx, b, q, offset, limit)
		ids := []string{fmt.Sprint(total)}
		for _, rec := range rows {
			ids = append(ids, rec.Ref().String())
		}
		add(fmt.Sprintf("%+v %d %d", q, offset, limit), ids, err)
	}
	rows, _, err := pageOf(ctx, b, domain.Query{Kind: k}, 0, 1<<20)
	add("all "+string(k), rows, err)
	for _, sort := range domain.Sorts(k) {
		ask(domain.Query{Sort: sort, Reverse: true}, 0, 1<<20)
		ask(domain.Query{Sort: sort}, 30, 20)
	}
	for _, list := range domain.ListsOf(k) {
		ask(domain.Query{List: list}, 0, 1<<20)
		ask(domain.Query{List: list, Program: program}, 5, 10)
	}
	for _, match := range []string{"acme", "7", "köln"} {
		ask(domain.Query{Match: match}, 0, 1<<20)
	}
}

// refsIn are the records of a book.
func refsIn(b *Book) (refs []domain.Ref, err error) {
	for _, k := range domain.Kinds()[1:] {
		rows, _, err := pageOf(context.Background(), b, domain.Query{Kind: k}, 0, 1<<20)
		if err != nil {
			return nil, err
		}
		for _, rec := range rows {
			refs = append(refs, rec.Ref())
		}
	}
	return refs, nil
}

// pageOf reads a window of a list of any kind.
func pageOf(ctx context.Context, b *Book, q domain.Query, offset, limit int) ([]domain.Record, int, error) {
	switch q.Kind {
	case domain.KindLead:
		return rowsIn(b.Leads(ctx, q, offset, limit))
	case domain.KindOpportunity:
		return rowsIn(b.Opportunities(ctx, q, offset, limit))
	case domain.KindProject:
		return rowsIn(b.Projects(ctx, q, offset, limit))
	case domain.KindSurvey:
		return rowsIn(b.Surveys(ctx, q, offset, limit))
	case domain.KindStory:
		return rowsIn(b.Stories(ctx, q, offset, limit))
	case domain.KindCredential:
		return rowsIn(b.Credentials(ctx, q, offset, limit))
	case domain.KindFirm:
	}
	return nil, 0, fmt.Errorf("no list of %s", q.Kind)
}

func rowsIn[R domain.Record](p domain.Page[R], err error) (rows []domain.Record, total int, _ error) {
	for _, r := range p.Rows {
		rows = append(rows, r)
	}
	return rows, p.Total, err
}

func identityOf(company, email string) domain.Identity {
	p, err := domain.Preset(program)
	if err != nil {
		return domain.Identity{}
	}
	return domain.IdentityOf(domain.Lead{
		Program: program, Origin: domain.Registered, Status: domain.LeadDraft,
		Company: domain.Company{Name: out(company)}, Contact: domain.Contact{Email: out(email)},
	}, p)
}

// difference is the first thing that two books say differently, "" where there
// is none.
func difference(got, want []answer) string {
	for i, w := range want {
		if i >= len(got) {
			return "nothing is said of " + w.what
		}
		g := got[i]
		if g.what != w.what || g.is != w.is || (g.err == nil) != (w.err == nil) {
			at := 0
			for at < min(len(g.is), len(w.is)) && g.is[at] == w.is[at] {
				at++
			}
			from := max(0, at-40)
			return fmt.Sprintf("%s: …%.160s (%v), not %s: …%.160s (%v)", g.what, g.is[min(from, len(g.is)):], g.err, w.what, w.is[min(from, len(w.is)):], w.err)
		}
	}
	if len(got) > len(want) {
		return "too much is said: " + got[len(want)].what
	}
	return ""
}

// leftOver counts what no record and no entry tells of: rows from the next one
// of their kind on, their text, and changes of later entries.
func leftOver(t *testing.T, b *Book) (n int) {
	t.Helper()
	err := b.view(t.Context(), "count what was left over", func(r *reader) error {
		count := func(bucket, from []byte) {
			c := r.tx.Bucket(bucket).Cursor()
			for k, _ := c.Seek(from); k != nil; k, _ = c.Next() {
				n++
			}
		}
		for _, k := range domain.Kinds() {
			next := r.tail.base.next[k]
			count(bucketOf(k), rowKey(next))
			rows, err := index.OpenText(r.tx.Bucket(bucketText), bucketText, textOf(k)).Rows()
			if err != nil {
				return err
			}
			n += max(0, rows-int(next))
		}
		count(bucketChanges, numberKey(r.tail.head+1))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
