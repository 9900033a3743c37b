package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func kinds(all []Notice) (k []NoticeKind) {
	for _, n := range all {
		k = append(k, n.Kind)
	}
	return k
}

func TestCareTightens(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	for _, c := range []struct {
		name              string
		file, folder      fs.FileMode
		own               bool
		want              []NoticeKind
		fileEnd, folderIs fs.FileMode
	}{
		{"private", 0o600, 0o700, true, nil, 0o600, 0o700},
		{"read only", 0o400, 0o500, true, nil, 0o400, 0o500},
		{"open", 0o644, 0o755, true, []NoticeKind{Tightened, Tightened}, 0o600, 0o700},
		{"open to all", 0o666, 0o777, true, []NoticeKind{Tightened, Tightened}, 0o600, 0o700},
		{"in a folder of others", 0o640, 0o755, false, []NoticeKind{Tightened}, 0o600, 0o755},
		{"in a folder that others write", 0o600, 0o775, false, []NoticeKind{Exposed}, 0o600, 0o775},
		{"in a folder like /tmp", 0o600, 0o777 | fs.ModeSticky, false, nil, 0o600, 0o777},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "book.db")
		check(t, os.WriteFile(path, nil, 0o600))
		check(t, os.Chmod(path, c.file))
		check(t, os.Chmod(dir, c.folder))
		all := must[[]Notice](t)(Care(path, c.own))
		if got := kinds(all); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", c.name, all)
		}
		for p, want := range map[string]fs.FileMode{path: c.fileEnd, dir: c.folderIs} {
			if m := must[fs.FileInfo](t)(os.Stat(p)).Mode().Perm(); m != want {
				t.Errorf("%s: mode of %s is %o", c.name, p, m)
			}
		}
		if again := must[[]Notice](t)(Care(path, c.own)); c.own && len(again) != 0 {
			t.Errorf("%s: said again: %v", c.name, again)
		}
		check(t, os.Chmod(dir, 0o700))
	}
}

func TestCareOfLinksAndNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := Care(filepath.Join(dir, "none.db"), true); !errors.Is(err, ErrNoBook) {
		t.Error(err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	path := filepath.Join(dir, "Dropbox (Firm)", "book.db")
	check(t, os.Mkdir(filepath.Dir(path), 0o700))
	check(t, os.WriteFile(path, nil, 0o600))
	check(t, os.Chmod(path, 0o604))
	link := filepath.Join(dir, "link.db")
	check(t, os.Symlink(path, link))
	all := must[[]Notice](t)(Care(link, true))
	if got := kinds(all); !slices.Equal(got, []NoticeKind{Tightened, InSync}) || all[0].Detail != "0604" || all[1].Detail != "Dropbox (Firm)" {
		t.Errorf("notices: %v", all)
	}
}

func TestCareOfOthersFiles(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root gives files away")
	}
	path := newBook(t, 1)
	check(t, os.Chmod(path, 0o644))
	check(t, os.Chown(path, 12345, 12345))
	all := must[[]Notice](t)(Care(path, true))
	if len(all) != 1 || all[0].Kind != NotOurs || all[0].Detail != "12345" || all[0].String() == "" {
		t.Errorf("notices: %v", all)
	}
	if m := must[fs.FileInfo](t)(os.Stat(path)).Mode().Perm(); m != 0o644 {
		t.Errorf("changed another's file to %o", m)
	}
}

func TestSyncFolder(t *testing.T) {
	for path, want := range map[string]string{
		"/home/ann/.local/share/belay/book.db":                            "",
		"/home/ann/Dropbox/book.db":                                       "Dropbox",
		"/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/book.db": "Mobile Documents",
		"/Users/ann/Library/CloudStorage/OneDrive-Firm/book.db":           "OneDrive-Firm",
		"/Users/ann/Library/CloudStorage/GoogleDrive-ann@x.example/b.db":  "GoogleDrive-ann@x.example",
		"/home/ann/nextcloud/a/b/book.db":                                 "nextcloud",
		"/home/ann/dropped/boxes/ŏnedrive/drive.db":                       "",
	} {
		if got := syncFolder(filepath.FromSlash(path)); got != want {
			t.Errorf("%s is in %q", path, got)
		}
	}
}
