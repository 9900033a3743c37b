package uitest

import (
	"reflect"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// settler runs a model and counts its commands under way, so that a test can
// wait until the program has nothing left to do.
type settler struct {
	model  tea.Model
	flying int
	asked  []chan string // by those who wait until it has settled
	// sized is true once the program was told its size, which it is on its own
	// time: before that it shows nothing, however little there is to do.
	sized bool
	// still is told the frame of a program that has settled.
	still []chan string
}

// landed is the answer of a counted command.
type landed struct{ msg tea.Msg }

// settle asks for the frame that is drawn when nothing is under way.
type settle struct{ done chan string }

func (s *settler) Init() tea.Cmd { return s.counted(s.model.Init()) }

// View draws the model, and tells those who wait for it.
func (s *settler) View() tea.View {
	v := s.model.View()
	for _, done := range s.still {
		done <- v.Content
	}
	s.still = nil
	return v
}

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
		s.still = append(s.still, s.asked...)
		s.asked = nil
	}
	return s, cmd
}

// take handles what a command came back with: messages of Bubble Tea go the way
// that they would have gone, all others to the model.
func (s *settler) take(msg tea.Msg) tea.Cmd {
	if all, together, ok := commands(msg); ok {
		for i, cmd := range all {
			all[i] = s.counted(cmd)
		}
		return together(all...)
	}
	if msg == nil {
		return nil
	}
	if reflect.TypeOf(msg).PkgPath() == teaPath {
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

// Settle waits until all keys were handled and no command is under way. What is
// on the screen then may still be painted; see [Screen.Still]. A program that
// always waits for something, such as a tick, never settles.
func (s *Screen) Settle() {
	s.t.Helper()
	s.settled()
}

// Still waits until the program has settled and the screen shows its last
// frame, which it returns as plain text.
func (s *Screen) Still() string {
	s.t.Helper()
	frame := trimmed(s.settled())
	s.wait("to show the last frame:\n"+framed(frame), func(screen string) bool { return screen == frame })
	return frame
}

// settled returns the frame of the program once it has settled.
func (s *Screen) settled() string {
	s.t.Helper()
	done := make(chan string, 1)
	s.program.Send(settle{done})
	select {
	case frame := <-done:
		return frame
	case <-s.done:
		s.t.Fatalf("the program ended before it settled: %v", s.err)
	case <-time.After(Patience):
		s.t.Fatalf("the program did not settle\n%s", framed(s.Text()))
	}
	return ""
}

// commands are those that a message of Bubble Tea holds, to be done at once or
// one after the other, and what makes such a message again.
func commands(msg tea.Msg) (all []tea.Cmd, together func(...tea.Cmd) tea.Cmd, ok bool) {
	if batch, ok := msg.(tea.BatchMsg); ok {
		return slices.Clone(batch), tea.Batch, true
	}
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().PkgPath() != teaPath || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, nil, false
	}
	for i := range v.Len() {
		all = append(all, v.Index(i).Interface().(tea.Cmd))
	}
	return all, tea.Sequence, true
}

// teaPath is where the types of Bubble Tea are from: those of a sequence cannot
// be named.
var teaPath = reflect.TypeFor[tea.QuitMsg]().PkgPath()
