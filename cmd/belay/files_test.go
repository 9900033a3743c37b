package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFiles(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Chdir(home)
	for i, name := range []string{"Lead old.csv", "leads.CSV", "notes.md", ".hidden.csv", "Downloads/a.csv", "Downloads/deep/b.tsv", "日本/リード.csv"} {
		path := filepath.Join(home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1_700_000_000+i), 0)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	a := demoApp(t)
	for typed, want := range map[string]string{
		"":              "leads.CSV|Lead old.csv|Downloads/|日本/",
		"~":             "~/leads.CSV|~/Lead old.csv|~/Downloads/|~/日本/",
		"~/LEA":         "~/leads.CSV|~/Lead old.csv",
		"Down":          "Downloads/",
		"Downloads/":    "Downloads/a.csv|Downloads/deep/",
		"./Downloads/d": "./Downloads/deep/",
		"日本/リ":          "日本/リード.csv",
		".hid":          ".hidden.csv",
		"nowhere/x":     "",
		"notes":         "",
	} {
		found, err := a.files(typed)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range found {
			got = append(got, f.Path.Raw())
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	for n := range mostFound + 10 {
		if err := os.WriteFile(fmt.Sprintf("Downloads/%03d.csv", n), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if found, _ := a.files("Downloads/"); len(found) != mostFound {
		t.Errorf("found %d", len(found))
	}
}
