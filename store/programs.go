package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// programFiles are the texts of the firm's own program files, by name.
type programFiles map[string]string

// Program returns a program by name: the firm's own, else one that belay
// ships. It refuses a name that there is none of (program.unknown).
func (b *Book) Program(ctx context.Context, name string) (p *domain.Program, err error) {
	err = b.view(ctx, "read a program", func(r *reader) (err error) {
		p, err = r.program(name)
		return err
	})
	return p, err
}

// KnownProgram is [Book.Program] as of when the book was read last, without
// reading it again.
func (b *Book) KnownProgram(name string) (*domain.Program, error) {
	files := b.known.Load()
	if files == nil {
		return b.Program(context.Background(), name)
	}
	return b.programIn(*files, name)
}

// programIn finds a program in files. A program is parsed once, so that the
// same file always gives the same pointer.
func (b *Book) programIn(files programFiles, name string) (*domain.Program, error) {
	source, ok := files[name]
	if !ok {
		p, err := b.program(name)
		if unknown := (*domain.RuleError)(nil); errors.As(err, &unknown) && unknown.Code == "program.unknown" {
			return nil, domain.Refused("program.unknown", "program", domain.Outside(name), "known", namesIn(files))
		}
		return p, err
	}
	if p, ok := b.parsed.Load(source); ok {
		return p.(*domain.Program), nil
	}
	p, err := domain.ParseProgram([]byte(source))
	if err != nil {
		return nil, fmt.Errorf("the book's program %s: %w", domain.Clean(name), err)
	}
	b.parsed.Store(source, p)
	return p, nil
}

func namesIn(files programFiles) []string {
	var f domain.Firm
	for name := range files {
		f.Files = append(f.Files, domain.ProgramFile{Name: name})
	}
	slices.SortFunc(f.Files, func(a, b domain.ProgramFile) int { return strings.Compare(a.Name, b.Name) })
	return f.ProgramNames()
}

// program finds a program as of this transaction.
func (r *reader) program(name string) (*domain.Program, error) {
	if p := r.known[name]; p != nil {
		return p, nil
	}
	if err := r.loadPrograms(); err != nil {
		return nil, err
	}
	p, err := r.b.programIn(r.programs, name)
	if err == nil {
		r.known[name] = p
	}
	return p, err
}

// loadPrograms reads the firm's program files, once a transaction.
func (r *reader) loadPrograms() error {
	if r.programs != nil {
		return nil
	}
	s, err := r.load(domain.Ref{Kind: domain.KindFirm, ID: domain.FirmID})
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return err
	}
	r.usePrograms(s.record)
	return nil
}

func (r *reader) usePrograms(rec domain.Record) {
	r.programs, r.known = programFiles{}, map[string]*domain.Program{}
	if firm, ok := rec.(domain.Firm); ok {
		for _, f := range firm.Files {
			r.programs[f.Name] = f.Source.Raw()
		}
	}
	files := r.programs
	r.b.known.Store(&files)
}

// forgetPrograms has the firm's program files read again after an entry that
// changed the firm.
func (w *writer) forgetPrograms(e entry) {
	for _, c := range e.changes {
		if c.ref.Kind == domain.KindFirm {
			w.programs, w.known = nil, nil
		}
	}
}
