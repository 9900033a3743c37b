//go:build !unix || solaris || aix

package file

import "os"

// unlock does nothing: closing the file releases bbolt's lock on it.
func unlock(*os.File) {}

// tryLock does nothing: Windows does not let go of the name of a file that
// another process has open, which is what the lock is for.
func tryLock(*os.File) (held bool, err error) { return false, nil }
