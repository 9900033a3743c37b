package domain

// Qualified is a lead's qualification score with every point explained (L2).
type Qualified struct {
	// Points are 0 to 100.
	Points int
	// Band is the program's letter for the points.
	Band string
	// Criteria are the program's, in its order.
	Criteria []Scored
}

// Scored is one criterion of a lead.
type Scored struct {
	Key   string
	Title string
	// Step are the words for the step reached, "" where it is unknown.
	Step string
	// Known is false where nothing is known: that scores 0, and is shown as
	// unknown rather than as 0.
	Known  bool
	Points int
	Max    int
}

// Qualify scores a lead by the program's criteria and weights. Each criterion
// gives its weight in proportion to the step reached, rounded half up.
func (p *Program) Qualify(l Lead) Qualified {
	q := Qualified{Criteria: make([]Scored, len(p.Qualification.Criteria))}
	for i, c := range p.Qualification.Criteria {
		s := Scored{Key: c.Key, Title: c.Title, Max: c.Weight}
		if step, ok := l.Qualification[c.Key]; ok && step >= 0 && step < len(c.Steps) {
			top := len(c.Steps) - 1
			s.Known, s.Step, s.Points = true, c.Steps[step], (2*c.Weight*step+top)/(2*top)
		}
		q.Criteria[i] = s
		q.Points += s.Points
	}
	q.Band = p.band(q.Points)
	return q
}

func (p *Program) band(points int) string {
	for _, b := range p.Qualification.Bands {
		if points >= b.From {
			return b.Title
		}
	}
	return ""
}
