package domain

import (
	"cmp"
	"slices"
	"strconv"
)

// column are attributes that every step moves alike.
type column struct {
	measure string
	of      []AttributeScore
	gains   []Quantity
}

// worth is the points that the column's attributes gain with their values.
func (c column) worth(gain Quantity) (points int64) {
	for _, a := range c.of {
		points += a.points(a.Value.plus(gain)) - a.Points
	}
	return points
}

// reach is the least gain that is worth as much as any, or as the points needed.
func (c column) reach(needed int64) Quantity {
	const most = Quantity(maxTarget * 1000 * 2)
	want := min(needed, c.worth(most))
	low, high := Quantity(0), most
	for low < high {
		if mid := low + (high-low)/2; c.worth(mid) >= want {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// part is the attributes that share steps, and these steps. Steps of one part
// do nothing for the others, so that each can be searched alone.
type part struct {
	columns []column
	steps   []candidate
	bound   vector
	// choice is the part as a whole: how many points for which effort.
	choice *bundle
}

// family names the part that a measure belongs to.
func family(measure string) string {
	switch measure {
	case measureCSATCount, measureProjectsEnded, measureEligible:
		return "projects"
	case measureLeads, measureApproved:
		return "leads"
	case measureCertificates, measurePeople:
		return "people"
	}
	return measure
}

// parts sorts attributes and steps into parts. needed bounds what is of use.
func (pl *Planner) parts(attributes []AttributeScore, needed int64) []*part {
	var all []*part
	of := map[string]*part{}
	for _, a := range attributes {
		name := family(a.Measure)
		p := of[name]
		if p == nil {
			p = &part{}
			of[name], all = p, append(all, p)
			for _, c := range pl.open {
				if pl.serves(name, c) {
					p.steps = append(p.steps, c)
				}
			}
		}
		p.join(pl, a, pl.program.Span(a.Window, pl.by))
	}
	for _, p := range all {
		for i, c := range p.columns {
			p.bound[i] = c.reach(needed)
			if c.measure != measureACV { // whole units
				p.bound[i] = (p.bound[i] + 999) / 1000 * 1000
			}
		}
	}
	return all
}

// serves reports whether a step moves any measure of a family.
func (pl *Planner) serves(name string, c candidate) bool {
	for _, m := range Measures() {
		if family(m) == name && pl.brings(Attribute{Measure: m}, Span{}, c) > 0 {
			return true
		}
	}
	return false
}

// join adds an attribute to the column of those that move alike. Where there
// are more columns than the search follows, the attribute is left aside: the
// plan holds all the same, as more can only come on top.
func (p *part) join(pl *Planner, a AttributeScore, span Span) {
	gains := make([]Quantity, len(p.steps))
	for i, c := range p.steps {
		gains[i] = pl.brings(a.Attribute, span, c)
	}
	for i := range p.columns {
		if c := &p.columns[i]; c.measure == a.Measure && slices.Equal(c.gains, gains) {
			c.of = append(c.of, a)
			return
		}
	}
	if len(p.columns) < maxColumns {
		p.columns = append(p.columns, column{a.Measure, []AttributeScore{a}, gains})
	}
}

// worth is the points of what the part's figures gained.
func (p *part) worth(v vector) (points int64) {
	for i, c := range p.columns {
		points += c.worth(v[i])
	}
	return points
}

// search finds the cheapest way to each number of points, up to those needed,
// leaving out steps of a kind.
func (p *part) search(pl *Planner, without StepKind, needed int64) *bundle {
	var within space
	if p.columns[0].measure == measureACV {
		within = newFront(p.bound)
	} else {
		within = newGrid(p.bound)
	}
	ends := explore(within, p.bundles(pl, without))
	slices.SortStableFunc(ends, compareCells)
	b, most := &bundle{copies: 1}, int64(0)
	for _, end := range ends {
		if points := min(needed, p.worth(end.v)); points > most {
			most = points
			b.ways = append(b.ways, way{gain: vector{Quantity(points)}, cost: end.cost, steps: end.steps, end: end})
		}
	}
	return b
}

// bundles gathers steps into choices: the steps of one customer or person
// together, as only so many of them count.
func (p *part) bundles(pl *Planner, without StepKind) []*bundle {
	var order []string
	groups := map[string][]int{}
	for i, c := range p.steps {
		if c.kind == without || p.gain(i) == (vector{}) {
			continue
		}
		whose := c.whose
		if whose == "" {
			whose = "\x00" + strconv.Itoa(i) // alone
		}
		if groups[whose] == nil {
			order = append(order, whose)
		}
		groups[whose] = append(groups[whose], i)
	}
	var all []*bundle
	alike := map[string]*bundle{}
	for _, whose := range order {
		classes, room := p.classes(groups[whose]), p.room(pl, p.steps[groups[whose][0]].whose)
		name := signature(classes, room, p.steps)
		if b := alike[name]; b != nil {
			b.groups, b.copies = append(b.groups, classes), b.copies+1
			continue
		}
		b := &bundle{ways: p.ways(classes, room), copies: 1, room: room, groups: [][]class{classes}}
		if first := p.steps[classes[0].steps[0]]; first.whose == "" {
			b.copies = first.most
		}
		alike[name], all = b, append(all, b)
	}
	return p.useful(all)
}

// moves is what a step moves, gain as much of it as is of use.
func (p *part) moves(step int) (v vector) {
	for i, c := range p.columns {
		v[i] = c.gains[step]
	}
	return v
}

func (p *part) gain(step int) vector { return vector{}.add(p.moves(step), p.bound) }

// endless bounds nothing.
var endless = vector{maxTarget * 1000, maxTarget * 1000, maxTarget * 1000, maxTarget * 1000, maxTarget * 1000}

// room bounds what a group can move.
func (p *part) room(pl *Planner, whose string) (v vector) {
	v = endless
	for i, c := range p.columns {
		if room, limited := pl.room(c.measure, whose); limited {
			v[i] = min(v[i], room)
		}
	}
	return v
}

// classes gathers the steps of a group that are worth and cost the same.
func (p *part) classes(steps []int) (all []class) {
	for _, step := range steps {
		gain, cost := p.gain(step), p.steps[step].cost
		at := slices.IndexFunc(all, func(c class) bool {
			return c.gain == gain && c.cost == cost && p.steps[c.steps[0]].kind == p.steps[step].kind
		})
		if at < 0 {
			at, all = len(all), append(all, class{gain: gain, cost: cost})
		}
		all[at].steps = append(all[at].steps, step)
	}
	return all
}

// signature is the same for groups between which it makes no difference.
func signature(classes []class, room vector, steps []candidate) string {
	var b []byte
	numbers := func(v vector) {
		for _, q := range v {
			b = append(strconv.AppendInt(b, int64(q), 10), ' ')
		}
	}
	for _, c := range classes {
		first := steps[c.steps[0]]
		b = append(b, first.kind...)
		numbers(c.gain)
		numbers(vector{Quantity(c.cost), Quantity(len(c.steps)), Quantity(first.most)})
	}
	numbers(room)
	return string(b)
}

// ways are the choices that a group offers: so many of each class.
func (p *part) ways(classes []class, room vector) []way {
	for i := range room {
		room[i] = min(room[i], p.bound[i])
	}
	all := []way{{taken: make([]int, len(classes))}}
	for i, c := range classes {
		for _, w := range all[:len(all):len(all)] {
			for n := 1; n <= len(c.steps); n++ {
				next := way{w.gain.add(c.gain, room), w.cost + c.cost, w.steps + 1, slices.Clone(w.taken), nil}
				if next.gain == w.gain {
					break // one more adds nothing
				}
				next.taken[i] = n
				all, w = append(all, next), next
			}
		}
	}
	all = all[1:] // doing nothing is no choice to make
	slices.SortStableFunc(all, func(a, b way) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.steps, b.steps), slices.Compare(b.gain[:], a.gain[:]))
	})
	var kept []way
	for _, w := range all {
		if !slices.ContainsFunc(kept, func(k way) bool { return w.gain.within(k.gain) }) {
			kept = append(kept, w)
		}
	}
	return kept
}

// useful leaves out single steps that no plan needs: those for which there are
// others, as cheap and worth no less, that together reach all there is.
func (p *part) useful(all []*bundle) []*bundle {
	slices.SortStableFunc(all, func(a, b *bundle) int {
		if len(a.ways) == 0 || len(b.ways) == 0 {
			return cmp.Compare(len(b.ways), len(a.ways))
		}
		return cmp.Or(cmp.Compare(a.ways[0].cost, b.ways[0].cost), slices.Compare(b.ways[0].gain[:], a.ways[0].gain[:]))
	})
	var kept []*bundle
	for _, b := range all {
		var sum vector
		for _, k := range kept {
			if len(b.ways) == 1 && len(k.ways) == 1 && k.ways[0].cost <= b.ways[0].cost && b.ways[0].gain.within(k.ways[0].gain) {
				for n := 0; n < max(k.copies, 1) && sum != p.bound; n++ {
					sum = sum.add(k.ways[0].gain, p.bound)
				}
			}
			if sum == p.bound {
				break
			}
		}
		if len(b.ways) > 0 && sum != p.bound {
			kept = append(kept, b)
		}
	}
	return kept
}
