package line

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/text"
)

// longest is how many bytes of a line are taken; the rest is dropped.
const longest = 64 << 10

// heard is a line of the input, or why there is none.
type heard struct {
	line string
	err  error
}

// said is the line, or that the person left.
func (h heard) said() (string, error) {
	switch {
	case errors.Is(h.err, io.EOF):
		return "", errLeft
	case h.err != nil:
		return "", fmt.Errorf("read an answer: %w", h.err)
	}
	return h.line, nil
}

// Input is what a person writes, line by line. All who ask in a program share one:
// what was written ahead is there for whoever asks next.
type Input struct {
	lines <-chan heard
	// ahead was heard before it was asked for, nil if nothing was.
	ahead *heard
	// greeting is how the person was greeted last, "" before.
	greeting string
}

// Listen reads lines in the background, so that the end of the program need not
// wait for one.
func Listen(in io.Reader) *Input {
	lines := make(chan heard)
	go func() {
		r := bufio.NewReaderSize(in, longest)
		for {
			line, more, err := r.ReadLine()
			taken := string(line)
			for more && err == nil { // what is longer is a mistake
				_, more, err = r.ReadLine()
			}
			for err != nil { // whoever asks again hears the same
				lines <- heard{err: err}
			}
			lines <- heard{line: taken}
		}
	}()
	return &Input{lines: lines}
}

// ask says a question and returns the answer without blanks around it. What
// becomes urgent meanwhile is said, and the question again.
func (s *speaker) ask(question string) (string, error) {
	s.watch()
	for {
		fmt.Fprint(s.out, domain.Clean(question)+" ")
		h, err := s.hear()
		switch {
		case errors.Is(err, errUrgent):
			continue
		case err != nil:
			s.say("")
			return "", err
		}
		return strings.TrimSpace(text.Plain(h, false)), nil
	}
}

// errUrgent is that something was said in place of an answer.
var errUrgent = errors.New("urgent")

// hear waits for a line.
func (s *speaker) hear() (string, error) {
	if h := s.in.ahead; h != nil {
		s.in.ahead = nil
		return h.said()
	}
	for {
		passed, stop := s.minute()
		select {
		case h := <-s.in.lines:
			stop()
			return h.said()
		case <-passed:
			stop()
			if s.until.Err() != nil {
				return "", errLeft
			}
			if s.watch() {
				return "", errUrgent
			}
		}
	}
}

// choice is one of several, and why it cannot be chosen now, if so.
type choice struct{ label, why string }

// back is the choice of none.
const back = -1

// choose says numbered choices and returns the one that was chosen, by its
// number or the beginning of its words, or back.
func (s *speaker) choose(title string, choices []choice) (int, error) {
	w := s.ctx.Words
	tell := func() {
		s.say("")
		s.say(title)
		for i, c := range choices {
			label := c.label
			if c.why != "" {
				label = w.T("line.not_now", "what", domain.Outside(c.label), "why", domain.Outside(c.why))
			}
			s.say(w.T("line.choice", "n", i+1, "label", domain.Outside(label)))
		}
	}
	tell()
	for {
		said, err := s.ask(w.T("line.prompt_choose"))
		if err != nil {
			return back, err
		}
		switch domain.Fold(said) {
		case "":
			continue
		case "?":
			tell()
			continue
		case "b":
			return back, nil
		case "q":
			return back, errLeft
		}
		at := meant(said, choices)
		switch {
		case at < 0:
			s.say(w.T("line.no_choice", "said", domain.Outside(said), "n", len(choices)))
		case choices[at].why != "":
			s.say(choices[at].why)
		default:
			return at, nil
		}
	}
}

// meant is the choice of a number or of the beginning of its words, back where
// that is none or not one alone.
func meant(said string, choices []choice) int {
	if n, err := strconv.Atoi(said); err == nil {
		if n >= 1 && n <= len(choices) {
			return n - 1
		}
		return back
	}
	at := back
	for i, c := range choices {
		if strings.HasPrefix(domain.Fold(c.label), domain.Fold(said)) {
			if at != back {
				return back
			}
			at = i
		}
	}
	return at
}

// confirm asks a question whose answer is yes or no; an empty answer is otherwise.
func (s *speaker) confirm(question string, otherwise bool) (bool, error) {
	w := s.ctx.Words
	for {
		said, err := s.ask(question)
		if err != nil {
			return false, err
		}
		switch said = domain.Fold(said); {
		case said == "":
			return otherwise, nil
		case strings.HasPrefix(domain.Fold(w.T("form.yes")), said):
			return true, nil
		case strings.HasPrefix(domain.Fold(w.T("form.no")), said):
			return false, nil
		}
		s.say(w.T("line.yes_or_no"))
	}
}
