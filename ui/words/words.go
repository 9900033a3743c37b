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
	"sync/atomic"
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
	keys   atomic.Pointer[keyed]

	mu        sync.RWMutex
	bundle    *i18n.Bundle
	localizer *i18n.Localizer
	areas     map[string]area
	made      map[string]bool // the messages that the bundle has, by id
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
	w := &Words{book: &book{files: files, tag: tag, loc: loc, bundle: i18n.NewBundle(fallback), areas: map[string]area{}, made: map[string]bool{}}}
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
	data["n"] = w.Int(count)
	return w.say(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: count})
}

// Has reports whether the catalog has the message.
func (w *Words) Has(id string) bool {
	read, err := w.read(areaOf(id))
	return err == nil && read[fallback][id] != nil
}

func (w *Words) say(c *i18n.LocalizeConfig) string {
	if !w.ready(c.MessageID) {
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

// ready makes a message of the catalog's text the first time that it is said,
// and reports whether there is one. Most are not said in a run.
func (w *Words) ready(id string) bool {
	if !w.Has(id) {
		return false
	}
	w.mu.RLock()
	made := w.made[id]
	w.mu.RUnlock()
	if made {
		return true
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for tag, texts := range w.areas[areaOf(id)] {
		text, ok := texts[id]
		if !ok {
			continue
		}
		if s, ok := text.(string); ok {
			text = map[string]any{"other": s}
		}
		message, err := i18n.NewMessage(text)
		if err != nil {
			return false
		}
		message.ID = id
		if err := w.bundle.AddMessages(tag, message); err != nil {
			return false
		}
	}
	w.made[id] = true
	return true
}

func areaOf(id string) string {
	area, _, _ := strings.Cut(id, ".")
	return area
}

// Ahead parses areas before somebody asks for their messages. What cannot be
// read is told to whoever wants it.
func (w *Words) Ahead(areas ...string) {
	for _, name := range areas {
		_, _ = w.read(name)
	}
}

// area holds what its files say: by language, the text of each message by id.
type area map[language.Tag]map[string]any

// read returns an area, and parses its files the first time.
func (w *Words) read(name string) (area, error) {
	w.mu.RLock()
	read, ok := w.areas[name]
	w.mu.RUnlock()
	if ok {
		return read, nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if read, ok := w.areas[name]; ok {
		return read, nil
	}
	files, err := fs.Glob(w.files, name+".*.toml")
	if err != nil {
		return nil, fmt.Errorf("find words of %q: %w", name, err)
	}
	read = area{}
	for _, file := range files {
		if err := w.readFile(read, name, file); err != nil {
			return nil, err
		}
	}
	w.areas[name] = read
	return read, nil
}

// readFile adds a file's messages when its language is English or spoken.
func (w *Words) readFile(to area, name, file string) error {
	lang := strings.TrimPrefix(path.Ext(strings.TrimSuffix(file, ".toml")), ".")
	tag, err := language.Parse(lang)
	if err != nil {
		return fmt.Errorf("read words %s: %w", file, err)
	}
	if base, _ := w.tag.Base(); tag != fallback && tag.String() != base.String() {
		return nil
	}
	text, err := fs.ReadFile(w.files, file)
	if err != nil {
		return fmt.Errorf("read words: %w", err)
	}
	texts := map[string]any{}
	if err := toml.Unmarshal(text, &texts); err != nil {
		return fmt.Errorf("read words %s: %w", file, err)
	}
	for id := range texts {
		if areaOf(id) != name {
			return fmt.Errorf("read words %s: %q belongs elsewhere", file, id)
		}
	}
	to[tag] = texts
	return nil
}
