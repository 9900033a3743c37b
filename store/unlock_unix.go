//go:build unix && !solaris && !aix

package store

import (
	"os"
	"syscall"
)

// unlock releases bbolt's lock on the file: closing it does not while it is
// still mapped.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
