package domain

// candidate is a step that a plan may take: a record to finish, or something
// new, of which there may be several.
type candidate struct {
	kind StepKind
	ref  Ref
	cost Effort
	// most is how many times it can be taken, 0 for any number.
	most int
	// before is the last day for it, where that is earlier than the plan's.
	before Date
	// on is the day on which what it brings counts.
	on Date
	// acv is in the program's currency, without bonus; a sourced one earns it.
	acv     Quantity
	sourced bool
	// level are the navigator levels it brings; eligible and rated say whether a
	// project is, and comes to be above the threshold; of is what is renewed.
	level           int
	eligible, rated bool
	of              CredentialKind
	// whose is the customer or the person whose steps count only so often.
	whose string
}

// openDeal is a deal that can be won in time.
func (pl *Planner) openDeal(o Opportunity) {
	acv, ok := pl.program.Convert(o.ACV)
	if o.Outcome != OutcomeOpen || o.Kind == NoACV || o.CloseDate == 0 || o.CloseDate > pl.by || !ok || acv <= 0 {
		return
	}
	on := max(o.CloseDate, pl.today)
	pl.offer(candidate{kind: StepWinDeal, ref: o.Ref(), before: on, on: on, acv: acv, sourced: o.Kind == Sourced})
}

// openLead is a registration to submit, or a lead that may yet be won. An offer
// counts only until its deadline.
func (pl *Planner) openLead(l Lead) {
	if l.Status == LeadDraft {
		pl.offer(candidate{kind: StepSubmitLead, ref: l.Ref(), on: pl.by})
		return
	}
	if l.Status == LeadSubmitted {
		pl.offer(candidate{kind: StepApproveLead, ref: l.Ref(), on: pl.program.Day(l.SubmittedAt)})
		return
	}
	acv, ok := pl.program.Convert(l.Value)
	closes := l.Registration.Close
	if !ok || acv <= 0 || closes > pl.by {
		return
	}
	on := pl.by
	if closes != 0 {
		on = max(closes, pl.today)
	}
	c := candidate{kind: StepWinLead, ref: l.Ref(), on: on, acv: acv, sourced: l.Origin == Registered}
	switch l.StatusAt(pl.at) {
	case LeadOffered:
		c.before = min(pl.program.Day(l.Due), on)
	case LeadAccepted, LeadWorking, LeadApproved:
		c.before = on
	default:
		return
	}
	pl.offer(c)
}

// openProject is a project to complete, or to get an answer for.
func (pl *Planner) openProject(p Project) {
	c := candidate{ref: p.Ref(), on: p.End, whose: CustomerKey(p.Customer)}
	c.eligible, _ = p.Eligible()
	// An answer that is there stays; only one above the threshold counts.
	score := p.CSAT.Score()
	c.rated = c.eligible && (p.CSAT.IsZero() || (p.CSAT.Counts() && !score.IsZero() && score.Cmp(pl.program.Survey.Threshold) > 0))
	switch {
	case p.Status == ProjectCompleted && p.CSAT.IsZero() && c.eligible:
		c.kind = StepRateProject
	case p.Status == ProjectActive && p.End <= pl.by:
		c.kind = StepCompleteProject
		if c.on == 0 {
			c.on = pl.by
		}
		c.on = max(c.on, pl.today)
		c.before = c.on
	default:
		return
	}
	pl.offer(c)
}

// expiring is a credential that holds today and not at the date.
func (pl *Planner) expiring(c Credential) {
	if c.Holds(pl.today) && !c.Holds(pl.by) {
		pl.offer(candidate{kind: StepRenewCredential, ref: c.Ref(), before: c.Expires, on: pl.by, level: c.Level, of: c.Kind, whose: Fold(c.Holder.Raw())})
	}
}

// fresh are the steps that need no record.
func (pl *Planner) fresh() {
	for _, kind := range []StepKind{
		StepRegisterLead, StepWriteStory, StepCertify, StepCertifyPerson, StepRaiseNavigator, StepAddSolution, StepAddProject, StepSourceACV,
	} {
		c := candidate{kind: kind, on: pl.by, most: pl.program.price(kind).Most}
		switch kind {
		case StepAddProject:
			c.eligible, c.rated = true, true
		case StepRaiseNavigator:
			c.level = 1
		case StepSourceACV:
			c.acv, c.sourced = pl.program.acvBlock(), true
		default:
		}
		pl.offer(c)
	}
}

// offer keeps a candidate that can be done in the days that are left.
func (pl *Planner) offer(c candidate) {
	c.cost = pl.program.price(c.kind).Days
	left := Effort(pl.by-pl.today+1) * 1000
	if c.cost > left {
		return
	}
	if !c.ref.ID.IsZero() {
		c.most = 1
	}
	pl.open = append(pl.open, c)
}

// brings is what a step adds to what an attribute measures as of the date,
// leaving aside how many of a customer or a person count.
func (pl *Planner) brings(a Attribute, span Span, c candidate) Quantity {
	one := func(yes bool) Quantity {
		if yes {
			return Count(1)
		}
		return 0
	}
	switch a.Measure {
	case measureCSATCount:
		return one(c.rated && pl.program.Span(pl.program.Survey.Window, pl.by).Has(c.on))
	case measureProjectsEnded:
		return one((c.kind == StepCompleteProject || c.kind == StepAddProject) && span.Has(c.on))
	case measureEligible:
		return one(c.eligible && (c.kind == StepCompleteProject || c.kind == StepAddProject) && span.Has(c.on))
	case measureACV:
		if !span.Has(c.on) {
			return 0
		}
		if c.sourced {
			return c.acv.MulDiv(100+a.SourcedBonus, 100)
		}
		return c.acv
	case measureStories:
		return one((c.kind == StepPublishStory || c.kind == StepWriteStory) && span.Has(c.on))
	case measureLeads:
		return one((c.kind == StepSubmitLead || c.kind == StepRegisterLead) && span.Has(c.on))
	case measureApproved:
		return one((c.kind == StepApproveLead || c.kind == StepSubmitLead || c.kind == StepRegisterLead) && span.Has(c.on))
	case measureNavigator:
		if c.kind == StepRaiseNavigator || c.of == Navigator {
			return Count(c.level)
		}
	case measureSolutions:
		return one(c.kind == StepAddSolution || c.of == Solution)
	case measureCertificates:
		return one(c.kind == StepCertify || c.kind == StepCertifyPerson || c.of == Certification)
	case measurePeople:
		return one(c.kind == StepCertifyPerson || c.of == Certification)
	}
	return 0
}

// room is how much the steps of one customer or person can add to a measure,
// and whether there is such a limit.
func (pl *Planner) room(measure, whose string) (Quantity, bool) {
	switch {
	case whose == "":
		return 0, false
	case measure == measureCSATCount:
		return Count(max(0, pl.program.Survey.PerCustomer-pl.counted[whose])), true
	case measure == measurePeople && pl.holders[whose] > 0:
		return 0, true
	case measure == measurePeople:
		return Count(1), true
	}
	return 0, false
}
