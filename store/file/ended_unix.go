//go:build unix

package file

import (
	"errors"
	"syscall"
)

// ended reports whether there is surely no such process on this machine.
func ended(pid int) bool { return pid > 0 && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }
