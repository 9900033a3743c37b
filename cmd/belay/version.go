package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// The build of a release sets these.
var version, commit, date string

type versionJSON struct {
	Version  string  `json:"version"`
	Revision *string `json:"revision"`
	Date     *string `json:"date"`
	Go       string  `json:"go"`
	Platform string  `json:"platform"`
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "cli.version", Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error {
			v := built()
			if a.json {
				return a.emit(v)
			}
			revision := ""
			if v.Revision != nil {
				revision = " (" + (*v.Revision)[:min(len(*v.Revision), 12)] + ")"
			}
			a.say("belay " + v.Version + revision + " " + v.Go + " " + v.Platform)
			return nil
		},
	}
}

// built reads what the build says of itself.
func built() versionJSON {
	v := versionJSON{Version: version, Revision: some(commit), Date: some(date), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if v.Version == "" {
		v.Version = info.Main.Version
	}
	if v.Version == "" {
		v.Version = "(devel)"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v.Revision == nil {
			v.Revision = &s.Value
		}
	}
	return v
}
