//go:build unix && !solaris && !aix

package file

import (
	"errors"
	"os"
	"syscall"
)

// unlock releases bbolt's lock on the file: closing it does not while it is
// still mapped.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// tryLock takes bbolt's lock of writers, or reports that another process has it.
func tryLock(f *os.File) (held bool, err error) {
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}
