package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
)

const (
	// mostRead is of how many entries of a folder files are sought, mostFound how
	// many are found at most.
	mostRead  = 5_000
	mostFound = 200
)

// tables are the names of files with rows to import.
var tables = []string{".csv", ".tsv", ".txt"}

// files are what a path may be completed to that begins as it was typed: tables,
// the newest first, then folders. A folder that cannot be read has none: somebody
// is typing still.
func (a *app) files(typed string) ([]ui.FileName, error) {
	if typed == "~" {
		typed = "~/"
	}
	at := len(typed)
	for at > 0 && !os.IsPathSeparator(typed[at-1]) {
		at--
	}
	before, begun := typed[:at], typed[at:]
	folder, err := fullPath(cmp.Or(before, "."))
	if err != nil {
		return nil, nil
	}
	entries, err := readFolder(folder)
	if err != nil {
		return nil, nil
	}
	type named struct {
		ui.FileName
		at int64
	}
	var found []named
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(domain.Fold(name), domain.Fold(begun)) || strings.HasPrefix(name, ".") && !strings.HasPrefix(begun, ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, name)) // of what a link leads to
		if err != nil {
			continue
		}
		f := named{ui.FileName{Path: domain.Outside(before + name), Name: domain.Outside(name), Size: info.Size()}, info.ModTime().UnixNano()}
		switch {
		case info.IsDir():
			f.Folder, f.Path, f.Name = true, domain.Outside(before+name+"/"), domain.Outside(name+"/")
		case !info.Mode().IsRegular() || !slices.Contains(tables, strings.ToLower(filepath.Ext(name))):
			continue
		}
		found = append(found, f)
	}
	slices.SortFunc(found, func(x, y named) int {
		switch {
		case x.Folder && !y.Folder:
			return 1
		case !x.Folder && y.Folder:
			return -1
		case x.Folder:
			return strings.Compare(x.Name.String(), y.Name.String())
		}
		return cmp.Compare(y.at, x.at)
	})
	var all []ui.FileName
	for _, f := range found[:min(len(found), mostFound)] {
		all = append(all, f.FileName)
	}
	return all, nil
}

// readFolder reads the entries of a folder, of a very large one only some.
func readFolder(path string) ([]fs.DirEntry, error) {
	folder, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	entries, err := folder.ReadDir(mostRead)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return entries, errors.Join(err, folder.Close())
}
