package main

import (
	"path/filepath"
	"runtime"
)

// configFolder is where the platform keeps a person's settings of belay, "" where
// the environment does not say.
func (a *app) configFolder() string {
	return folderOf(runtime.GOOS, a.env, "XDG_CONFIG_HOME", ".config", "AppData", "Application Support")
}

// stateFolder is where the platform keeps what belay notes of its own running, ""
// where the environment does not say.
func (a *app) stateFolder() string {
	return folderOf(runtime.GOOS, a.env, "XDG_STATE_HOME", ".local/state", "LocalAppData", "Logs")
}

// folderOf is belay's folder in one that has a variable and a place of its own on
// each platform.
func folderOf(goos string, env func(string) string, xdg, home, windows, library string) string {
	switch root := env("HOME"); {
	case goos == "windows":
		if dir := env(windows); dir != "" {
			return filepath.Join(dir, "belay")
		}
	case goos == "darwin" && root != "":
		return filepath.Join(root, "Library", library, "belay")
	case goos == "darwin":
	case filepath.IsAbs(env(xdg)):
		return filepath.Join(env(xdg), "belay")
	case root != "":
		return filepath.Join(root, filepath.FromSlash(home), "belay")
	}
	return ""
}
