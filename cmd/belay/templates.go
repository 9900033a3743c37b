package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// The bounds of the folder of templates.
const (
	mostTemplates = 200
	mostTemplate  = 1 << 18 // bytes, as the domain has it
)

// ownTemplates reads the person's own templates. Those that can be read are
// returned even where others cannot.
func (a *app) ownTemplates() ([]domain.Template, error) {
	dir := a.configFolder()
	if dir == "" {
		return nil, nil
	}
	dir = filepath.Join(dir, "templates")
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []domain.Template
	var bad []error
	for _, e := range entries[:min(len(entries), mostTemplates)] {
		ext := filepath.Ext(e.Name())
		if ext != ".txt" && ext != ".md" || !e.Type().IsRegular() {
			continue
		}
		t, err := readTemplate(filepath.Join(dir, e.Name()), strings.TrimSuffix(e.Name(), ext))
		if err != nil {
			bad = append(bad, a.templateError(e.Name(), err))
			continue
		}
		all = append(all, t)
	}
	return all, asOne(bad)
}

// asOne is several errors as one, in words where all of them are.
func asOne(all []error) error {
	var said []string
	for _, err := range all {
		one, ok := errors.AsType[inWords](err)
		if !ok {
			return errors.Join(all...)
		}
		said = append(said, one.sentence)
	}
	if len(said) == 0 {
		return nil
	}
	return inWords{strings.Join(said, " "), nil}
}

// templateError says which file is no template, and why.
func (a *app) templateError(name string, err error) error {
	wrong, ok := errors.AsType[*domain.FormatError](err)
	if !ok {
		return err
	}
	return inWords{a.w.T("cli.error.template", "file", name, "line", wrong.Line, "why", wrong.Why), nil}
}

func readTemplate(path, name string) (domain.Template, error) {
	file, err := os.Open(path)
	if err != nil {
		return domain.Template{}, err
	}
	data, err := io.ReadAll(io.LimitReader(file, mostTemplate+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return domain.Template{}, err
	}
	return domain.ParseTemplate(name, data)
}
