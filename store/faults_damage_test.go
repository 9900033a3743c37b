package store

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	bookfile "github.com/belay-tui/belay/store/file"
)

func init() { children["damage"] = runDamage }

// verdict is what came of a case of damage.
type verdict string

const (
	unharmed verdict = "unharmed" // all answers are right
	noticed  verdict = "noticed"  // all are right, or errors that say that the book is damaged
	older    verdict = "older"    // as the book was before its last entries, whole
	wrong    verdict = "wrong"    // silently wrong
	foreign  verdict = "foreign"  // another error
)

// states are what a book answered about some records, the last state first.
type states struct {
	refs []domain.Ref
	all  [][]answer
}

// judge compares what a damaged book says with what it is to say. Answers that
// are not errors must all be those of one state.
func (s states) judge(got []answer) (verdict, string) {
	harm := unharmed
	for _, g := range got {
		var d *DamagedError
		switch {
		case g.err == nil:
		case errors.As(g.err, &d):
			harm = noticed
		default:
			return foreign, fmt.Sprintf("%s: %v", g.what, g.err)
		}
	}
	why := ""
	for i, want := range s.all {
		d := s.wrong(got, want)
		switch {
		case d == "" && i == 0:
			return harm, ""
		case d == "":
			return older, fmt.Sprint(i)
		case i == 0:
			why = d
		}
	}
	return wrong, why
}

// wrong is the first answer that is neither right nor an error.
func (states) wrong(got, want []answer) string {
	right := map[string]string{}
	for _, w := range want {
		right[w.what] = w.is
	}
	for _, g := range got {
		if is, ok := right[g.what]; g.err == nil && (!ok || is != g.is) {
			return difference([]answer{g}, []answer{{what: g.what, is: is}})
		}
	}
	return ""
}

// runDamage reads cases of damage, does each to a copy of a book, asks the copy
// all there is to ask and prints a verdict. The process may end in between.
func runDamage(args []string, in *bufio.Scanner, out io.Writer) error {
	in.Buffer(nil, 1<<20)
	dir := args[0]
	good, err := os.ReadFile(filepath.Join(dir, "good.db"))
	if err != nil {
		return err
	}
	other, err := os.ReadFile(filepath.Join(dir, "other.db"))
	if err != nil {
		return err
	}
	var known states
	for i := 0; ; i++ {
		b, err := Open(filepath.Join(dir, fmt.Sprintf("state%d.db", i)), options(&clock{start}))
		if errors.Is(err, ErrNoBook) {
			break
		}
		if err != nil {
			return err
		}
		if i == 0 {
			if known.refs, err = refsIn(b); err != nil {
				return err
			}
		}
		known.all = append(known.all, answers(b, known.refs))
	}
	if d := difference(known.all[0], known.all[1]); d == "" {
		return errors.New("the last command changes no answer")
	}
	path := filepath.Join(dir, "bad.db")
	fmt.Fprintln(out, "ready")
	for in.Scan() {
		bad := damage(append([]byte(nil), good...), other, in.Text())
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			return err
		}
		v, why := known.ask(path)
		line, err := json.Marshal([]string{string(v), why})
		if err != nil {
			return err
		}
		fmt.Fprintln(out, string(line))
	}
	return in.Err()
}

// ask judges the book at a path.
func (s states) ask(path string) (verdict, string) {
	ctx := context.Background()
	o := options(&clock{start})
	o.Timeout = 100 * time.Millisecond
	b, err := Open(path, o)
	if err != nil {
		return s.judge([]answer{{what: "open", err: err}})
	}
	v, why := s.judge(answers(b, s.refs))
	if v == wrong || v == older {
		if err := b.Check(ctx); err != nil {
			why += " - and Check: " + err.Error()
		}
		return v, why
	}
	// What was noticed stays noticed when somebody writes.
	checked := b.Check(ctx)
	for _, cmd := range []domain.Command{offer(7777, "Acme"), domain.LogActivity{ID: id(3), Kind: domain.Call, Text: out("x")}} {
		var d *DamagedError
		if _, err := b.Apply(ctx, cmd); err != nil && !errors.As(err, &d) && !refused(err) {
			return foreign, fmt.Sprintf("%s: %v", cmd.Name(), err)
		}
	}
	var d *DamagedError
	if checked != nil && !errors.As(checked, &d) {
		return foreign, "check: " + checked.Error()
	}
	if v == noticed && checked == nil {
		return v, "and Check does not notice"
	}
	return v, why
}

// damage does what a case says: words, each with its numbers.
func damage(b, other []byte, what string) []byte {
	words := strings.Fields(what)
	n := make([]int, len(words))
	for i, w := range words[1:] {
		n[i+1], _ = strconv.Atoi(w)
	}
	size := os.Getpagesize()
	page := func(b []byte, i int) []byte { return b[i*size : (i+1)*size] }
	switch words[0] {
	case "flip": // the byte at, by a mask
		b[n[1]] ^= byte(n[2])
	case "cut": // to a length
		b = b[:n[1]]
	case "zero": // pages
		for _, i := range n[1:] {
			clear(page(b, i))
		}
	case "swap": // two pages
		was := string(page(b, n[1]))
		copy(page(b, n[1]), page(b, n[2]))
		copy(page(b, n[2]), was)
	case "copy": // one page over another
		copy(page(b, n[1]), page(b, n[2]))
	case "other": // a page of another book
		copy(page(b, n[1]), page(other, n[1]%(len(other)/size)))
	}
	return b
}

// damageSample makes a book with all kinds of record, imports, a base and a
// tail, as it was after each of its last entries, and another book.
func damageSample(t *testing.T, dir string) (used int) {
	t.Helper()
	for _, name := range []string{"other", "good"} {
		seed := uint64(len(name))
		path := filepath.Join(dir, name+".db")
		must[*Book](t)(Create(path, options(&clock{start})))
		s := must[*script](t)(scripted(path, seed))
		s.b.noSync, s.most, s.wide = true, 60, 3000
		if err := s.setUp(); err != nil {
			t.Fatal(err)
		}
		for i := 1; i <= 60; i++ {
			s.b.foldAt = 12
			if err := s.step(i); err != nil {
				t.Fatal(err)
			}
		}
		s.b.foldAt = foldAt
		apply(t, s.b, domain.SetUpFirm{Firm: out("We"), Program: program})
		if err := s.b.Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.c.t = start
		for i := 6; i >= 0; i-- {
			apply(t, s.b, offer(9000-i, "Acme"))
			if name == "good" {
				content := must[[]byte](t)(os.ReadFile(path))
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("state%d.db", i)), content, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := s.b.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		used = int(must[bookfile.Header](t)(bookfile.ReadHeader(path)).Used)
	}
	return used
}

// TestDamage does all kinds of damage to a book in another process: whatever is
// read then is right or an error that says that the book is damaged, and the
// process neither ends nor hangs. Two kinds of harm cannot be told from a book
// of yesterday and are counted apart: a damaged newer header, for which bbolt
// takes the older one, and a journal that lost its end.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	used := damageSample(t, dir)
	size := os.Getpagesize()
	pages := used / size
	seed := seedOf(t)
	rng := rand.New(rand.NewPCG(seed, 1))
	every := map[string][]string{}
	add := func(kind, format string, args ...any) {
		every[kind] = append(every[kind], fmt.Sprintf(format, args...))
	}
	for at := rng.IntN(97); at < used; at += 97 {
		add("flip", "flip %d %d", at, 1+rng.IntN(255))
	}
	for i := range pages {
		add("cut", "cut %d", i*size)
		add("zero", "zero %d", i)
		add("swap", "swap %d %d", rng.IntN(pages), rng.IntN(pages))
		add("copy", "copy %d %d", rng.IntN(pages), rng.IntN(pages))
		add("other", "other %d", i)
		for at := range 24 { // the head of each page and what follows it
			add("head", "flip %d %d", i*size+at, 1<<rng.IntN(8))
		}
	}
	add("zero", "zero 0 1")
	for _, share := range []int{10, 100} {
		for range pages {
			words := "zero"
			for range max(2, pages/share) {
				words += fmt.Sprint(" ", rng.IntN(pages))
			}
			add("zeros", "%s", words)
		}
	}
	t.Logf("seed %d, %d pages", seed, pages)
	c := &damaging{t: t, dir: dir, counts: map[string]map[verdict]int{}}
	most := rounds(t, 2)
	for _, kind := range []string{"flip", "head", "cut", "zero", "zeros", "swap", "copy", "other"} {
		cases := every[kind]
		rng.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for _, what := range cases[:min(most, len(cases))] {
			c.try(kind, what)
		}
		t.Logf("%s: %v of %d", kind, c.counts[kind], len(cases))
	}
}

// damaging has children judge cases of damage.
type damaging struct {
	t      *testing.T
	dir    string
	child  *helper
	counts map[string]map[verdict]int
	done   int
}

func (d *damaging) try(kind, what string) {
	d.t.Helper()
	if d.child == nil {
		d.child = begin(d.t, "damage", d.dir)
		d.child.line(d.t)
	}
	c := d.child
	timer := time.AfterFunc(time.Minute, func() { _ = c.Process.Kill() })
	c.say(d.t, what)
	said := c.out.Scan()
	timer.Stop()
	if !said {
		_ = c.Wait()
		d.t.Errorf("%s: the process ended or hung: %.2000s", what, c.errors)
		d.child = nil
		return
	}
	if d.done++; d.done%100 == 0 { // what bbolt panicked on stays mapped
		_ = c.in.Close()
		defer func() { d.child = nil }()
	}
	var line [2]string
	if err := json.Unmarshal(c.out.Bytes(), &line); err != nil {
		d.t.Fatal(err)
	}
	v := verdict(line[0])
	if d.counts[kind] == nil {
		d.counts[kind] = map[verdict]int{}
	}
	d.counts[kind][v]++
	switch v {
	case wrong, foreign:
		// A seal does not tell whose book it is from.
		if kind == "other" && strings.Contains(line[1], "and Check") {
			return
		}
		d.t.Errorf("%s: %s: %s", what, v, line[1])
	case older, noticed, unharmed:
		if line[1] != "" && testing.Verbose() {
			d.t.Logf("%s: %s: %s", what, v, line[1])
		}
	}
}
