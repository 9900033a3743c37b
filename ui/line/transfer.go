package line

import (
	"context"
	"errors"
	"io/fs"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// sayEvery is how often it is said how far an import or an export is.
const sayEvery = 10 * time.Second

// moved is what became of an import or an export: what is to be carried out after
// it, or why it failed.
type moved struct {
	more   []tea.Msg
	failed error
}

// importFile asks for a file and says what would become of it; what is offered
// then imports it.
func (s *speaker) importFile() error { return s.importFrom(domain.KindLead, domain.Untrusted{}) }

// importFrom asks for a file, beginning with a kind and what may be one.
func (s *speaker) importFrom(kind domain.Kind, file domain.Untrusted) error {
	fill := ui.ImportForm(s.ctx, s.cfg.Files, kind, file)
	return s.transfer(fill, func(v map[string]string) (moved, error) {
		return s.imports(ui.ImportJob(s.ctx, v), s.cfg.Transfer.Import)
	})
}

// beginImport begins with an import; where it fails, that is said and the file
// asked for again.
func (s *speaker) beginImport(job ui.Import) error {
	m, err := s.imports(job, s.cfg.Transfer.Import)
	if err != nil || m.failed == nil {
		return err
	}
	s.say(s.ctx.Words.Error(m.failed))
	return s.importFrom(job.Kind, domain.Outside(job.File))
}

// exportList asks for a file and writes a list to it.
func (s *speaker) exportList(q domain.Query) error {
	fill := ui.ExportForm(s.ctx, s.cfg.Files, q)
	return s.transfer(fill, func(v map[string]string) (moved, error) { return s.exports(ui.ExportJob(q, v)) })
}

// transfer asks for what a form wants and does it. What fails is said, and the
// file asked for again.
func (s *speaker) transfer(fill pane.Fill, do func(values map[string]string) (moved, error)) error {
	w := s.ctx.Words
	f := s.unsaved(fill)
	for from := ""; ; from = "file" {
		err := s.complete(f, from)
		if errors.Is(err, errCanceled) {
			return nil
		}
		if err != nil {
			return err
		}
		m, err := do(f.Answers())
		switch {
		case err != nil:
			return err
		case m.failed == nil:
			return s.follow(nil, m.more)
		}
		f.SetError("file", w.Error(m.failed))
	}
}

// unsaved begins a form that saves nothing: it says what it is about and how to
// answer.
func (s *speaker) unsaved(fill pane.Fill) paper {
	f := unkept(form.New(fill.Title, fill.Pages, form.Look{}, s.ctx.Words))
	s.say("")
	s.say(fill.Title)
	s.remarks(f, fill)
	s.say(s.ctx.Words.T("line.try_help", "back", toBack, "save", toSave, "cancel", toCancel))
	return f
}

// imports imports a file, or looks at it first, and reads out what became of it.
func (s *speaker) imports(job ui.Import, do func(context.Context, ui.Import, *ui.Progress) (ui.Imported, error)) (m moved, err error) {
	var result ui.Imported
	m.failed = s.move(job.Title(s.ctx.Words), func(ctx context.Context, p *ui.Progress) (err error) {
		p.Of.Store(int64(job.Rows))
		result, err = do(ctx, job, p)
		return err
	})
	if m.stopped(s) || m.failed != nil {
		return m, nil
	}
	m.more, err = s.show(ui.ImportReport(s.ctx, job, result))
	return m, err
}

// exports writes a list to a file, and asks before it replaces one.
func (s *speaker) exports(job ui.Export) (m moved, err error) {
	var result ui.Exported
	m.failed = s.move(job.Title(s.ctx.Words), func(ctx context.Context, p *ui.Progress) (err error) {
		result, err = s.cfg.Transfer.Export(ctx, job, p)
		return err
	})
	switch {
	case m.stopped(s):
	case errors.Is(m.failed, fs.ErrExist) && !job.Replace:
		ask, _ := ui.AskReplace(s.ctx.Words, job)
		m.failed = nil
		m.more, err = s.question(ask)
	case m.failed == nil:
		s.say(ui.SaidExported(s.ctx.Words, job, result))
	}
	return m, err
}

// stopped reports whether the person stopped it, and says so.
func (m *moved) stopped(s *speaker) bool {
	if !errors.Is(m.failed, context.Canceled) {
		return false
	}
	m.failed = nil
	s.say(s.ctx.Words.T("transfer.stopped"))
	return true
}

// move reads or writes a file and says how far it is. Who writes [toCancel] stops
// it; another line waits until it is asked for one.
func (s *speaker) move(title string, run func(context.Context, *ui.Progress) error) error {
	ctx, cancel := context.WithCancel(s.until)
	defer cancel()
	s.say(s.ctx.Words.T("line.moving", "what", domain.Outside(title), "cancel", toCancel))
	var p ui.Progress
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, &p) }()
	for {
		in := s.in.lines
		if s.in.ahead != nil {
			in = nil
		}
		passed, stop := s.moment()
		select {
		case err := <-ended:
			stop()
			return err
		case h := <-in:
			if h.line == toCancel {
				cancel()
			} else {
				s.in.ahead = &h
			}
		case <-passed:
			if ctx.Err() != nil {
				stop()
				return <-ended
			}
			s.say(s.far(&p))
		}
		stop()
	}
}

// far says how far a transfer is.
func (s *speaker) far(p *ui.Progress) string {
	done, of := int(p.Done.Load()), int(p.Of.Load())
	if of > 0 {
		return s.ctx.Words.N("transfer.rows_of", of, "done", done)
	}
	return s.ctx.Words.N("transfer.rows", done)
}
