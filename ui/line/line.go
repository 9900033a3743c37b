// Package line is the program without a screen: it says in plain sentences what
// the screen shows and asks line by line, for people who hear a terminal rather
// than see it. It draws nothing and moves no cursor. What can be done, and what
// is asked for it, are the panes' own actions and forms.
package line

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/keys"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/theme"
	"github.com/belay-tui/belay/ui/words"
)

// errLeft ends everything: the person left, or the input ended.
var errLeft = errors.New("left")

// Run speaks and listens until the person leaves or the input ends. It calls ring
// when a lead is about to run out.
func Run(ctx context.Context, cfg ui.Config, in *Input, out io.Writer, ring func()) error {
	s := newSpeaker(ctx, cfg, in, out)
	s.ring = ring
	s.greet()
	bye := "line.bye"
	if cfg.Demo {
		bye = "line.bye_unkept"
		s.say(ui.StartDemo.About(s.ctx.Words))
	}
	for _, note := range cfg.Notes {
		s.say(note)
	}
	err := s.session()
	if errors.Is(err, errLeft) {
		s.say(s.ctx.Words.T(bye))
		return ctx.Err()
	}
	return err
}

// session shows and imports what is to be first, then goes home.
func (s *speaker) session() error {
	if _, err := s.show(s.cfg.First); err != nil {
		return err
	}
	if job := s.cfg.Begin; job != nil && s.cfg.Transfer != nil {
		if err := s.beginImport(*job); err != nil {
			return err
		}
	}
	return s.home()
}

// greet says once, in the language that is spoken, how to answer.
func (s *speaker) greet() {
	if said := s.ctx.Words.T("line.welcome"); s.in.greeting != said {
		s.in.greeting = said
		s.say(said)
	}
}

// speaker says and asks.
type speaker struct {
	// until ends when the program is to.
	until context.Context
	cfg   ui.Config
	ctx   *pane.Context
	keys  *keys.Registry
	in    *Input
	out   io.Writer
	// next is the record that an action leads to.
	next *domain.Ref
	// ring rings where the person hears it, unless it is to be quiet. watched is
	// until when leads that are about to run out were said.
	ring    func()
	quiet   bool
	watched time.Time
	// minute tells that time passes while an answer is waited for, moment while a
	// file is read or written.
	minute, moment func() (passed <-chan struct{}, stop context.CancelFunc)
	drafts         *ui.Drafts
	// trouble has the details of errors until they are in the log.
	trouble *ui.Trouble
}

// newSpeaker speaks of a book or, where there is none yet, of how to begin one.
func newSpeaker(ctx context.Context, cfg ui.Config, in *Input, out io.Writer) *speaker {
	if cfg.Theme.ASCII {
		cfg.Words = cfg.Words.ASCII()
	}
	s := &speaker{until: ctx, cfg: cfg, keys: ui.Actions(), in: in, out: out, watched: cfg.Now(), ring: func() {}}
	pass := func(d time.Duration) func() (<-chan struct{}, context.CancelFunc) {
		return func() (<-chan struct{}, context.CancelFunc) {
			over, stop := context.WithTimeout(ctx, d)
			return over.Done(), stop
		}
	}
	s.minute, s.moment = pass(watchEvery), pass(sayEvery)
	var said *words.Words
	s.trouble, said = ui.NewTrouble(cfg)
	s.ctx = &pane.Context{
		Words: said, Now: cfg.Now, NewID: cfg.NewID, Programs: cfg.Programs, ASCII: cfg.Theme.ASCII,
		Aloud: true, Only: cfg.Only, Templates: cfg.Templates, Busy: new(int), Theme: theme.New(theme.Options{NoColor: true, ASCII: true}),
	}
	s.ctx.Theme.Glyphs = theme.Silent()
	s.ctx.Program = s.ctx.ProgramOf(cfg.Program)
	if s.ctx.Program == nil {
		s.ctx.Program = &domain.Program{}
	}
	if cfg.Book != nil {
		s.ctx.Desk, s.ctx.Length = cfg.Book, cfg.Book.Length
		s.drafts = ui.NewDrafts(s.ctx)
		s.quiet = cfg.Quiet || s.wasHushed()
	}
	return s
}

// say says a sentence on a line of its own.
func (s *speaker) say(sentence string) {
	fmt.Fprintln(s.out, domain.Clean(sentence))
	if lost := s.trouble.Note(); lost != "" {
		fmt.Fprintln(s.out, domain.Clean(lost))
	}
}

// show reads out a text under its title, and what was chosen of what can be done
// with it is to be carried out.
func (s *speaker) show(m pane.Show) ([]tea.Msg, error) {
	if len(m.Lines) == 0 {
		return nil, nil
	}
	s.say("")
	s.say(m.Title)
	for _, line := range m.Lines {
		if said := pane.InWords(line); said != "" {
			s.say(said)
		}
	}
	if len(m.Offers) == 0 {
		return nil, nil
	}
	choices := make([]choice, len(m.Offers))
	for i, o := range m.Offers {
		choices[i].label = o.Label
	}
	at, err := s.choose(s.ctx.Words.T("line.what_now"), choices)
	if err != nil || at == back {
		return nil, err
	}
	return []tea.Msg{m.Offers[at].Do}, nil
}

// paneOf makes a pane of a scope anew, with nothing selected.
func (s *speaker) paneOf(scope string) pane.Heard { return ui.NewPane(scope, s.ctx, s.cfg.Book) }
