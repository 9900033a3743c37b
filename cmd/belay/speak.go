package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/ui/words"
)

// deskLang is where a book keeps the language that was chosen for it.
const deskLang = "view/lang"

// speak takes the words of a language, such as "en" or "fr-CA"; "" changes nothing.
func (a *app) speak(lang string) error {
	if lang == "" {
		return nil
	}
	tag, err := language.Parse(lang)
	base, _ := tag.Base()
	known := words.Languages()
	if err != nil || !slices.ContainsFunc(known, func(l words.Language) bool { return l.Tag == base.String() }) {
		var tags []string
		for _, l := range known {
			tags = append(tags, l.Tag)
		}
		return useError{a.w.T("cli.use.lang", "lang", lang, "known", strings.Join(tags, ", "))}
	}
	w, err := words.New(lang, time.Local)
	if err != nil {
		return err
	}
	if a.ascii && !a.json {
		w = w.ASCII()
	}
	a.w = w
	return nil
}

// speakAs speaks the language that was chosen for a book, unless another one was
// asked for. One that cannot be spoken any more changes nothing.
func (a *app) speakAs(ctx context.Context, book *store.Book) {
	if kept, err := book.Kept(ctx, deskLang); a.lang == "" && err == nil {
		_ = a.speak(string(kept))
	}
}
