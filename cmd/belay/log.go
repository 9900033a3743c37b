package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/belay-tui/belay/domain"
)

// The bounds of the log. At mostLog bytes it becomes the old one, and a new one
// begins.
const (
	mostLog     = 1 << 20
	mostLogLine = 4 << 10
)

// errorLog is the file for the details of errors that the screen tells of in a
// sentence. It is made when the first of them is written, and is opened for each
// line alone: several processes may write, and none holds it.
type errorLog struct {
	path, shown string
	doing       string
	now         func() time.Time
}

// errLog is the log of this person, nil where the environment names no folder
// for it.
func (a *app) errLog() *errorLog {
	dir := a.stateFolder()
	if dir == "" {
		return nil
	}
	l := &errorLog{path: filepath.Join(dir, "log"), doing: strings.TrimSpace("belay " + built().Version + " " + a.doing), now: a.now}
	l.shown = l.path
	if home := a.env("HOME"); home != "" {
		if rest, ok := strings.CutPrefix(l.path, home+string(filepath.Separator)); ok {
			l.shown = filepath.Join("~", rest)
		}
	}
	return l
}

// Where is the file as people write it.
func (l *errorLog) Where() string { return l.shown }

// Write adds a line. Of what was told in words it has what was behind them, if
// anything was.
func (l *errorLog) Write(err error) error {
	if text := l.Details(err); text != "" {
		return l.add(text)
	}
	return nil
}

// Details are what a line says of an error.
func (l *errorLog) Details(err error) string {
	if said, ok := errors.AsType[inWords](err); ok {
		if said.error == nil {
			return ""
		}
		err = said.error
	}
	return detail(err)
}

func (l *errorLog) add(text string) error {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return err
	}
	line := l.now().UTC().Format(time.RFC3339) + " [" + strconv.Itoa(os.Getpid()) + "] " + domain.Clean(l.doing) + ": " + text + "\n"
	if err := l.turn(int64(len(line))); err != nil {
		return err
	}
	file, err := os.OpenFile(l.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(line)
	return errors.Join(err, file.Close())
}

// turn makes room for so many bytes, and makes sure that the file is one that
// only this person reads: a link could lead anywhere.
func (l *errorLog) turn(room int64) error {
	info, err := os.Lstat(l.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "open", Path: l.path, Err: fs.ErrPermission}
	case info.Size()+room > mostLog:
		return os.Rename(l.path, l.path+".old")
	case info.Mode().Perm()&0o077 != 0:
		return os.Chmod(l.path, 0o600)
	}
	return nil
}

// address is a mail address, or what looks like one: the log has ids, and no
// contact of anyone.
var address = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[^\s<>"'(),:;]+@[^\s<>"'(),:;]+`)
})

// detail is the text of an error as a line of the log: harmless, without
// addresses, and of bounded length.
func detail(err error) string {
	var parts []string
	for part := range strings.SplitSeq(err.Error(), "\n") {
		if part = strings.TrimSpace(domain.Clean(part)); part != "" {
			parts = append(parts, part)
		}
	}
	text := address().ReplaceAllString(strings.Join(parts, "; "), "(address)")
	if len(text) > mostLogLine {
		end := mostLogLine
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	return text
}
