package domain

import (
	"maps"
	"slices"
)

// States lists the states that a record of a kind can be in, none for the firm.
func States(k Kind) []State { return slices.Clone(lifecycles[k].states) }

// CommandNames lists the names of all commands, sorted.
func CommandNames() []string { return slices.Sorted(maps.Keys(commandTypes)) }
