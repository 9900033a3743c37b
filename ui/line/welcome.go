package line

import (
	"context"
	"errors"
	"io"

	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/words"
)

// AskWelcome asks how to begin, as [ui.AskWelcome] does, of a person who hears it.
// The book that is made is spoken of with the same input.
func AskWelcome(ctx context.Context, cfg ui.Config, look ui.LookInto, in *Input, out io.Writer) (ui.Welcome, error) {
	s := newSpeaker(ctx, cfg, in, out)
	s.greet()
	answer, err := s.welcome(look, words.Languages())
	if errors.Is(err, errLeft) {
		s.say(s.ctx.Words.T("line.bye_unkept"))
		return ui.Welcome{}, ctx.Err()
	}
	return answer, err
}

// welcome asks how to begin, and for what that needs. Who leaves its form chooses
// anew.
func (s *speaker) welcome(look ui.LookInto, languages []words.Language) (ui.Welcome, error) {
	w, starts := s.ctx.Words, ui.Starts()
	s.say(w.T("frame.welcome_note"))
	var choices []choice
	for _, start := range starts {
		choices = append(choices, choice{label: w.T("line.start", "name", start.Name(w), "what", start.About(w))})
	}
	choices = append(choices, choice{label: w.T("line.quit")})
	for {
		at, err := s.choose(w.T("frame.welcome_start"), choices)
		if err == nil && (at == back || at == len(starts)) {
			err = errLeft
		}
		if err != nil {
			return ui.Welcome{}, err
		}
		answer, err := s.startWith(starts[at], look, languages)
		if !errors.Is(err, errCanceled) {
			return answer, err
		}
	}
}

// startWith asks for what a way to begin needs until the person agrees with it.
func (s *speaker) startWith(start ui.Start, look ui.LookInto, languages []words.Language) (ui.Welcome, error) {
	fill := ui.StartForm(s.ctx, s.cfg, languages, start)
	if len(fill.Pages) == 0 {
		return ui.AnswerStart(start, nil), nil
	}
	f := s.unsaved(fill)
	err := s.complete(f, "")
	for err == nil {
		answer, agreed := ui.AnswerStart(start, f.Answers()), false
		if start == ui.StartImport {
			agreed, err = s.preview(f, &answer, look)
		} else {
			agreed, err = s.makes(f)
		}
		if agreed {
			return answer, nil
		}
	}
	return ui.Welcome{}, err
}

// makes asks whether what was filled in is to be; if not, what should change.
func (s *speaker) makes(f paper) (agreed bool, err error) {
	agreed, err = s.confirm(s.ctx.Words.T("line.prompt_make"), true)
	if agreed || err != nil {
		return agreed, err
	}
	if err = s.change(f); err == nil {
		_, err = s.missing(f)
	}
	return false, err
}

// preview says what would come in of the file, and what is wrong with it; unless
// that is to come in, the file is asked for again.
func (s *speaker) preview(f paper, answer *ui.Welcome, look ui.LookInto) (agreed bool, err error) {
	m, err := s.imports(answer.Import, func(ctx context.Context, _ ui.Import, p *ui.Progress) (ui.Imported, error) {
		return look(ctx, *answer, p)
	})
	if err != nil {
		return false, err
	}
	for _, msg := range m.more {
		if begin, ok := msg.(ui.BeginImport); ok {
			answer.Import = begin.Job
			return true, nil
		}
	}
	if m.failed != nil {
		f.SetError("file", s.ctx.Words.Error(m.failed))
	}
	return false, s.complete(f, "file")
}
