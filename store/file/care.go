package file

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// NoticeKind says what a notice is about.
type NoticeKind string

// What [Care] notices.
const (
	// Tightened: others could read or change it, and cannot any more. The detail
	// is what they could, as in "0644".
	Tightened NoticeKind = "tightened"
	// Exposed: others can read or change it, and it was left so. The detail is
	// what they can.
	Exposed NoticeKind = "exposed"
	// NotOurs: it belongs to another user. The detail is the user's number.
	NotOurs NoticeKind = "not_ours"
	// OnNetwork: it is on a file system whose locks and memory maps cannot be
	// relied on. The detail is what the system calls it, such as "nfs".
	OnNetwork NoticeKind = "network"
	// InSync: it is in a folder that a program copies to other machines while it
	// is in use. The detail is the folder's name.
	InSync NoticeKind = "sync"
)

// Notice is something about a file or its folder that its owner should know.
type Notice struct {
	// Kind says what.
	Kind NoticeKind
	// Path is the file or folder.
	Path string
	// Detail depends on the kind.
	Detail string
}

// String is the notice for logs.
func (n Notice) String() string { return fmt.Sprintf("%s: %s (%s)", n.Path, n.Kind, n.Detail) }

// Care sees to it that only its owner can read a book, and tells what makes it
// unsafe. The book's folder is made private only where it is belay's own:
// others, such as the working folder, hold other things too. The error is what
// the system says of the file; that something could not be made safer is a
// notice.
func Care(path string, ownFolder bool) ([]Notice, error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	var all []Notice
	folder := filepath.Dir(real)
	for _, c := range []struct {
		path    string
		tighten bool
	}{{real, true}, {folder, ownFolder}} {
		info, err := os.Stat(c.path)
		if err != nil {
			return nil, err
		}
		all = append(all, careOf(c.path, info, c.tighten)...)
	}
	if name := networkOf(folder); name != "" {
		all = append(all, Notice{OnNetwork, real, name})
	}
	if abs, err := filepath.Abs(path); err == nil {
		if name := syncFolder(abs); name != "" {
			return append(all, Notice{InSync, abs, name}), nil
		}
	}
	if name := syncFolder(real); name != "" {
		all = append(all, Notice{InSync, real, name})
	}
	return all, nil
}

// careOf looks at a file or a folder.
func careOf(path string, info fs.FileInfo, tighten bool) []Notice {
	owner, ours, known := ownerOf(info)
	if !known {
		return nil // no modes either
	}
	if !ours {
		return []Notice{{NotOurs, path, owner}}
	}
	mode := info.Mode().Perm()
	open, closed := mode&0o077, mode&0o700
	if info.IsDir() && !tighten {
		// Who may read the folder sees names only; who may write it can put
		// another file in the book's place, if not /tmp's bit forbids it.
		if open &= 0o022; info.Mode()&fs.ModeSticky != 0 {
			open = 0
		}
	}
	switch {
	case open == 0:
		return nil
	case tighten && os.Chmod(path, closed) == nil:
		return []Notice{{Tightened, path, fmt.Sprintf("%04o", mode)}}
	}
	return []Notice{{Exposed, path, fmt.Sprintf("%04o", mode)}}
}

// syncFolder returns the name of the folder in the path that a program keeps
// equal on several machines, as far as names tell, "" where none is.
func syncFolder(path string) string {
	for part := range strings.FieldsFuncSeq(path, func(r rune) bool { return os.IsPathSeparator(uint8(min(r, 0xFF))) }) {
		switch name := strings.ToLower(part); {
		case strings.HasPrefix(name, "onedrive"), strings.HasPrefix(name, "dropbox"), strings.HasPrefix(name, "googledrive"),
			name == "google drive", name == "my drive", name == "mobile documents", name == "icloud drive", name == "icloud~",
			name == "nextcloud", name == "owncloud", name == "pclouddrive", name == "syncthing":
			return part
		}
	}
	return ""
}
