package uitest

import (
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Direct drives a model without a program and without a terminal, in the test's
// own goroutine: what is wanted to be done a hundred thousand times. The
// commands of the model wait until the test runs them, in the order it likes.
type Direct struct {
	Model tea.Model
	// Over is true once the model wanted to quit.
	Over    bool
	waiting []tea.Cmd
	landed  chan tea.Msg
	asleep  int
}

// NewDirect starts a model on a screen of w by h cells.
func NewDirect(model tea.Model, w, h int) *Direct {
	d := &Direct{Model: model, landed: make(chan tea.Msg)}
	d.wants(model.Init())
	d.Send(tea.WindowSizeMsg{Width: w, Height: h})
	return d
}

// Send gives the model a message.
func (d *Direct) Send(msg tea.Msg) {
	var cmd tea.Cmd
	d.Model, cmd = d.Model.Update(msg)
	d.wants(cmd)
}

func (d *Direct) wants(cmd tea.Cmd) {
	if cmd != nil {
		d.waiting = append(d.waiting, cmd)
	}
}

// Waiting is how many commands can be run.
func (d *Direct) Waiting() int { return len(d.waiting) }

// quick is how long a command may take before it is left to itself, such as one
// that only lets time pass.
const quick = 20 * time.Millisecond

// Run runs one of the commands that wait and gives the model its answer.
func (d *Direct) Run(i int) {
	cmd := d.waiting[i]
	d.waiting = append(d.waiting[:i:i], d.waiting[i+1:]...)
	answer := make(chan tea.Msg, 1)
	go func() { answer <- cmd() }()
	select {
	case msg := <-answer:
		d.answered(msg)
	case <-time.After(quick):
		d.asleep++
		go func() { d.landed <- <-answer }()
	}
}

// Wake gives the model an answer that came late, if there is one.
func (d *Direct) Wake() {
	select {
	case msg := <-d.landed:
		d.asleep--
		d.answered(msg)
	default:
	}
}

// Settle runs commands, the oldest first, until none waits; turns is how many
// it runs at most. It reports whether that was enough.
func (d *Direct) Settle(turns int) bool {
	for ; turns > 0 && len(d.waiting) > 0; turns-- {
		d.Run(0)
	}
	return len(d.waiting) == 0
}

// Rest waits for all commands, those too that take long, and for what follows
// from them. It reports whether they came to an end.
func (d *Direct) Rest() bool {
	late := time.After(Patience)
	for d.Settle(10_000) {
		if d.asleep == 0 {
			return true
		}
		select {
		case msg := <-d.landed:
			d.asleep--
			d.answered(msg)
		case <-late:
			return false
		}
	}
	return false
}

// answered takes what a command came back with. Messages of Bubble Tea are
// orders to a program that is not there, but for those that hold commands.
func (d *Direct) answered(msg tea.Msg) {
	switch msg.(type) {
	case nil:
		return
	case tea.QuitMsg:
		d.Over = true
		return
	}
	if all, _, ok := commands(msg); ok {
		for _, cmd := range all {
			d.wants(cmd)
		}
		return
	}
	if reflect.TypeOf(msg).PkgPath() != teaPath {
		d.Send(msg)
	}
}
