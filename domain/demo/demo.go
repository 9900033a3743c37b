// Package demo makes up the book of a firm that never was: leads in every
// state, deals, projects, surveys, stories and credentials, so that every part
// of belay has something to show. What it makes depends on its options alone.
package demo

import (
	"container/heap"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/belay-tui/belay/domain"
)

// Options say what book to make. The zero Options make the default book as of
// the year 1, so Now is always to be set.
type Options struct {
	// Seed chooses among books: the same options give the same steps.
	Seed uint64
	// Now is the instant at which the book is as it should be: all steps lie at
	// or before it, and deadlines around it.
	Now time.Time
	// Leads is the number of leads, 120 where it is 0. Half as many deals come with them.
	Leads int
	// Projects is the number of projects, 40 where it is 0.
	Projects int
}

// Firm is the name of the firm that the demo is about.
const Firm = "Nimbus Consulting"

// ownDomain is the firm's e-mail domain.
const ownDomain = "nimbus.example"

// The programs that the firm is in, the one it looks at by default first.
const (
	first  = domain.DefaultProgram
	second = "pvs-fy19"
)

const day = 24 * time.Hour

// Steps returns the commands that make the book, each with when it was given
// and by whom, in the order of time. They can be taken as often as wanted. Only
// what is under way is held in memory, whatever the number of leads.
func Steps(o Options) iter.Seq[domain.Step] {
	if o.Leads <= 0 {
		o.Leads = 120
	}
	if o.Projects <= 0 {
		o.Projects = 40
	}
	o.Now = o.Now.UTC().Truncate(time.Millisecond)
	return func(yield func(domain.Step) bool) { newWorld(o).run(yield) }
}

// world is the demo while it is being made.
type world struct {
	Options
	// year is when the fiscal year began.
	year time.Time
	// serial makes ids of one millisecond grow in the order in which they are made.
	serial uint32
}

// family is a run of records of one kind. Their lives begin in order.
type family struct {
	n     int
	begin func(i int) time.Time
	live  func(l *life, i int)
}

func newWorld(o Options) *world {
	_, year := domain.MonthDay{Month: time.February, Day: 1}.Year(domain.DateOf(o.Now))
	return &world{Options: o, year: year.From.Time(), serial: uint32(stream(o.Seed, 0, 0).Uint64() >> 34)}
}

// stream returns the random numbers of one record.
func stream(seed uint64, family, i int) *rand.Rand {
	return rand.New(rand.NewPCG(seed, (uint64(family)<<56+uint64(i))*0x9E3779B97F4A7C15))
}

// run merges all lives into one sequence: a life is made up as a whole when it
// begins, and its steps wait until their time comes.
func (w *world) run(yield func(domain.Step) bool) {
	families := []family{w.firm(), w.leads(), w.deals(), w.projects(), w.stories(), w.credentials(), w.extras()}
	next := make([]int, len(families))
	var waiting queue
	var entries uint64 // every step makes one
	for {
		chosen, begin := -1, time.Time{}
		for f, fam := range families {
			if next[f] == fam.n {
				continue
			}
			if at := fam.begin(next[f]); chosen < 0 || at.Before(begin) {
				chosen, begin = f, at
			}
		}
		switch {
		case len(waiting.steps) > 0 && (chosen < 0 || !begin.Before(waiting.steps[0].At)):
			s := heap.Pop(&waiting).(entry).Step
			if _, ok := s.Command.(domain.Undo); ok { // a life cannot know the number
				s.Command = domain.Undo{Entry: entries}
			}
			entries++
			if !yield(s) {
				return
			}
		case chosen < 0:
			return
		default:
			l := &life{world: w, rng: stream(w.Seed, chosen+1, next[chosen]), at: begin, program: first, who: people[next[chosen]%len(people)]}
			families[chosen].live(l, next[chosen])
			for _, s := range l.steps {
				waiting.count++
				heap.Push(&waiting, entry{s, waiting.count})
			}
			next[chosen]++
		}
	}
}

// firm names the firm and joins it to both programs, before anything else.
func (w *world) firm() family {
	return family{1, func(int) time.Time { return w.Now.Add(-730 * day) }, func(l *life, _ int) {
		l.do(domain.SetUpFirm{Firm: domain.Outside(Firm), Program: first})
		l.do(domain.SetFirmDomains{Domains: outside(ownDomain)})
		l.do(domain.JoinProgram{Program: second})
		l.do(domain.JoinProgram{Program: first})
	}}
}

// entry is a step with its place among those of the same instant.
type entry struct {
	domain.Step
	n uint64
}

// queue is a heap of the steps to come.
type queue struct {
	steps []entry
	count uint64
}

// Len is part of [heap.Interface].
func (q *queue) Len() int { return len(q.steps) }

// Less is part of [heap.Interface].
func (q *queue) Less(i, j int) bool {
	if c := q.steps[i].At.Compare(q.steps[j].At); c != 0 {
		return c < 0
	}
	return q.steps[i].n < q.steps[j].n
}

// Swap is part of [heap.Interface].
func (q *queue) Swap(i, j int) { q.steps[i], q.steps[j] = q.steps[j], q.steps[i] }

// Push is part of [heap.Interface].
func (q *queue) Push(x any) { q.steps = append(q.steps, x.(entry)) }

// Pop is part of [heap.Interface].
func (q *queue) Pop() any {
	last := len(q.steps) - 1
	e := q.steps[last]
	q.steps[last], q.steps = entry{}, q.steps[:last]
	return e
}
