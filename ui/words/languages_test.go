package words

import (
	"slices"
	"testing"
	"testing/fstest"
)

func TestTheCatalogsLanguages(t *testing.T) {
	if got := Languages(); !slices.Equal(got, []Language{{"en", "English"}}) {
		t.Errorf("there are %v", got)
	}
	file := func(name string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`"format.language" = "` + name + `"`)}
	}
	files := fstest.MapFS{
		"format.en.toml": file("English"), "format.de.toml": file("Deutsch"), "format.ja.toml": file("日本語"), "leads.fr.toml": file("no"),
	}
	if got := languages(files); !slices.Equal(got, []Language{{"en", "English"}, {"de", "Deutsch"}, {"ja", "日本語"}}) {
		t.Errorf("there are %v", got)
	}
}
