//go:build !unix

package file

// ended reports false: whether a process has ended is not asked here.
func ended(int) bool { return false }
