//go:build unix

package file

import (
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// ownerOf returns the number of the user whose file it is, and whether that is
// who runs this.
func ownerOf(info fs.FileInfo) (owner string, ours, known bool) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return "", false, false
	}
	return strconv.FormatUint(uint64(stat.Uid), 10), int(stat.Uid) == os.Geteuid(), true
}
