package ui

import (
	"errors"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane/panetest"
)

type noEditing struct{}

func (noEditing) Run() error          { return nil }
func (noEditing) SetStdin(io.Reader)  {}
func (noEditing) SetStdout(io.Writer) {}
func (noEditing) SetStderr(io.Writer) {}
func (noEditing) Text() string        { return "" }

func TestATextIsEditedOutside(t *testing.T) {
	x := lay(t, newDesk())
	x.open()
	a := &App{ctx: x.drafts.ctx, drafts: x.drafts, overlays: []overlay{x.sheet}}
	a.cfg.Now = x.drafts.ctx.Now
	x.press(keyDown)
	x.press(letters("so far")...)
	sent := panetest.Messages(x.sheet.update(tea.KeyPressMsg{Code: 'e', Mod: tea.ModCtrl}))
	if len(sent) != 1 {
		t.Fatalf("sent %v", sent)
	}
	out := sent[0].(form.EditOut)
	if out.Key != "goals" || out.Text != "so far" {
		t.Fatalf("edits %q: %q", out.Key, out.Text)
	}
	if a.editOut(out) != nil || a.news.text == "" {
		t.Error("without an editor nothing is said")
	}
	a.cfg.Editor = func(string) (Editing, error) { return nil, errors.New("none is set") }
	if a.editOut(out) != nil || a.news.text != "none is set" {
		t.Errorf("says %q", a.news.text)
	}
	a.cfg.Editor = func(string) (Editing, error) { return noEditing{}, nil }
	if a.editOut(out) == nil {
		t.Error("the editor does not start")
	}

	x.settle(a.editedOut(edited{out, errors.New("it crashed")}))
	if v := x.sheet.form.Values()["goals"]; v != "so far" || a.news.text != "it crashed" {
		t.Errorf("after a failure it holds %q and says %q", v, a.news.text)
	}
	out.Text = "one\r\ntwo \x1b[2Jand more"
	x.settle(a.editedOut(edited{out, nil}))
	if v := x.sheet.form.Values()["goals"]; v != "one\ntwo [2Jand more" || x.desk.values(t)["goals"] != v {
		t.Errorf("it holds %q, kept is %v", v, x.desk.values(t))
	}
	out.Text = strings.Repeat("long ", 2001)
	x.settle(a.editedOut(edited{out, nil}))
	if !shows(x.sheet, "5 characters were left out") {
		t.Errorf("nothing says that the text is cut:\n%s", strings.Join(x.sheet.lines(), "\n"))
	}
}
