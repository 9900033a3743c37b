package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain/hostile"
)

// FuzzPrinter gives a printer any text in any two pieces.
func FuzzPrinter(f *testing.F) {
	for _, s := range hostile.Texts {
		f.Add(s, len(s)/2)
	}
	f.Fuzz(func(t *testing.T, s string, cut int) {
		cut = max(0, min(cut, len(s)))
		var out bytes.Buffer
		p := &printer{to: &out}
		for _, piece := range []string{s[:cut], s[cut:], "\n"} {
			if n, err := p.Write([]byte(piece)); err != nil || n != len(piece) {
				t.Fatal(n, err)
			}
		}
		if found := hostile.Sign(out.String(), "\n"); found != "" {
			t.Errorf("%+q is printed with %s", s, found)
		}
		if strings.Count(out.String(), "\n") != strings.Count(s, "\n")+1 {
			t.Errorf("%+q becomes %+q", s, out.String())
		}
	})
}

func TestPrinterKeepsCleanText(t *testing.T) {
	const text = "Société Générale\n物流 → 🇩🇪 … \"x\"\n\n"
	for cut := range len(text) {
		var out bytes.Buffer
		p := &printer{to: &out}
		for _, piece := range []string{text[:cut], text[cut:]} {
			if _, err := p.Write([]byte(piece)); err != nil {
				t.Fatal(err)
			}
		}
		if out.String() != text {
			t.Errorf("cut at %d: %+q", cut, out.String())
		}
	}
	if _, err := (&printer{to: full{}}).Write([]byte("x")); err == nil {
		t.Error("a full disk is not told")
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

// An answer that could not be written whole is no success.
func TestLostAnswer(t *testing.T) {
	var told bytes.Buffer
	if code := run(context.Background(), []string{"version"}, strings.NewReader(""), full{}, &told, func(string) string { return "" }); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(told.String(), "full") {
		t.Errorf("it says %q", told.String())
	}
}

// TestJSONIsHarmless wants every text exact for who reads JSON, whatever type
// it has, and nothing for who looks at it.
func TestJSONIsHarmless(t *testing.T) {
	type stage string
	for what, s := range hostile.Texts {
		out, err := encode(map[string]any{"a": s, "b": []stage{stage(s)}, s: json.RawMessage(`"\u001b ` + "\u202e" + `"`)})
		if err != nil {
			t.Fatal(what, err)
		}
		if found := hostile.Sign(string(out), ""); found != "" {
			t.Errorf("%s: %s holds %s", what, out, found)
		}
		var back map[string]any
		if err := json.Unmarshal(out, &back); err != nil || back["a"] != strings.ToValidUTF8(string([]rune(s)), "") {
			t.Errorf("%s: %+q is read back as %+q, %v", what, s, back["a"], err)
		}
	}
}
