package domain

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
)

// checkText refuses text that would not show as it is written: a program file
// comes from others, and its words are on every screen. It refuses a number for
// a duration too, which TOML alone would take for nanoseconds.
func (p *Program) checkText() error { return plainText("", reflect.ValueOf(*p)) }

func plainText(path string, v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); Clean(s) != s {
			return wrong(path, "want text of one line, without control characters")
		}
	case reflect.Int64:
		if v.Type() == reflect.TypeFor[Duration]() && v.Int()%int64(time.Second) != 0 {
			return wrong(path, "want a duration in quotes, such as \"48h\"")
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := plainText(item(path, i), v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		for _, k := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }) {
			if err := plainText(path, k); err != nil {
				return err
			}
			if err := plainText(dotted(path, k.String()), v.MapIndex(k)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for f, value := range v.Fields() {
			if key := f.Tag.Get("toml"); key != "" {
				if err := plainText(dotted(path, key), value); err != nil {
					return err
				}
			}
		}
	default:
	}
	return nil
}

func checkWindow(path string, w Window) error {
	switch w {
	case WindowFiscalYear, WindowProgramYear, WindowRolling12, WindowAllTime:
		return nil
	}
	return wrong(path, "there is no window %q; there are fiscal_year, program_year, rolling_12_months and all_time", w)
}

func (p *Program) checkAttributes() error {
	if err := distinct("pillars", p.Pillars); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i, a := range p.Attributes {
		at := item("attributes", i)
		switch {
		case a.Key == "" || a.Title == "" || seen[a.Key]:
			return wrong(at+".key", "want distinct keys, each with a title, not %q", a.Key)
		case !has(p.Pillars, a.Pillar):
			return wrong(at+".pillar", "there is no pillar %q", a.Pillar)
		case !slices.Contains(Measures(), a.Measure):
			return wrong(at+".measure", "there is no measure %q; there are %v", a.Measure, Measures())
		case a.SourcedBonus < 0 || a.SourcedBonus > 1000:
			return wrong(at+".sourced_bonus", "is %d; want 0 to 1000 percent", a.SourcedBonus)
		}
		if err := checkWindow(at+".window", a.Window); err != nil {
			return err
		}
		if err := p.checkMapping(at, a); err != nil {
			return err
		}
		seen[a.Key] = true
	}
	return nil
}

// checkMapping makes sure that an attribute has what its mapping needs.
func (p *Program) checkMapping(at string, a Attribute) error {
	if p.ByRequirements() {
		if a.Mapping != MapNone || a.Max != 0 || a.Target != 0 || a.Each != 0 || len(a.Steps) > 0 {
			return wrong(at, "%q gives points, but the tiers have requirements; want no mapping, max, target, each and steps", a.Key)
		}
		return nil
	}
	switch {
	case a.Max < 0 || a.Max > 1_000_000:
		return wrong(at+".max", "is %d; want points between 0 and 1000000", a.Max)
	case a.Mapping == MapLinear && (a.Target <= 0 || a.Target > maxTarget):
		return wrong(at+".target", "is %d; a linear mapping wants one above zero, at most %d", a.Target, int64(maxTarget))
	case a.Mapping == MapPerUnit && a.Each <= 0:
		return wrong(at+".each", "is %d; a per_unit mapping wants the points of one unit, above zero", a.Each)
	case a.Mapping == MapBanded && !rising(a.Steps):
		return wrong(at+".steps", "a banded mapping wants them, lowest first, with points that rise")
	case a.Mapping != MapLinear && a.Mapping != MapPerUnit && a.Mapping != MapBanded:
		return wrong(at+".mapping", "there is no mapping %q; there are linear, banded and per_unit", a.Mapping)
	}
	return nil
}

// rising reports whether there are steps, each above the one before.
func rising(steps []PointStep) bool {
	for i, s := range steps {
		if s.From < 0 || s.From > maxTarget || s.Points < 0 || (i > 0 && (s.From <= steps[i-1].From || s.Points < steps[i-1].Points)) {
			return false
		}
	}
	return len(steps) > 0
}

// attribute finds an attribute by its key.
func (p *Program) attribute(key string) (Attribute, bool) {
	i := slices.IndexFunc(p.Attributes, func(a Attribute) bool { return a.Key == key })
	if i < 0 {
		return Attribute{}, false
	}
	return p.Attributes[i], true
}

func (p *Program) checkRegions() error {
	if len(p.Regions) == 0 {
		return nil
	}
	titles := make([]Titled, len(p.Regions))
	for i, r := range p.Regions {
		titles[i] = Titled{r.Key, r.Title}
	}
	if err := distinct("regions", titles); err != nil {
		return err
	}
	for i, r := range p.Regions {
		for _, key := range slices.Sorted(maps.Keys(r.Targets)) {
			a, ok := p.attribute(key)
			target, path := r.Targets[key], item("regions", i)+".targets."+key
			switch {
			case !ok || a.Mapping != MapLinear:
				return wrong(path, "want the key of an attribute with a linear mapping")
			case target <= 0 || target > maxTarget:
				return wrong(path, "is %d; want a target above zero, at most %d", target, int64(maxTarget))
			}
		}
	}
	return nil
}

func (p *Program) checkTiers() error {
	titles := make([]Titled, len(p.Tiers))
	for i, t := range p.Tiers {
		titles[i] = Titled{t.Key, t.Title}
	}
	if err := distinct("tiers", titles); err != nil {
		return err
	}
	for i, t := range p.Tiers {
		at := item("tiers", i)
		switch {
		case i == 0 && (t.From != 0 || len(t.Any) > 0):
			return wrong(at, "want the lowest tier first, from 0 points and without requirements: everybody has it")
		case p.ByRequirements() && t.From != 0:
			return wrong(at+".from", "the tiers have requirements; want either points or requirements")
		case p.ByRequirements() && i > 0 && len(t.Any) == 0:
			return wrong(at, "want at least one alternative, [[tiers.any]]")
		case !p.ByRequirements() && i > 0 && t.From <= p.Tiers[i-1].From:
			return wrong(at+".from", "is %d; want the lowest tier first, each from more points than the one before", t.From)
		}
		for j, a := range t.Any {
			if err := p.checkAlternative(item(at+".any", j), a); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Program) checkAlternative(at string, a Alternative) error {
	if len(a.Needs) == 0 {
		return wrong(at+".needs", "want at least one attribute with the value to reach, such as { certifications = 2 }")
	}
	for _, key := range slices.Sorted(maps.Keys(a.Needs)) {
		path := at + ".needs." + key
		if _, ok := p.attribute(key); !ok {
			return wrong(path, "there is no attribute %q", key)
		}
		if need := a.Needs[key]; need <= 0 || need > maxTarget {
			return wrong(path, "is %d; want a value above zero, at most %d", need, int64(maxTarget))
		}
	}
	return nil
}
