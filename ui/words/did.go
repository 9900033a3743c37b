package words

import (
	"strings"

	"github.com/belay-tui/belay/domain"
)

// Did is the word for what a command did, by the command's name in the journal:
// what an undo takes back.
func (w *Words) Did(command string) string {
	if id := "frame.did_" + strings.ReplaceAll(command, ".", "_"); w.Has(id) {
		return w.T(id)
	}
	return domain.Clean(command)
}
