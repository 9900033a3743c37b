package domain

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// FORMAT.md is the one place where the format is documented: it has every key,
// measure, window and mapping.
func TestTheFormatIsDocumented(t *testing.T) {
	data, err := os.ReadFile("presets/FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(data)
	want := append(Measures(), string(MapLinear), string(MapBanded), string(MapPerUnit))
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			return
		}
		want = append(want, keysOf(typ)...)
		for f := range typ.Fields() {
			if f.Tag.Get("toml") != "" {
				walk(f.Type)
			}
		}
	}
	walk(reflect.TypeFor[Program]())
	if len(want) < 60 {
		t.Fatalf("only %d keys found", len(want))
	}
	for _, key := range want {
		if !strings.Contains(doc, "`"+key+"`") && !strings.Contains(doc, "["+key+"]") && !strings.Contains(doc, "{ "+key+" =") && !strings.Contains(doc, ", "+key+" =") {
			t.Errorf("FORMAT.md does not document %q", key)
		}
	}
}
