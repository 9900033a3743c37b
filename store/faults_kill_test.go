package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

func init() { children["script"] = runScript }

// runScript goes on with a script until it is killed, and says after each step
// that it is done.
func runScript(args []string, _ *bufio.Scanner, out io.Writer) error {
	seed, err := strconv.ParseUint(args[1], 10, 64)
	if err != nil {
		return err
	}
	from, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	s, err := scripted(args[0], seed)
	if err != nil {
		return err
	}
	s.batches = args[3] == "batches"
	fmt.Fprintln(out, "ready")
	for i := from; ; i++ {
		if err := s.step(i); err != nil {
			return err
		}
		fmt.Fprintln(out, i)
	}
}

// killing is a series of kills of one book, and what they hit.
type killing struct {
	*script        // the book that is hurt, in this process
	twin    script // that which is not
	mode    string
	next    int // the step that comes next

	kills, steps, unsaid, left int
}

func newKilling(t *testing.T, seed uint64, mode string) *killing {
	t.Helper()
	k := &killing{mode: mode, next: 1}
	make := func() *script {
		path := filepath.Join(t.TempDir(), "book.db")
		must[*Book](t)(Create(path, options(&clock{start})))
		s := must[*script](t)(scripted(path, seed))
		s.batches = mode == "batches"
		s.b.noSync = true
		if err := s.setUp(); err != nil {
			t.Fatal(err)
		}
		return s
	}
	k.script, k.twin = make(), *make()
	return k
}

// TestKilled kills processes that change a book at random moments. Afterwards
// the book is as a twin that did the same steps without harm: with all steps
// that were said to be done, and the one that was under way whole or not at all.
func TestKilled(t *testing.T) {
	seed := seedOf(t)
	rng := rand.New(rand.NewPCG(seed, 0))
	all := killing{}
	for left := rounds(t, 12); left > 0; left -= 6 {
		k := newKilling(t, rng.Uint64(), []string{"all", "batches"}[left/6%2])
		for range min(left, 6) {
			k.round(t, rng)
		}
		k.end(t)
		all.kills, all.steps, all.unsaid, all.left = all.kills+k.kills, all.steps+k.steps, all.unsaid+k.unsaid, all.left+k.left
	}
	t.Logf("seed %d: %d kills, %d steps, %d of them done and not said, %d batches cut off", seed, all.kills, all.steps, all.unsaid, all.left)
}

// round has a child do steps, kills it, and compares.
func (k *killing) round(t *testing.T, rng *rand.Rand) {
	t.Helper()
	c := begin(t, "script", k.b.Path(), fmt.Sprint(k.seed), fmt.Sprint(k.next), k.mode)
	if c.line(t) != "ready" {
		t.Fatal("the child is not ready")
	}
	wait := time.Duration(rng.ExpFloat64() * float64(60*time.Millisecond))
	timer := time.AfterFunc(min(wait, time.Second), func() { _ = c.Process.Kill() })
	defer timer.Stop()
	done := k.next - 1
	for c.out.Scan() {
		done = must[int](t)(strconv.Atoi(c.out.Text()))
	}
	if _ = c.Wait(); c.errors.Len() > 0 {
		t.Fatalf("seed %d: the child: %s", k.seed, c.errors)
	}
	k.kills++
	for ; k.next <= done; k.next++ {
		k.follow(t)
	}
	k.compare(t)
}

// follow has the twin do the next step.
func (k *killing) follow(t *testing.T) {
	t.Helper()
	if err := k.twin.step(k.next); err != nil {
		t.Fatalf("seed %d: the twin: %v", k.seed, err)
	}
	k.steps++
}

// compare looks at the book as it was left.
func (k *killing) compare(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	if err := k.b.Check(ctx); err != nil {
		t.Fatalf("seed %d, step %d, killed: %v", k.seed, k.next, err)
	}
	if leftOver(t, k.b) > 0 {
		k.left++
	}
	if head := must[uint64](t)(k.b.Head(ctx)); head != must[uint64](t)(k.twin.b.Head(ctx)) {
		k.follow(t) // it was done and not said
		k.next++
		k.unsaid++
	}
	k.c.t = k.twin.c.t
	if d := k.differ(t); d != "" {
		t.Fatalf("seed %d, step %d, killed: %s", k.seed, k.next, d)
	}
}

// end goes on with the book in this process: what a batch left over is cleaned
// by the next one, and the room is used again.
func (k *killing) end(t *testing.T) {
	t.Helper()
	for range 5 {
		if err := k.step(k.next); err != nil {
			t.Fatalf("seed %d, after kills: %v", k.seed, err)
		}
		k.follow(t)
		k.next++
	}
	for _, b := range []*Book{k.b, k.twin.b} {
		importRows(t, b, row(1000*k.next, "", "The last"))
	}
	if n := leftOver(t, k.b); n > 0 {
		t.Errorf("seed %d: %d keys are left over after an import", k.seed, n)
	}
	if err := k.b.Check(t.Context()); err != nil {
		t.Errorf("seed %d, after kills: %v", k.seed, err)
	}
	if d := k.differ(t); d != "" {
		t.Errorf("seed %d, after kills: %s", k.seed, d)
	}
	hurt, whole := must[os.FileInfo](t)(os.Stat(k.b.Path())), must[os.FileInfo](t)(os.Stat(k.twin.b.Path()))
	if hurt.Size() > 2*whole.Size()+4*(1<<20) {
		t.Errorf("seed %d: the file has %d bytes, without kills %d", k.seed, hurt.Size(), whole.Size())
	}
}

// differ is what the book says and its twin does not.
func (k *killing) differ(t *testing.T) string {
	t.Helper()
	refs := must[[]domain.Ref](t)(refsIn(k.twin.b))
	return difference(answers(k.b, refs), answers(k.twin.b, refs))
}
