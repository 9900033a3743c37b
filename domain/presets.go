package domain

import (
	"embed"
	"slices"
	"strings"
	"sync"
)

//go:embed presets/*.toml
var presetFiles embed.FS

// DefaultProgram is the preset that a new book proposes.
const DefaultProgram = "trailblazer"

var parsed sync.Map // name to *Program: a program does not change once read

// Preset returns the program that belay ships under the name. It refuses a
// name it does not ship (program.unknown).
func Preset(name string) (*Program, error) {
	if p, ok := parsed.Load(name); ok {
		return p.(*Program), nil
	}
	if !slices.Contains(PresetNames(), name) {
		return nil, Refused("program.unknown", "program", Outside(name), "known", PresetNames())
	}
	data, err := presetFiles.ReadFile("presets/" + name + ".toml")
	if err != nil {
		return nil, err
	}
	p, err := ParseProgram(data)
	if err != nil {
		return nil, err
	}
	parsed.Store(name, p)
	return p, nil
}

// PresetNames lists the programs that belay ships, the default first.
func PresetNames() []string {
	names := []string{DefaultProgram}
	entries, _ := presetFiles.ReadDir("presets") // embedded: there is no error to have
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".toml"); ok && name != DefaultProgram {
			names = append(names, name)
		}
	}
	return names
}

// PresetSource is the file of a program that belay ships, for a firm to write
// its own from. It refuses a name as [Preset] does.
func PresetSource(name string) (string, error) {
	if _, err := Preset(name); err != nil {
		return "", err
	}
	data, err := presetFiles.ReadFile("presets/" + name + ".toml")
	return string(data), err
}
