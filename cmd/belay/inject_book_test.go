package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/domain/demo"
	"github.com/belay-tui/belay/domain/hostile"
	"github.com/belay-tui/belay/store"
)

// atTheDoor are fields that the rules hold to a form, so that no attack comes
// in by them: an attack there is a command refused.
var atTheDoor = []string{
	"Domains", "Email", "email", "kind", "role", "for", "start", "end", "employees", "users", "value", "amount", "acv", "consent", "close",
	"close_date", "next_on", "evidence", "survey.case_answer.Number", "survey.case_close.Number",
}

// venom gives every text of what it is set upon another attack.
type venom struct {
	attacks []string
	n       int
	// given are the attacks by what they replaced: what was the same stays so.
	given map[string]string
	// plain reaches texts that have no type of their own, too.
	plain bool
	// other makes of a text another one in place of an attack, everywhere.
	other func(string) string
}

func newVenom() *venom { return &venom{attacks: attacks(), given: map[string]string{}} }

// attacks are the hostile texts in an order that is always the same.
func attacks() []string {
	var all []string
	for _, what := range slices.Sorted(maps.Keys(hostile.Texts)) {
		all = append(all, hostile.Texts[what])
	}
	return all
}

// instead is an attack for a text; no other text has the same.
func (v *venom) instead(of string) string {
	if v.other != nil {
		return v.other(of)
	}
	if given := v.given[of]; given != "" {
		return given
	}
	v.n++
	attack := fmt.Sprintf("%s %d", v.attacks[v.n%len(v.attacks)], v.n)
	if of != "" {
		v.given[of] = attack
	}
	return attack
}

// poison changes all texts below v, which can be set; path names v.
func (v *venom) poison(path string, at reflect.Value) {
	if v.other == nil && (slices.Contains(atTheDoor, path) || slices.Contains(atTheDoor, path[strings.LastIndexByte(path, '.')+1:])) {
		return
	}
	if text, ok := at.Interface().(domain.Untrusted); ok && at.Kind() == reflect.Struct {
		at.Set(reflect.ValueOf(domain.Outside(v.instead(text.Raw()))))
		return
	}
	switch at.Kind() {
	case reflect.String:
		if v.plain {
			at.SetString(v.instead(at.String()))
		}
	case reflect.Pointer, reflect.Interface:
		if !at.IsNil() {
			fresh := reflect.New(at.Elem().Type()).Elem()
			fresh.Set(at.Elem())
			v.poison(path, fresh)
			if at.Kind() == reflect.Pointer {
				at.Set(fresh.Addr())
			} else {
				at.Set(fresh)
			}
		}
	case reflect.Struct:
		for i := range at.NumField() {
			if f := at.Type().Field(i); f.IsExported() {
				v.poison(path+"."+f.Name, at.Field(i))
			}
		}
	case reflect.Slice:
		fresh := reflect.MakeSlice(at.Type(), at.Len(), at.Len())
		reflect.Copy(fresh, at)
		for i := range fresh.Len() {
			v.poison(path, fresh.Index(i))
		}
		if !at.IsNil() {
			at.Set(fresh)
		}
	case reflect.Array:
		for i := range at.Len() {
			v.poison(path, at.Index(i))
		}
	case reflect.Map:
		fresh := reflect.MakeMapWithSize(at.Type(), at.Len())
		for _, key := range slices.SortedFunc(slices.Values(at.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }) {
			value := reflect.New(at.Type().Elem()).Elem()
			value.Set(at.MapIndex(key))
			v.poison(fmt.Sprintf("%s.%v", path, key), value)
			fresh.SetMapIndex(key, value)
		}
		if !at.IsNil() {
			at.Set(fresh)
		}
	default:
	}
}

// steps are the demo's, which give every command, with attacks for texts.
func (v *venom) steps(o demo.Options) func(func(domain.Step) bool) {
	return func(yield func(domain.Step) bool) {
		for s := range demo.Steps(o) {
			v.poison(s.Command.Name(), reflect.ValueOf(&s.Command).Elem())
			v.poison("who", reflect.ValueOf(&s.Who).Elem())
			if !yield(s) {
				return
			}
		}
	}
}

// injected is a book in which every text is an attack.
func injected(t *testing.T) (path string) {
	t.Helper()
	a := testApp(&bytes.Buffer{})
	a.env = func(name string) string { return map[string]string{"BELAY_USER": "ann\x1b]0;x\a"}[name] }
	path = filepath.Join(t.TempDir(), "book.db")
	book, err := store.Create(path, a.storeOptions())
	if err != nil {
		t.Fatal(err)
	}
	if err := book.Replay(context.Background(), newVenom().steps(demo.Options{Seed: 1, Now: a.now(), Leads: 60, Projects: 30})); err != nil {
		t.Fatalf("a field is held to a form: %v", err)
	}
	return path
}
