package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/file"
)

func init() {
	children["answer"], children["read"], children["hold"] = runAnswer, runRead, runHold
}

// runAnswer answers the offers whose numbers it is told, and says what came of it.
func runAnswer(args []string, in *bufio.Scanner, out io.Writer) error {
	b, err := Open(args[0], options(&clock{start}))
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "ready")
	for in.Scan() {
		n, err := strconv.Atoi(in.Text())
		if err != nil {
			return err
		}
		var cmd domain.Command = domain.AcceptLead{ID: id(n)}
		if args[1] == "decline" {
			cmd = domain.DeclineLead{ID: id(n), Reason: "no_capacity"}
		}
		res, err := b.Apply(context.Background(), cmd)
		switch {
		case refused(err):
			fmt.Fprintln(out, "refused")
		case err != nil:
			return err
		case res.Entry == 0:
			fmt.Fprintln(out, "nothing")
		default:
			fmt.Fprintln(out, "won")
		}
	}
	return in.Err()
}

// TestProcessesRaceForALead has two processes answer the same offers at once:
// one of them wins each, and the other one learns that it did not.
func TestProcessesRaceForALead(t *testing.T) {
	for _, answers := range [][2]string{{"accept", "accept"}, {"accept", "decline"}} {
		b, _ := newTestBook(t)
		b.foldAt = 16
		one, two := begin(t, "answer", b.Path(), answers[0]), begin(t, "answer", b.Path(), answers[1])
		one.line(t)
		two.line(t)
		firsts, n := 0, rounds(t, 20)
		for i := 1; i <= n; i++ {
			apply(t, b, offer(i, "Acme"))
			one.say(t, fmt.Sprint(i))
			two.say(t, fmt.Sprint(i))
			said := []string{one.line(t), two.line(t)}
			if said[0] == "won" {
				firsts++
			}
			if (said[0] == "won") == (said[1] == "won") {
				t.Fatalf("lead %d: both processes were told %q", i, said)
			}
			ref := domain.Ref{Kind: domain.KindLead, ID: id(i)}
			entries := must[[]domain.Entry](t)(b.Journal(t.Context(), 0, 0, false, &ref))
			lead := must[domain.Lead](t)(b.Lead(t.Context(), id(i)))
			declined := answers[1] == "decline" && said[1] == "won"
			if len(entries) != 2 || (lead.Status == domain.LeadDeclined) != declined || (lead.Status == domain.LeadAccepted) == declined {
				t.Fatalf("lead %d is %s after %d entries, and the processes were told %q", i, lead.Status, len(entries), said)
			}
		}
		t.Logf("%v: %d rounds, the first process won %d", answers, n, firsts)
	}
}

// runRead reads until its input ends, and says how often. What it reads is
// written by fours and by hundreds.
func runRead(args []string, in *bufio.Scanner, out io.Writer) error {
	ctx := context.Background()
	b, err := Open(args[0], options(&clock{start}))
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "ready")
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		in.Scan()
	}()
	reads, seen := 0, map[int]bool{}
	for {
		select {
		case <-ended:
			fmt.Fprintln(out, reads, len(seen))
			return nil
		default:
		}
		reads++
		// The system's lock is not fair: two readers that never pause keep a
		// writer out for ever.
		time.Sleep(2 * time.Millisecond)
		fours, err := b.Leads(ctx, domain.Query{Match: "fours"}, 0, 1000)
		if err != nil {
			return err
		}
		time.Sleep(2 * time.Millisecond)
		hundreds, err := b.Leads(ctx, domain.Query{Match: "hundreds", Sort: domain.SortName}, 0, 1<<20)
		if err != nil {
			return err
		}
		time.Sleep(2 * time.Millisecond)
		entries, err := b.Journal(ctx, 0, 0, true, nil)
		if err != nil {
			return err
		}
		seen[len(entries)] = true
		if fours.Total%4 != 0 || len(fours.Rows) != fours.Total || hundreds.Total%100 != 0 || len(hundreds.Rows) != hundreds.Total {
			return fmt.Errorf("half a state: %d fours in %d rows, %d hundreds in %d rows", fours.Total, len(fours.Rows), hundreds.Total, len(hundreds.Rows))
		}
	}
}

// TestReadersNeverSeeAHalf writes what belongs together while other processes
// read: folds, imports in several transactions, and taking them back.
func TestReadersNeverSeeAHalf(t *testing.T) {
	ctx := context.Background()
	b, c := newTestBook(t)
	b.foldAt, b.perTransaction = 6, 30
	readers := []*helper{begin(t, "read", b.Path()), begin(t, "read", b.Path())}
	for _, r := range readers {
		r.line(t)
	}
	for i := 1; i <= rounds(t, 24); i++ {
		var steps []domain.Step
		for n := range 4 {
			steps = append(steps, domain.Step{At: c.t, Command: offer(10*i+n, "Fours")})
		}
		if err := b.Replay(ctx, slices.Values(steps)); err != nil {
			t.Fatal(err)
		}
		if i%3 > 0 {
			continue
		}
		var rows []domain.Command
		for n := range 100 {
			rows = append(rows, row(100_000+100*i+n, fmt.Sprint("P", i, "-", n), "Hundreds"))
		}
		n, _ := importRows(t, b, rows...)
		if i%2 == 0 {
			apply(t, b, domain.Undo{Entry: n})
		}
	}
	for _, r := range readers {
		if err := r.in.Close(); err != nil {
			t.Fatal(err)
		}
		t.Log("reads and states:", r.line(t))
	}
}

// runHold begins an import and goes on with it when it is told to.
func runHold(args []string, in *bufio.Scanner, out io.Writer) error {
	o := options(&clock{start})
	o.Process = "belay import leads"
	b, err := Open(args[0], o)
	if err != nil {
		return err
	}
	var rows iter.Seq[domain.Command] = func(yield func(domain.Command) bool) {
		if !yield(row(1, "P1", "Acme")) {
			return
		}
		fmt.Fprintln(out, "holding")
		in.Scan()
		yield(row(2, "P2", "Bolt"))
	}
	if _, err := b.Import(context.Background(), leadsFile, rows, nil); err != nil {
		return err
	}
	fmt.Fprintln(out, "done")
	return nil
}

// TestHeldByAnotherProcess waits for a process that holds the book for longer
// than the timeout: whoever waits is told in time, and by name.
func TestHeldByAnotherProcess(t *testing.T) {
	b, c := newTestBook(t)
	holder := begin(t, "hold", b.Path())
	holder.line(t)
	o := options(c)
	o.Timeout = 50 * time.Millisecond
	late := make(chan struct{})
	timer := time.AfterFunc(10*time.Second, func() { close(late) })
	defer timer.Stop()
	other := must[*Book](t)(newBook(b.Path(), o))
	for name, use := range map[string]func() error{
		"read":  func() error { _, err := other.Head(t.Context()); return err },
		"write": func() error { _, err := other.Apply(t.Context(), offer(3, "Crow")); return err },
		"import": func() error {
			_, err := other.Import(t.Context(), leadsFile, slices.Values([]domain.Command{row(4, "P4", "Dent")}), nil)
			return err
		},
		"open": func() error { _, err := Open(b.Path(), o); return err },
	} {
		var held *HeldError
		err := use()
		want := fmt.Sprintf("belay import leads, process %d, since ", holder.Process.Pid)
		if !errors.As(err, &held) || !strings.HasPrefix(held.Holder, want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	select {
	case <-late:
		t.Error("whoever waited was told too late")
	default:
	}
	holder.say(t, "go on")
	if said := holder.line(t); said != "done" {
		t.Errorf("the holder says %s", said)
	}
	if p := must[domain.Page[domain.Lead]](t)(other.Leads(t.Context(), domain.Query{}, 0, 9)); p.Total != 2 {
		t.Errorf("there are %d leads", p.Total)
	}
	if _, err := os.Stat(file.NotePath(b.Path())); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the note was left: %v", err)
	}
}
