package file

import (
	"errors"
	"fmt"
	"os"
)

// Stamp tells one state of the file from another; compare with ==.
type Stamp struct {
	commit         uint64
	size, modified int64
}

// StampOf returns the state of the file at the path. It differs once any
// process has committed something. It costs some microseconds and takes no
// lock, so that it can be asked often. The errors are those of [ReadHeader].
func StampOf(path string) (s Stamp, err error) {
	f, err := openRegular(path, os.O_RDONLY, 0)
	if err != nil {
		return Stamp{}, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	// The time of the last change alone is too coarse: two commits can share it.
	h, err := readHeader(f, path)
	if err != nil {
		return Stamp{}, err
	}
	info, err := f.Stat()
	if err != nil {
		return Stamp{}, fmt.Errorf("look at %s: %w", path, err)
	}
	return Stamp{h.Commit, info.Size(), info.ModTime().UnixNano()}, nil
}
