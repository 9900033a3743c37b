package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/belay-tui/belay/ui"
)

// mostEdited is how many bytes are read back from an editor.
const mostEdited = 1 << 20

// editor starts the person's own editor on a text: that of VISUAL, else of EDITOR.
func (a *app) editor(text string) (ui.Editing, error) {
	for _, variable := range []string{"VISUAL", "EDITOR"} {
		if words := strings.Fields(a.env(variable)); len(words) > 0 {
			return &editing{command: words, text: text, failed: func(err error) error {
				return inWords{a.w.T("cli.error.editor", "editor", words[0]), err}
			}}, nil
		}
	}
	return nil, inWords{a.w.T("cli.error.no_editor"), nil}
}

// editing is a text in the person's editor: in a file that only they can read,
// in a folder of its own that is gone afterwards.
type editing struct {
	command  []string
	text     string
	failed   func(error) error
	in       io.Reader
	out, err io.Writer
}

// SetStdin, SetStdout and SetStderr hand over the terminal.
func (e *editing) SetStdin(r io.Reader)  { e.in = r }
func (e *editing) SetStdout(w io.Writer) { e.out = w }
func (e *editing) SetStderr(w io.Writer) { e.err = w }

// Text is what was written, once it ran.
func (e *editing) Text() string { return e.text }

// Run edits. The text stays what it was where that fails.
func (e *editing) Run() error {
	text, err := e.edit()
	if err != nil {
		return e.failed(err)
	}
	e.text = text
	return nil
}

func (e *editing) edit() (text string, err error) {
	dir, err := os.MkdirTemp("", "belay-")
	if err != nil {
		return "", fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "text.txt")
	if err := os.WriteFile(path, []byte(e.text), 0o600); err != nil {
		return "", fmt.Errorf("write the text: %w", err)
	}
	cmd := exec.Command(e.command[0], append(e.command[1:len(e.command):len(e.command)], path)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = e.in, e.out, e.err
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("run it: %w", err)
	}
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read the text: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(file, mostEdited))
	if err := errors.Join(err, file.Close()); err != nil {
		return "", fmt.Errorf("read the text: %w", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}
