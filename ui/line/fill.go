package line

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// What a person may write in place of a value.
const (
	toBack   = ":back"
	toSave   = ":save"
	toCancel = ":cancel"
	toClear  = ":clear"
	theEnd   = "." // of a text of several lines
)

// errCanceled ends a form without saving.
var errCanceled = errors.New("canceled")

// paper is a form that is being filled in, and what keeps what was typed so far.
type paper struct {
	*form.Form
	keep func()
}

// unkept is a form of which nothing is kept.
func unkept(f *form.Form) paper { return paper{f, func() {}} }

// fill asks for the fields of a form, one after the other, and sends what was
// filled in. What is refused is asked for again.
func (s *speaker) fill(m pane.Fill) ([]tea.Msg, error) {
	w := s.ctx.Words
	s.say("")
	s.say(domain.Clean(m.Title))
	f, err := s.paper(m)
	if err == nil {
		s.say(w.T("line.form_help", "back", toBack, "save", toSave, "cancel", toCancel, "clear", toClear))
		err = s.fields(f, m.At)
	}
	for err == nil {
		var more []tea.Msg
		var saved bool
		if more, saved, err = s.save(f, m); saved {
			return more, nil
		}
	}
	switch {
	case !errors.Is(err, errCanceled):
		return nil, err
	case m.ID != "" && f.Changed():
		s.say(w.T("form.draft_kept"))
	default:
		s.say(w.T("line.canceled"))
	}
	return nil, nil
}

// fields asks for the fields from that of a key on, else for all.
func (s *speaker) fields(f paper, from string) error {
	asked := f.Aloud()
	at := max(0, slices.IndexFunc(asked, func(a form.Asked) bool { return a.Key == from }))
	for at < len(asked) {
		if page := asked[at].Page; page != "" {
			s.say(page)
		}
		then, err := s.field(f, asked[at].Key)
		switch {
		case err != nil:
			return err
		case then == toSave:
			return nil
		case then == toBack:
			at = max(0, at-1)
		default:
			at++
		}
	}
	return nil
}

// field asks for a field until its value is right, and returns where to go on:
// [toSave], [toBack] or to the next field.
func (s *speaker) field(f paper, key string) (string, error) {
	w := s.ctx.Words
	for {
		a := find(f, key)
		if a.Wrong != "" {
			s.say(a.Wrong)
		}
		said, err := s.ask(s.prompt(a))
		if err != nil {
			return "", err
		}
		switch said {
		case toCancel:
			return "", errCanceled
		case toSave, toBack:
			return said, nil
		case "":
			if a.Required && a.Now == "" {
				s.say(w.T("form.required"))
				continue
			}
			if a.Wrong != "" {
				continue
			}
			return "", nil
		case toClear:
			said = ""
		default:
			if said, err = s.value(a, said); err != nil {
				return "", err
			}
		}
		switch understood, wrong, ok := f.Answer(key, said); {
		case !ok:
			s.say(w.T("line.no_choice", "said", domain.Outside(said), "n", len(a.Choices)))
		case wrong == "":
			f.keep()
			if understood != "" {
				s.say(understood)
			}
			return "", nil
		}
	}
}

// find is a field of a form as it stands.
func find(f paper, key string) form.Asked {
	asked := f.Aloud()
	return asked[slices.IndexFunc(asked, func(a form.Asked) bool { return a.Key == key })]
}

// prompt is the question for a field. Choices that are not told by a word or two
// are said before it, with their numbers.
func (s *speaker) prompt(a form.Asked) string {
	w := s.ctx.Words
	hint := a.Hint
	switch {
	case a.Kind == form.Lines:
		hint = strings.TrimPrefix(hint+"; "+w.T("line.lines_hint", "end", theEnd), "; ")
	case len(a.Choices) > 0 && brief(a.Choices):
		var labels []string
		for _, c := range a.Choices {
			labels = append(labels, c.Label)
		}
		hint = strings.TrimPrefix(hint+": "+strings.Join(labels, ", "), ": ")
	case len(a.Choices) > 0:
		for i, c := range a.Choices {
			s.say(w.T("line.choice", "n", i+1, "label", domain.Outside(c.Label)))
		}
	}
	return w.T("line.prompt_field", "label", domain.Outside(a.Label), "hint", domain.Outside(hint), "now", domain.Outside(a.Now), "required", a.Required && a.Now == "")
}

// brief reports whether choices are told by their short words alone, such as
// yes and no or ratings, so that numbers would only confuse.
func brief(choices []form.Option) bool {
	return !slices.ContainsFunc(choices, func(o form.Option) bool { return text.Width(o.Label) > 3 })
}

// value is what was said for a field: of a choice its value, of a text of several
// lines all of them.
func (s *speaker) value(a form.Asked, said string) (string, error) {
	if a.Kind == form.Lines {
		return s.lines(said)
	}
	if len(a.Choices) == 0 {
		return said, nil
	}
	folded := domain.Fold(said)
	for _, o := range a.Choices {
		if domain.Fold(o.Label) == folded || domain.Fold(o.Value) == folded {
			return o.Value, nil
		}
	}
	if n, err := strconv.Atoi(said); err == nil && !brief(a.Choices) && n >= 1 && n <= len(a.Choices) {
		return a.Choices[n-1].Value, nil
	}
	var begin []string
	for _, o := range a.Choices {
		if strings.HasPrefix(domain.Fold(o.Label), folded) {
			begin = append(begin, o.Value)
		}
	}
	if len(begin) == 1 {
		return begin[0], nil
	}
	return said, nil
}

// lines reads a text of several lines, of which the first was said, up to the
// line that ends it.
func (s *speaker) lines(first string) (string, error) {
	all := []string{}
	for said := first; said != theEnd; {
		all = append(all, said)
		var err error
		if said, err = s.ask(s.ctx.Words.T("line.prompt_more")); err != nil {
			return "", err
		}
	}
	return strings.Join(all, "\n"), nil
}

// save says the remarks on what was filled in, asks whether to save it, and
// does. Where that is refused, what is to blame is asked for again.
func (s *speaker) save(f paper, m pane.Fill) (more []tea.Msg, saved bool, err error) {
	w := s.ctx.Words
	s.remarks(f, m)
	yes, err := s.confirm(w.T("line.prompt_save"), true)
	switch {
	case err != nil:
		return nil, false, err
	case !yes:
		return nil, false, s.change(f)
	}
	if asked, err := s.missing(f); asked {
		return nil, false, err
	}
	apply, err := m.Submit(f.Answers())
	if err == nil {
		more, err = s.apply(apply)
	}
	if err != nil {
		return nil, false, s.again(f, err)
	}
	s.forget(m.ID)
	return more, true, nil
}

// complete asks for the fields from that of a key on, and for what is required of
// those that were skipped.
func (s *speaker) complete(f paper, from string) error {
	err := s.fields(f, from)
	for asked := true; asked && err == nil; {
		asked, err = s.missing(f)
	}
	return err
}

// missing asks for the fields from the first on that is required and was skipped;
// asked is false where there is none.
func (s *speaker) missing(f paper) (asked bool, err error) {
	for _, a := range f.Aloud() {
		if a.Required && a.Now == "" {
			s.say(s.ctx.Words.T("line.missing", "label", domain.Outside(a.Label)))
			return true, s.fields(f, a.Key)
		}
	}
	return false, nil
}

// change asks for one of the fields again, or leaves without saving.
func (s *speaker) change(f paper) error {
	w, asked := s.ctx.Words, f.Aloud()
	var choices []choice
	for _, a := range asked {
		choices = append(choices, choice{label: a.Label + ": " + a.Now})
	}
	at, err := s.choose(w.T("line.change"), append(choices, choice{label: w.T("line.do_cancel")}))
	switch {
	case err != nil || at == back:
		return err
	case at == len(asked):
		return errCanceled
	}
	_, err = s.field(f, asked[at].Key)
	return err
}

// remarks says what there is to say of the values, with what the book knows.
func (s *speaker) remarks(f paper, m pane.Fill) {
	var notes []string
	if m.Look != nil {
		if read := m.Look(f.Answers()); read != nil {
			found, err := read()
			if err != nil {
				found = []string{s.ctx.Words.T("frame.read_failed", "why", s.ctx.Words.Error(err))}
			}
			notes = append(notes, found...)
		}
	}
	if m.Notes != nil {
		notes = append(notes, m.Notes(f.Answers())...)
	}
	for _, n := range notes {
		if said := pane.InWords(n); said != "" {
			s.say(said)
		}
	}
}

// again asks for the fields that a refusal names. One that names none, or a
// failure, is said, and all that was typed stays.
func (s *speaker) again(f paper, refusal error) error {
	w := s.ctx.Words
	refused, ok := errors.AsType[domain.Refusals](refusal)
	if one, single := errors.AsType[*domain.RuleError](refusal); !ok && single {
		refused = domain.Refusals{one}
	}
	for _, r := range refused {
		if slices.ContainsFunc(f.Aloud(), func(a form.Asked) bool { return a.Key == r.Field }) {
			f.SetError(r.Field, w.Rule(r))
			then, err := s.field(f, r.Field)
			if err != nil || then == toSave {
				return err
			}
			continue
		}
		s.say(w.Rule(r))
	}
	if len(refused) == 0 {
		s.say(w.Error(refusal))
	}
	return nil
}
