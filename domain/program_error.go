package domain

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// FormatError is what is wrong with a program file. It unwraps to the refusal
// program.invalid with the same line, key and reason.
type FormatError struct {
	// Line counts from 1. Where the file lacks a key it is that of the table
	// which should have it; it is 0 where the file is no TOML at all.
	Line int
	// Key is the dotted key, "" where the file is no TOML at all.
	Key string
	// Why says what is wrong and what would be right.
	Why string

	path string // the key with the places of list entries
}

// Error names line, key and reason.
func (e *FormatError) Error() string {
	text := "read program: "
	if e.Line > 0 {
		text += fmt.Sprintf("line %d: ", e.Line)
	}
	if e.Key != "" {
		text += e.Key + ": "
	}
	return text + e.Why
}

// Unwrap returns the refusal.
func (e *FormatError) Unwrap() error {
	return Refused("program.invalid", "line", e.Line, "key", Outside(e.Key), "why", Outside(e.Why)).on(e.Key)
}

// wrong is an error about the value at a path such as attributes[3].target.
func wrong(path, format string, args ...any) error {
	return &FormatError{path: path, Why: Clean(fmt.Sprintf(format, args...))}
}

// item is the path of an entry of a list.
func item(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// leadingKey is the key that a message begins with.
var leadingKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z_]+(\.[a-z_]+)*`) })

var places = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\d+\]`) })

// located adds the line and the key to an error about a path. Where the file
// lacks the key it is the line of the table that should have it.
func located(err error, data []byte) error {
	bad := (*FormatError)(nil)
	if !errors.As(err, &bad) {
		bad = &FormatError{path: leadingKey().FindString(err.Error()), Why: Clean(err.Error())}
	}
	lines := linesOf(data)
	bad.Key = Clean(places().ReplaceAllString(bad.path, ""))
	for path := bad.path; path != "" && bad.Line == 0; path = parentOf(path) {
		bad.Line = lines.at[path]
	}
	bad.Line = max(bad.Line, 1) // what the top of the file lacks
	return bad
}

// parentOf cuts the last key, or the place of the last entry, off a path.
func parentOf(path string) string { return path[:max(0, strings.LastIndexAny(path, ".["))] }

// unread makes an error of the TOML reader name the line, the key and what
// would be right.
func unread(err error, data []byte) error {
	lines := linesOf(data)
	if strict := (*toml.StrictMissingError)(nil); errors.As(err, &strict) && len(strict.Errors) > 0 {
		line, _ := strict.Errors[0].Position()
		key := strict.Errors[0].Key()
		bad := &FormatError{Line: line, Key: Clean(strings.Join(key, ".")), Why: "there is no such key"}
		if len(key) > 0 {
			if known := keysOf(typeAt(key[:len(key)-1])); len(known) > 0 {
				bad.Why += " here; there are " + strings.Join(known, ", ")
			}
		}
		return bad
	}
	if at := (*toml.DecodeError)(nil); errors.As(err, &at) {
		line, _ := at.Position()
		bad := &FormatError{Line: line, Why: Clean(strings.TrimPrefix(at.Error(), "toml: "))}
		path := lines.on[line]
		bad.Key = Clean(places().ReplaceAllString(path, ""))
		if want := wanted(typeAt(strings.Split(bad.Key, "."))); want != "" && strings.Contains(bad.Why, "cannot ") {
			bad.Why = "want " + want
		}
		return bad
	}
	return &FormatError{Why: Clean(strings.TrimPrefix(err.Error(), "toml: "))}
}

// typeAt is the type of the value at a key of a program file, nil where there
// is none.
func typeAt(key []string) reflect.Type {
	t := reflect.TypeFor[Program]()
	for _, name := range key {
		if name == "" {
			continue
		}
		for t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		switch {
		case t.Kind() == reflect.Map:
			t = t.Elem()
		case t.Kind() == reflect.Struct && slices.Contains(keysOf(t), name):
			for f := range t.Fields() {
				if f.Tag.Get("toml") == name {
					t = f.Type
					break
				}
			}
		default:
			return nil
		}
	}
	return t
}

// keysOf are the keys of a table, in the order in which they are documented.
func keysOf(t reflect.Type) (keys []string) {
	for t != nil && t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	for f := range t.Fields() {
		if key := f.Tag.Get("toml"); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// wanted says what a file must have for a value of the type.
func wanted(t reflect.Type) string {
	if t == nil {
		return ""
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64:
		if t == reflect.TypeFor[Duration]() {
			return "a duration in quotes, such as \"48h\""
		}
		return "a whole number"
	case reflect.String:
		return "text in quotes"
	case reflect.Slice:
		return "a list of " + strings.TrimPrefix(strings.TrimPrefix(wanted(t.Elem()), "a "), "text ")
	case reflect.Struct:
		if len(keysOf(t)) == 0 {
			return "text in quotes"
		}
		return "a table with " + strings.Join(keysOf(t), ", ")
	case reflect.Map:
		return "a table"
	default:
		return ""
	}
}
