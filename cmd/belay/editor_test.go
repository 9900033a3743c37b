package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestEditing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the editors of this test are shell scripts")
	}
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	script := func(body string) []string {
		path := filepath.Join(t.TempDir(), "editor")
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		return []string{path, "--wait"}
	}
	for _, c := range []struct {
		name, body, want string
		fails            bool
	}{
		{"appends", `printf 'more\nof it\n' >>"$2"`, "thismore\nof it", false},
		{"is private", `[ -z "$(find "$2" "$(dirname "$2")" -perm /077)" ] || exit 1`, "this", false},
		{"fails", `echo gone >"$2"; exit 3`, "this", true},
		{"deletes", `rm "$2"`, "this", true},
	} {
		e := &editing{command: script(c.body), text: "this", failed: func(err error) error { return err }}
		if err := e.Run(); (err != nil) != c.fails || e.Text() != c.want {
			t.Errorf("%s: %v, text %q", c.name, err, e.Text())
		}
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	e := &editing{command: []string{filepath.Join(tmp, "nowhere")}, text: "this", failed: func(error) error { return errors.New("said") }}
	if err := e.Run(); err == nil || err.Error() != "said" {
		t.Errorf("no such editor: %v", err)
	}
}

func TestWhichEditor(t *testing.T) {
	env := map[string]string{}
	a := newApp(nil, nil, nil, func(name string) string { return env[name] })
	if _, err := a.editor(""); err == nil || !strings.Contains(err.Error(), "EDITOR") {
		t.Errorf("without an editor: %v", err)
	}
	env["EDITOR"] = "vi"
	env["VISUAL"] = "code --wait"
	got, err := a.editor("x")
	if e, ok := got.(*editing); err != nil || !ok || strings.Join(e.command, " ") != "code --wait" || e.Text() != "x" {
		t.Errorf("%v, %v", got, err)
	}
}
