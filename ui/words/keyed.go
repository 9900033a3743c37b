package words

import "strings"

// keyed are the keys of actions by scope and by name, as sentences ask for them:
// {{.keyof.leads.accept}} is "a".
type keyed map[string]map[string]string

// keyName is the name of the keys among the values of a sentence.
const keyName = "keyof"

// SetKeys tells with which keys the actions are done, by the ids of the actions.
// Without keys, as on the command line and read aloud, sentences leave out what
// they say of them.
func (w *Words) SetKeys(keys map[string]string) {
	all := keyed{}
	for id, key := range keys {
		scope, name, _ := strings.Cut(id, ".")
		if all[scope] == nil {
			all[scope] = map[string]string{}
		}
		all[scope][name] = key
	}
	w.keys.Store(&all)
}

// keyData are the keys that sentences are given.
func (w *Words) keyData() keyed {
	if keys := w.keys.Load(); keys != nil {
		return *keys
	}
	return nil
}
