package ui

import (
	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/words"
)

// FileName is a file or folder that a path may be completed to.
type FileName struct {
	// Path is what is typed for it; that of a folder ends with a slash.
	Path, Name domain.Untrusted
	Folder     bool
	Size       int64
}

// completePaths suggests files for the field "file" of a form; files is asked for
// what begins as it was typed, nil is that there is nobody to ask.
func completePaths(w *words.Words, files func(typed string) ([]FileName, error)) func(string, map[string]string) func() ([]form.Suggestion, error) {
	if files == nil {
		return nil
	}
	return func(field string, values map[string]string) func() ([]form.Suggestion, error) {
		if field != "file" {
			return nil
		}
		typed := values[field]
		return func() ([]form.Suggestion, error) {
			found, err := files(typed)
			if err != nil {
				return nil, err
			}
			var all []form.Suggestion
			for _, f := range found {
				side := w.T("transfer.folder")
				if !f.Folder {
					side = w.Bytes(f.Size)
				}
				all = append(all, form.Suggestion{Label: f.Name, Side: domain.Outside(side), Values: map[string]domain.Untrusted{"file": f.Path}})
			}
			return all, nil
		}
	}
}
