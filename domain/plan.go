package domain

import (
	"cmp"
	"slices"
	"time"
)

// Plan is the cheapest way to a tier by a date (T6).
type Plan struct {
	// By is the day by which the steps are to count.
	By Date
	// Tier is the one aimed at: the next one, or the highest, to be kept.
	Tier Tier
	// Units is true in a program by requirements: points are then the units that
	// the nearest alternative asks for.
	Units bool
	// Base are the points at the date if nothing is done: what ages out until
	// then is gone. Needed are the points that the tier takes on top.
	Base, Needed int64
	// Reachable is true when the steps give at least what is needed. Where it
	// is not, the steps are what comes nearest.
	Reachable bool
	Way
	// Others are the next cheapest ways, each without a kind of step that the
	// cheapest has; two at most.
	Others []Way
}

// Way is a set of steps.
type Way struct {
	// Gain is the points that the steps give together.
	Gain   int64
	Effort Effort
	Steps  []PlanStep
}

// PlanStep is one or several steps of a kind.
type PlanStep struct {
	What StepKind
	// Attribute is the key of the attribute that gains most by it, Title its name.
	Attribute, Title string
	// Count is how many of them, ACV what they bring together, without bonus.
	Count int
	ACV   Quantity
	// Gain is what they add to the points, after the steps before them.
	Gain   int64
	Effort Effort
	// Records are what to finish, none for what is new.
	Records []Ref
	// Before is the first day that ends a chance, zero where By is early enough.
	Before Date
}

// Planner gathers what a plan needs from the records of a book, one at a time
// and in any order.
type Planner struct {
	program   *Program
	at        time.Time
	today, by Date
	now, then *Tally
	open      []candidate
	counted   map[string]int // projects that count at the date, by customer
	holders   map[string]int // the certifications of people at the date
}

// NewPlanner begins a plan as of now. A zero date is the next evaluation; one
// that has passed is refused (plan.past).
func NewPlanner(p *Program, now time.Time, by Date) (*Planner, error) {
	today := p.Day(now)
	if by == 0 {
		_, by, _ = p.Evaluation(today)
	}
	if by < today {
		return nil, Refused("plan.past", "date", by).on("by")
	}
	y, m, d := by.Time().Date()
	then := time.Date(y, m, d, 12, 0, 0, 0, p.Zone.Location())
	pl := &Planner{
		program: p, at: now, today: today, by: by, now: NewTally(p, now), then: NewTally(p, then), counted: map[string]int{},
	}
	pl.now.CountOnly()
	pl.then.CountOnly()
	return pl, nil
}

// Add takes a record into account. Records of other programs are passed over.
func (pl *Planner) Add(r Record) {
	pl.now.Add(r)
	pl.then.Add(r)
	switch r := r.(type) {
	case Lead:
		if r.Program == pl.program.Name {
			pl.openLead(r)
		}
	case Opportunity:
		if r.Program == pl.program.Name {
			pl.openDeal(r)
		}
	case Project:
		if r.Program == pl.program.Name {
			pl.openProject(r)
		}
	case Story:
		if r.Program == pl.program.Name && r.Status != StoryPublished {
			pl.offer(candidate{kind: StepPublishStory, ref: r.Ref(), on: pl.by})
		}
	case Credential:
		if r.Program == pl.program.Name {
			pl.expiring(r)
		}
	}
}

// Plan finds the cheapest way: no other set of the steps there are gives the
// points with less effort.
func (pl *Planner) Plan() Plan {
	pl.settle()
	today := pl.now.Stats().Score
	tier := today.AtNext
	if today.Next != nil {
		tier = *today.Next
	}
	var best Plan
	for i, g := range pl.goals(tier) {
		plan := Plan{By: pl.by, Tier: tier, Units: pl.program.ByRequirements(), Base: g.base, Needed: g.needed}
		parts := pl.parts(g.attributes, g.needed)
		for _, p := range parts {
			p.choice = p.search(pl, "", g.needed)
		}
		plan.Way = pl.cheapest(parts, g.needed)
		if plan.Reachable = plan.Gain >= g.needed; plan.Reachable {
			plan.Others = pl.others(parts, plan)
		}
		if i == 0 || plan.better(best) {
			best, plan = plan, best
		}
		if plan.Reachable { // by another region's targets, or another alternative
			best.Others = append(best.Others, plan.Way)
		}
	}
	slices.SortStableFunc(best.Others, func(a, b Way) int { return cmp.Compare(a.Effort, b.Effort) })
	best.Others = best.Others[:min(2, len(best.Others))]
	return best
}

// better prefers what is reached, then less effort; else what comes nearer.
func (p Plan) better(than Plan) bool {
	switch {
	case p.Reachable != than.Reachable:
		return p.Reachable
	case p.Reachable:
		return p.Effort < than.Effort
	}
	return Quantity(p.Gain).MulDiv(1_000_000, p.Needed) > Quantity(than.Gain).MulDiv(1_000_000, than.Needed)
}

// goal is one way in which a tier is judged.
type goal struct {
	attributes   []AttributeScore
	base, needed int64
}

// goals are the ways in which a tier can be reached: by points, by those
// against each region's targets, or by each alternative of requirements.
func (pl *Planner) goals(tier Tier) (all []goal) {
	p, values := pl.program, map[string]Measured{}
	for _, a := range p.Attributes {
		values[a.Key] = pl.then.measure(a)
	}
	if p.ByRequirements() {
		for _, a := range tier.Any {
			all = append(all, needsOf(p.alternative(a, func(key string) Quantity { return values[key].Value })))
		}
		return all
	}
	regions := p.Regions
	if len(regions) == 0 {
		regions = []Region{{}}
	}
	for _, r := range regions {
		card := p.cardOf(values, r)
		g := goal{base: card.Points, needed: max(0, tier.From-card.Points)}
		for _, pillar := range card.Pillars {
			g.attributes = append(g.attributes, pillar.Attributes...)
		}
		all = append(all, g)
	}
	return all
}

// needsOf takes each unit that an alternative asks for as one point, so that
// only all of them together are enough.
func needsOf(a AlternativeScore) (g goal) {
	for _, n := range a.Needs {
		s := AttributeScore{Attribute: n.Attribute, Value: n.Have}
		s.Mapping, s.Max, s.Target = MapLinear, n.Need, n.Need
		s.Points = s.points(s.Value)
		g.attributes = append(g.attributes, s)
		g.base, g.needed = g.base+s.Points, g.needed+n.Need-s.Points
	}
	return g
}

// settle orders the steps, so that the same book always gives the same plan,
// and notes what counts at the date without any.
func (pl *Planner) settle() {
	pl.fresh()
	slices.SortStableFunc(pl.open, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(b.acv, a.acv), cmp.Compare(a.before, b.before), slices.Compare(a.ref.ID[:], b.ref.ID[:]))
	})
	pl.then.perCustomer(func(customer string, n int) { pl.counted[customer] = n })
	for _, c := range pl.then.of[measurePeople] {
		if c.day == pl.by {
			pl.holders = c.holders
		}
	}
}

// cheapest combines the ends of the parts to the points needed, or to the most
// that there are.
func (pl *Planner) cheapest(parts []*part, needed int64) Way {
	f := newFront(vector{Quantity(needed)})
	choices := make([]*bundle, len(parts))
	for i, p := range parts {
		choices[i] = p.choice
	}
	states := explore(f, choices)
	best := states[len(states)-1] // the farthest, and the cheapest of these
	ends := map[*bundle]*cell{}
	for c := best; c.prev != nil; c = c.prev {
		ends[c.from] = c.from.ways[c.way].end
	}
	var w Way
	for i, p := range parts {
		if end := ends[choices[i]]; end != nil {
			w.add(p, end)
		}
	}
	slices.SortStableFunc(w.Steps, func(a, b PlanStep) int { // the most points for the effort first
		return cmp.Or(cmp.Compare(b.Gain*int64(a.Effort), a.Gain*int64(b.Effort)), cmp.Compare(b.Gain, a.Gain))
	})
	return w
}

// others are the cheapest ways without a kind of step that the plan has.
func (pl *Planner) others(parts []*part, plan Plan) []Way {
	var all []Way
	for _, s := range plan.Steps {
		again := make([]*part, len(parts))
		for i, p := range parts {
			again[i] = p
			if slices.ContainsFunc(p.steps, func(c candidate) bool { return c.kind == s.What }) {
				other := *p
				other.choice = p.search(pl, s.What, plan.Needed)
				again[i] = &other
			}
		}
		w := pl.cheapest(again, plan.Needed)
		if w.Gain >= plan.Needed && !slices.ContainsFunc(all, func(o Way) bool { return sameSteps(o, w) }) {
			all = append(all, w)
		}
	}
	return all
}

func sameSteps(a, b Way) bool {
	return slices.EqualFunc(a.Steps, b.Steps, func(s, t PlanStep) bool {
		return s.What == t.What && s.Count == t.Count && slices.Equal(s.Records, t.Records)
	})
}

// add tells the steps that led to where a part ends, kind by kind.
func (w *Way) add(p *part, end *cell) {
	steps, gains := map[StepKind]*PlanStep{}, map[StepKind]vector{}
	var trail []*cell
	for c := end; c.prev != nil; c = c.prev {
		trail = append(trail, c)
	}
	slices.Reverse(trail)
	for _, c := range trail {
		group := c.from.groups[min(c.turn, len(c.from.groups)-1)]
		taken, gone := c.from.ways[c.way].taken, vector{}
		for i, n := range taken {
			if n == 0 {
				continue
			}
			kind := p.steps[group[i].steps[0]].kind
			if steps[kind] == nil {
				steps[kind] = &PlanStep{What: kind}
			}
			before := gone
			for _, at := range group[i].steps[:n] {
				steps[kind].take(p.steps[at])
				gone = gone.add(p.moves(at), c.from.room) // all that it gives, not only what was needed
			}
			gain := gains[kind]
			for k := range gain {
				gain[k] += gone[k] - before[k]
			}
			gains[kind] = gain
		}
	}
	var sum vector
	for _, kind := range StepKinds() {
		s := steps[kind]
		if s == nil {
			continue
		}
		s.gain(p, sum, sum.add(gains[kind], endless))
		sum = sum.add(gains[kind], endless)
		w.Gain, w.Effort, w.Steps = w.Gain+s.Gain, w.Effort+s.Effort, append(w.Steps, *s)
	}
}

// take counts a step.
func (s *PlanStep) take(c candidate) {
	s.Count++
	s.Effort += c.cost
	s.ACV = s.ACV.plus(c.acv)
	if !c.ref.ID.IsZero() {
		s.Records = append(s.Records, c.ref)
	}
	if c.before != 0 && (s.Before == 0 || c.before < s.Before) {
		s.Before = c.before
	}
}

// gain tells what figures that move give, and which attribute gains most.
func (s *PlanStep) gain(p *part, from, to vector) {
	most := int64(-1)
	for i, c := range p.columns {
		for _, a := range c.of {
			points := a.points(a.Value.plus(to[i])) - a.points(a.Value.plus(from[i]))
			if s.Gain += points; points > most {
				most, s.Attribute, s.Title = points, a.Key, a.Title
			}
		}
	}
}
