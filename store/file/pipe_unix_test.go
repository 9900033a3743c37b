//go:build unix

package file

import (
	"path/filepath"
	"syscall"
	"testing"
)

func pipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe.db")
	check(t, syscall.Mkfifo(path, 0o600))
	return path
}
