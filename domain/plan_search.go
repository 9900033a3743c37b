package domain

import (
	"cmp"
	"slices"
)

// maxColumns is how many figures that move apart a part of the search follows.
const maxColumns = 5

// vector is how far the figures of a part have moved.
type vector [maxColumns]Quantity

// add moves on, to no more than the bounds: more gives no more points.
func (v vector) add(w, bound vector) vector {
	for i := range v {
		v[i] = min(v[i]+w[i], bound[i])
	}
	return v
}

// within reports whether w is at least as far in every figure.
func (v vector) within(w vector) bool {
	for i := range v {
		if v[i] > w[i] {
			return false
		}
	}
	return true
}

// way is one of several things to do, of which one is chosen.
type way struct {
	gain  vector
	cost  Effort
	steps int
	// taken are how many of each class of the group; end is where a part ends.
	taken []int
	end   *cell
}

// bundle is a choice between ways, which comes copies times (0: any number).
type bundle struct {
	ways   []way
	copies int
	// room is the most that a copy can move.
	room vector
	// groups are the steps behind each copy, by class; the last one stands for
	// all further copies.
	groups [][]class
}

// class are steps that are worth and cost the same.
type class struct {
	gain  vector
	cost  Effort
	steps []int
}

// cell is the cheapest way known to somewhere.
type cell struct {
	cost  Effort
	steps int
	v     vector
	// prev is where it came from, by a way of a copy of a bundle.
	prev *cell
	from *bundle
	turn int
	way  int
}

func cheaper(cost Effort, steps int, than *cell) bool {
	return cmp.Or(cmp.Compare(cost, than.cost), cmp.Compare(steps, than.steps)) < 0
}

// space is what the search goes through: it offers a copy of a bundle to all
// that was reached, and says whether that changed anything.
type space interface {
	offer(b *bundle, turn int) bool
	reached() []*cell
}

// explore offers all bundles. Copies of one bundle are all the same, so that
// one that changed nothing ends them.
func explore(s space, bundles []*bundle) []*cell {
	for _, b := range bundles {
		for turn := 0; b.copies == 0 || turn < b.copies; turn++ {
			if !s.offer(b, turn) {
				break
			}
		}
	}
	return s.reached()
}

// grid is the space of counts: a cell for each combination of whole numbers.
type grid struct {
	bound  vector
	stride [maxColumns]int
	cells  []*cell
}

// maxCells bounds the memory of a search. Only plans of hundreds of steps of
// one kind would need more.
const maxCells = 1 << 16

func newGrid(bound vector) *grid {
	for {
		size := 1
		largest := 0
		for i := range bound {
			size *= min(int(bound[i]/1000)+1, maxCells+1)
			if size > maxCells {
				size = maxCells + 1
			}
			if bound[i] > bound[largest] {
				largest = i
			}
		}
		if size <= maxCells {
			g := &grid{bound: bound, cells: make([]*cell, size)}
			stride := 1
			for i := range bound {
				g.stride[i] = stride
				stride *= int(bound[i]/1000) + 1
			}
			g.cells[0] = &cell{}
			return g
		}
		bound[largest] = bound[largest] / 2000 * 1000
	}
}

func (g *grid) index(v vector) (at int) {
	for i := range v {
		at += int(v[i]/1000) * g.stride[i]
	}
	return at
}

// offer goes from the far end to the start, so that no cell takes a copy twice.
func (g *grid) offer(b *bundle, turn int) (changed bool) {
	for at := len(g.cells) - 1; at >= 0; at-- {
		c := g.cells[at]
		if c == nil {
			continue
		}
		for i := range b.ways {
			w := &b.ways[i]
			cost, steps := c.cost+w.cost, c.steps+w.steps
			if all := g.cells[len(g.cells)-1]; all != nil && cost > all.cost {
				break // the ways are in the order of their cost
			}
			v := c.v.add(w.gain, g.bound)
			to := g.index(v)
			if old := g.cells[to]; old == nil || cheaper(cost, steps, old) {
				g.cells[to] = &cell{cost, steps, v, c, b, turn, i}
				changed = true
			}
		}
	}
	return changed
}

func (g *grid) reached() (all []*cell) {
	for _, c := range g.cells {
		if c != nil {
			all = append(all, c)
		}
	}
	return all
}

// front is the space of amounts and points: only what nothing else beats,
// the cheapest first.
type front struct {
	bound  vector
	states []*cell
	made   []cell
	order  []int
	// line is true where one figure moves: who goes farthest stands last.
	line bool
}

func newFront(bound vector) *front {
	moving := 0
	for _, b := range bound {
		if b > 0 {
			moving++
		}
	}
	return &front{bound: bound, states: []*cell{{}}, line: moving < 2}
}

func (f *front) offer(b *bundle, turn int) (changed bool) {
	old := f.states
	f.extend(b, turn)
	kept := make([]*cell, 0, len(old)+8)
	for i, j := 0, 0; i < len(old) || j < len(f.order); {
		if j == len(f.order) || (i < len(old) && compareCells(old[i], &f.made[f.order[j]]) <= 0) {
			if !f.beaten(kept, old[i].v) {
				kept = append(kept, old[i])
			}
			i++
			continue
		}
		if made := f.made[f.order[j]]; !f.beaten(kept, made.v) {
			kept, changed = append(kept, &made), true
		}
		j++
	}
	f.states = kept
	return changed
}

// extend makes all that a bundle leads to, in order, but for what costs more
// than to reach everything.
func (f *front) extend(b *bundle, turn int) {
	f.made, f.order = f.made[:0], f.order[:0]
	last := f.states[len(f.states)-1]
	for _, c := range f.states {
		for i := range b.ways {
			w := &b.ways[i]
			if last.v == f.bound && c.cost+w.cost > last.cost {
				break // the ways are in the order of their cost
			}
			f.order = append(f.order, len(f.made))
			f.made = append(f.made, cell{c.cost + w.cost, c.steps + w.steps, c.v.add(w.gain, f.bound), c, b, turn, i})
		}
	}
	slices.SortFunc(f.order, func(i, j int) int { return cmp.Or(compareCells(&f.made[i], &f.made[j]), i-j) })
}

// beaten reports whether something as cheap goes as far. All that was kept is
// as cheap; what is likely to be near stands last.
func (f *front) beaten(kept []*cell, v vector) bool {
	for i := len(kept) - 1; i >= 0; i-- {
		if v.within(kept[i].v) {
			return true
		}
		if f.line {
			return false
		}
	}
	return false
}

func (f *front) reached() []*cell { return f.states }

// compareCells orders by cost, then by steps, then what goes farther first.
func compareCells(a, b *cell) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.steps, b.steps), slices.Compare(b.v[:], a.v[:]))
}
