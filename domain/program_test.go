package domain

import "testing"

func TestPresetsRead(t *testing.T) {
	for _, name := range PresetNames() {
		p, err := Preset(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.Name != name {
			t.Errorf("%s.toml names itself %s", name, p.Name)
		}
		if p.Max() != 1000 {
			t.Errorf("%s gives at most %d points, want 1000", name, p.Max())
		}
	}
}
