package uitest

import (
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"
)

// settler runs a model and counts its commands under way, so that a test can
// wait until the program has nothing left to do.
type settler struct {
	model  tea.Model
	flying int
	asked  []chan struct{}
	// sized is true once the program was told its size, which it is on its own
	// time: before that it shows nothing, however little there is to do.
	sized bool
}

// landed is the answer of a counted command.
type landed struct{ msg tea.Msg }

// settle asks to be told when nothing is under way.
type settle struct{ done chan struct{} }

func (s *settler) Init() tea.Cmd  { return s.counted(s.model.Init()) }
func (s *settler) View() tea.View { return s.model.View() }

func (s *settler) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case settle:
		s.asked = append(s.asked, msg.done)
	case landed:
		s.flying--
		cmd = s.take(msg.msg)
	default:
		if _, ok := msg.(tea.WindowSizeMsg); ok {
			s.sized = true
		}
		s.model, cmd = s.model.Update(msg)
		cmd = s.counted(cmd)
	}
	if s.flying == 0 && s.sized {
		for _, done := range s.asked {
			close(done)
		}
		s.asked = nil
	}
	return s, cmd
}

// take handles what a command came back with: messages of Bubble Tea go the way
// that they would have gone, all others to the model.
func (s *settler) take(msg tea.Msg) tea.Cmd {
	if batch, ok := msg.(tea.BatchMsg); ok {
		cmds := make([]tea.Cmd, len(batch))
		for i, cmd := range batch {
			cmds[i] = s.counted(cmd)
		}
		return tea.Batch(cmds...)
	}
	if msg == nil {
		return nil
	}
	if reflect.TypeOf(msg).PkgPath() == reflect.TypeOf(tea.QuitMsg{}).PkgPath() {
		return func() tea.Msg { return msg }
	}
	var cmd tea.Cmd
	s.model, cmd = s.model.Update(msg)
	return s.counted(cmd)
}

// counted runs a command so that its end is noticed.
func (s *settler) counted(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	s.flying++
	return func() tea.Msg { return landed{cmd()} }
}

// Settle waits until all keys were handled and no command is under way. A
// program that always waits for something, such as a tick, never settles.
func (s *Screen) Settle() {
	s.t.Helper()
	done := make(chan struct{})
	s.program.Send(settle{done})
	select {
	case <-done:
	case <-s.done:
		s.t.Fatalf("the program ended before it settled: %v", s.err)
	case <-time.After(Patience):
		s.t.Fatalf("the program did not settle\n%s", framed(s.Text()))
	}
}
