package pane

import tea "charm.land/bubbletea/v2"

// Messages runs a command with all that it batches, one after the other, and
// returns what it sends: for who drives a pane without a program around it.
func Messages(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		var all []tea.Msg
		for _, c := range msg {
			all = append(all, Messages(c)...)
		}
		return all
	default:
		return []tea.Msg{msg}
	}
}
