// Package words has every sentence that people read, and is the only place
// that formats a number, an amount, a date or a duration.
//
// The sentences are in catalog/AREA.LANG.toml. The first segment of a message's
// id is its area, so that an area is parsed only when its first message is
// asked for. Ids are quoted keys, plurals are inline tables:
//
//	"leads.due" = "Answer by {{.due}} ({{.left}} left)"
//	"leads.selected" = { one = "{{.n}} lead", other = "{{.n}} leads" }
package words

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

//go:embed catalog/*.toml
var catalog embed.FS

// fallback is the language that has every message.
var fallback = language.English

// Words speaks one language and reads clocks in one time zone. It is safe for
// concurrent use.
type Words struct {
	*book
	// explain finds the sentence for what no rule refused; see [Words.Explaining].
	explain func(error) string
}

// book is what words are looked up in.
type book struct {
	files  fs.FS
	tag    language.Tag
	loc    *time.Location
	format formats
	ascii  bool

	mu        sync.RWMutex
	bundle    *i18n.Bundle
	localizer *i18n.Localizer
	areas     map[string]map[string]bool // the ids of each area that was read
}

// New returns the words of a language, such as "en" or "fr-CA"; "" is English.
// What a language does not have is said in English. A nil loc is UTC. It fails
// when lang is no language tag.
func New(lang string, loc *time.Location) (*Words, error) {
	files, err := fs.Sub(catalog, "catalog")
	if err != nil {
		return nil, fmt.Errorf("open catalog: %w", err)
	}
	return load(files, lang, loc)
}

func load(files fs.FS, lang string, loc *time.Location) (*Words, error) {
	tag := fallback
	if lang != "" {
		var err error
		if tag, err = language.Parse(lang); err != nil {
			return nil, fmt.Errorf("read language %q: %w", lang, err)
		}
	}
	if loc == nil {
		loc = time.UTC
	}
	w := &Words{book: &book{files: files, tag: tag, loc: loc, bundle: i18n.NewBundle(fallback), areas: map[string]map[string]bool{}}}
	w.localizer = i18n.NewLocalizer(w.bundle, tag.String())
	if _, err := w.read("format"); err != nil {
		return nil, err
	}
	w.format = w.readFormats()
	return w, nil
}

// ASCII returns the same words for fonts that lack signs of currencies: these have
// their codes. Signs that ASCII has a stand-in for are left to whoever draws.
func (w *Words) ASCII() *Words {
	if w.ascii {
		return w
	}
	out, err := load(w.files, w.tag.String(), w.loc)
	if err != nil { // what was read once
		return w
	}
	out.ascii = true
	return out
}

// T returns the message with the values of its name, value pairs filled in.
// Values are formatted and made harmless here: dates, amounts, durations and
// numbers as the other methods of Words do, text as domain.Clean does, lists
// with commas between. An id without a message comes back in ⟦⟧.
func (w *Words) T(id string, pairs ...any) string {
	return w.say(&i18n.LocalizeConfig{MessageID: id, TemplateData: w.data(pairs)})
}

// N is T for a message with plural forms; the count is there as n.
func (w *Words) N(id string, count int, pairs ...any) string {
	data := w.data(pairs)
	if data == nil {
		data = map[string]any{}
	}
	data["n"] = w.Int(count)
	return w.say(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: count})
}

// Has reports whether the catalog has the message.
func (w *Words) Has(id string) bool {
	ids, err := w.read(areaOf(id))
	return err == nil && ids[id]
}

func (w *Words) say(c *i18n.LocalizeConfig) string {
	if !w.Has(c.MessageID) {
		return "⟦" + c.MessageID + "⟧"
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	// A message said in English for want of another comes with an error.
	if s, _ := w.localizer.Localize(c); s != "" {
		return s
	}
	return "⟦" + c.MessageID + "⟧"
}

func areaOf(id string) string {
	area, _, _ := strings.Cut(id, ".")
	return area
}

// read returns the ids of an area, and parses its files the first time.
func (w *Words) read(area string) (map[string]bool, error) {
	w.mu.RLock()
	ids, ok := w.areas[area]
	w.mu.RUnlock()
	if ok {
		return ids, nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if ids, ok := w.areas[area]; ok {
		return ids, nil
	}
	names, err := fs.Glob(w.files, area+".*.toml")
	if err != nil {
		return nil, fmt.Errorf("find words of %q: %w", area, err)
	}
	ids = map[string]bool{}
	for _, name := range names {
		if err := w.readFile(area, name, ids); err != nil {
			return nil, err
		}
	}
	w.areas[area] = ids
	return ids, nil
}

// readFile adds a file's messages when its language is English or spoken.
func (w *Words) readFile(area, name string, ids map[string]bool) error {
	lang := strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, ".toml")), ".")
	tag, err := language.Parse(lang)
	if err != nil {
		return fmt.Errorf("read words %s: %w", name, err)
	}
	if base, _ := w.tag.Base(); tag != fallback && tag.String() != base.String() {
		return nil
	}
	text, err := fs.ReadFile(w.files, name)
	if err != nil {
		return fmt.Errorf("read words: %w", err)
	}
	messages, err := i18n.ParseMessageBytes(text, toml.Unmarshal)
	if err != nil {
		return fmt.Errorf("read words %s: %w", name, err)
	}
	for _, m := range messages {
		if areaOf(m.ID) != area {
			return fmt.Errorf("read words %s: %q belongs elsewhere", name, m.ID)
		}
		if tag == fallback {
			ids[m.ID] = true
		}
	}
	if err := w.bundle.AddMessages(tag, messages...); err != nil {
		return fmt.Errorf("read words %s: %w", name, err)
	}
	return nil
}
