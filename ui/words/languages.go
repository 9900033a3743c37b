package words

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Language is a language that the catalog has: its tag, such as "en", and its
// name in itself.
type Language struct{ Tag, Name string }

// Languages are those that the catalog has, English first.
func Languages() []Language {
	files, err := fs.Sub(catalog, "catalog")
	if err != nil {
		return nil
	}
	return languages(files)
}

func languages(files fs.FS) []Language {
	names, err := fs.Glob(files, "format.*.toml")
	if err != nil {
		return nil
	}
	var all []Language
	for _, name := range names {
		tag, err := language.Parse(strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, ".toml")), "."))
		if err != nil {
			continue
		}
		if w, err := load(files, tag.String(), nil); err == nil {
			all = append(all, Language{tag.String(), w.T("format.language")})
		}
	}
	slices.SortStableFunc(all, func(a, b Language) int {
		switch {
		case a.Tag == b.Tag:
			return 0
		case a.Tag == fallback.String():
			return -1
		case b.Tag == fallback.String():
			return 1
		}
		return strings.Compare(a.Tag, b.Tag)
	})
	return all
}
