//go:build !unix || solaris || aix

package store

import "os"

// unlock does nothing: closing the file releases bbolt's lock on it.
func unlock(*os.File) {}
