package file

import (
	"bufio"
	"os"
	"strings"
	"syscall"
)

// networkTypes are the numbers that Linux gives file systems of other machines.
var networkTypes = map[uint32]string{
	0x6969:     "nfs",
	0x517B:     "smb",
	0xFF534D42: "cifs",
	0xFE534D42: "smb",
	0x01021997: "9p",
	0x5346414F: "afs",
	0x00C36400: "ceph",
	0x73757245: "coda",
	0x0BD00BD0: "lustre", //nolint:misspell // its name
	0x786F4256: "vboxsf",
}

const fuseType = 0x65735546

// networkOf is what the system calls the file system of a folder, where it is
// one of another machine, else "".
func networkOf(folder string) string {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return ""
	}
	if kind := uint32(s.Type); kind != fuseType {
		return networkTypes[kind]
	}
	mounts, err := os.Open("/proc/self/mounts")
	if err != nil {
		return ""
	}
	defer mounts.Close() //nolint:errcheck // read only
	return fuseNetwork(mountType(bufio.NewScanner(mounts), folder))
}

// mountType finds the type of the file system that a folder is on in lines of
// /proc/mounts: device, where, type, options.
func mountType(lines *bufio.Scanner, folder string) (kind string) {
	longest := -1
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) < 3 {
			continue
		}
		at := strings.TrimSuffix(strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(f[1]), "/")
		if (folder == at || strings.HasPrefix(folder, at+"/")) && len(at) >= longest {
			longest, kind = len(at), f[2]
		}
	}
	return kind
}

// fuseNetwork is the type where a program behind it speaks to other machines;
// fuse also carries disks of other systems.
func fuseNetwork(kind string) string {
	switch sub := strings.TrimPrefix(kind, "fuse."); {
	case sub == kind, strings.HasPrefix(sub, "ntfs"), strings.HasPrefix(sub, "exfat"), sub == "lxcfs", sub == "bindfs", sub == "mergerfs":
		return ""
	default:
		return sub
	}
}
