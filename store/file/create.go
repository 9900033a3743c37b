package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	bolt "go.etcd.io/bbolt"
)

// Create makes a book, filled by fill, and the folder it is in where there is
// none, private both. What is to be in it before it has its name, then adds to the
// file that it is given; nil adds nothing. Create never replaces anything that has
// the name, a dangling link included ([ErrExists]). Where it fails or is
// interrupted, no half-made book is left under the name.
func Create(path string, fill func(*bolt.Tx) error, then func(made string) error) error {
	if err := missing(path); err != nil {
		return fmt.Errorf("make the book %s: %w", path, err)
	}
	if err := create(path, fill, then); err != nil {
		return fmt.Errorf("make the book %s: %w", path, err)
	}
	return nil
}

func create(path string, fill func(*bolt.Tx) error, then func(made string) error) error {
	dir := filepath.Dir(path)
	if err := makeFolder(dir); err != nil {
		return err
	}
	t, err := newTemp(dir)
	if err != nil {
		return err
	}
	defer t.remove()
	if err := t.file.Close(); err != nil {
		return err
	}
	if err := initialize(t.path, fill); err != nil {
		return err
	}
	if then != nil {
		if err := then(t.path); err != nil {
			return err
		}
	}
	return t.publish(path)
}

// initialize makes a book of an empty file.
func initialize(path string, fill func(*bolt.Tx) error) (err error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: 1, FreelistType: bolt.FreelistMapType, NoStatistics: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Update(fill)
}

// makeFolder makes a private folder and those above it that are missing, so
// that they are there after a loss of power too.
func makeFolder(dir string) error {
	var missing []string
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		missing = append(missing, at)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, made := range missing {
		if err := syncDir(filepath.Dir(made)); err != nil {
			return err
		}
	}
	return nil
}

// temp is a file being made, in the folder that it will stay in.
type temp struct {
	path string
	file *os.File
}

// tempPattern is what temporary files are called, for [os.CreateTemp], which
// makes them private and never opens one that is there.
const tempPattern = ".belay-*.tmp"

func newTemp(dir string) (*temp, error) {
	f, err := os.CreateTemp(dir, tempPattern)
	if err != nil {
		return nil, err
	}
	return &temp{f.Name(), f}, nil
}

// remove closes the file and takes it away, unless it was given a name for good.
func (t *temp) remove() {
	_ = t.file.Close()
	_ = os.Remove(t.path)
}

// finish brings what was written to the disk.
func (t *temp) finish() error {
	return errors.Join(t.file.Sync(), t.file.Close())
}

// publish gives the file its name for good, never that of another file. A link
// does both at once; file systems without links are left with looking first.
func (t *temp) publish(path string) error {
	err := os.Link(t.path, path)
	switch {
	case err == nil:
		if err := os.Remove(t.path); err != nil {
			return err
		}
		return syncDir(filepath.Dir(path))
	case errors.Is(err, fs.ErrExist):
		return ErrExists
	}
	if err := missing(path); err != nil {
		return err
	}
	return t.replace(path)
}

// replace gives the file its name for good, taking it from what had it: at each
// instant there is one or the other under the name.
func (t *temp) replace(path string) error {
	if err := os.Rename(t.path, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a new name in a folder durable.
func syncDir(dir string) (err error) {
	if runtime.GOOS == "windows" { // it cannot, and need not
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return d.Sync()
}
