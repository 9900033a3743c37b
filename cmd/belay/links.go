package main

import (
	"net/url"
	"os"
	"path/filepath"

	"github.com/belay-tui/belay/ui/text"
)

// readme is where belay is described.
const readme = "https://github.com/belay-tui/belay"

// links are the addresses of belay's own that a terminal may open, none where it
// is one that cannot, or where characters are all that is wanted.
func (a *app) links() []text.Link {
	if term := a.env("TERM"); term == "" || term == "dumb" || a.ascii || a.noColor || a.env("NO_COLOR") != "" {
		return nil
	}
	links := []text.Link{text.NewLink(readme, readme)}
	if log := a.errLog(); log != nil && filepath.IsAbs(log.path) {
		host, err := os.Hostname()
		if err != nil {
			host = ""
		}
		to := url.URL{Scheme: "file", Host: host, Path: filepath.ToSlash(log.path)}
		links = append(links, text.NewLink(log.shown, to.String()))
	}
	return links
}
