package theme

import (
	"fmt"
	"image/color"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// each calls f for every glyph of the set.
func each(g Glyphs, f func(name, glyph string)) {
	v := reflect.ValueOf(g)
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		if field.Kind() == reflect.String {
			f(name, field.String())
			continue
		}
		for j := range field.Len() {
			f(fmt.Sprintf("%s[%d]", name, j), field.Index(j).String())
		}
	}
}

func TestGlyphsTakeOneCell(t *testing.T) {
	for set, g := range map[string]Glyphs{"drawn": Drawn(), "ascii": ASCII()} {
		each(g, func(name, s string) {
			if ansi.StringWidth(s) != 1 || ansi.StringWidthWc(s) != 1 {
				t.Errorf("%s %s %q: %d cells by cluster, %d by character", set, name, s, ansi.StringWidth(s), ansi.StringWidthWc(s))
			}
		})
	}
}

func TestASCIIGlyphsAreASCII(t *testing.T) {
	each(ASCII(), func(name, s string) {
		if len(s) != 1 || s[0] <= ' ' || s[0] > '~' {
			t.Errorf("%s is %q", name, s)
		}
	})
}

// Signs that answer the same question must differ.
func TestGlyphsAreDistinct(t *testing.T) {
	for set, g := range map[string]Glyphs{"drawn": Drawn(), "ascii": ASCII()} {
		for _, group := range [][]string{
			{g.Check, g.Cross, g.Clock, g.Star, g.Warn}, {g.Full, g.Empty}, {g.Bar, g.Track, g.Vertical}, {g.Up, g.Down}, g.Spark[:],
		} {
			seen := map[string]bool{}
			for _, s := range group {
				if seen[s] {
					t.Errorf("%s: %q twice in %q", set, s, group)
				}
				seen[s] = true
			}
		}
	}
}

// styles returns every style of the theme by name.
func styles(t *Theme) map[string]lipgloss.Style {
	all := map[string]lipgloss.Style{}
	v := reflect.ValueOf(*t)
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if s, ok := v.Field(i).Interface().(lipgloss.Style); ok {
			all[v.Type().Field(i).Name] = s
		}
	}
	return all
}

func TestNoColorHasNone(t *testing.T) {
	for name, s := range styles(New(Options{Dark: true, Accent: "#ff8800", NoColor: true})) {
		if _, none := s.GetForeground().(lipgloss.NoColor); !none {
			t.Errorf("%s has a color", name)
		}
	}
}

func TestNoStyleSetsBackgroundOrSize(t *testing.T) {
	for _, dark := range []bool{false, true} {
		for name, s := range styles(New(Options{Dark: dark, Accent: "#00a1e0"})) {
			if _, none := s.GetBackground().(lipgloss.NoColor); !none {
				t.Errorf("%s sets a background", name)
			}
			if got := ansi.Strip(s.Render("x")); got != "x" {
				t.Errorf("%s renders x as %q", name, got)
			}
		}
	}
}

// What must be seen without color has an attribute.
func TestStateShowsWithoutColor(t *testing.T) {
	th := New(Options{NoColor: true})
	plain := th.Text.Render("x")
	for name, s := range map[string]lipgloss.Style{
		"Selected": th.Selected, "Match": th.Match, "TabActive": th.TabActive, "FieldFocus": th.FieldFocus,
		"Overdue": th.Overdue, "ErrorText": th.ErrorText,
	} {
		if s.Render("x") == plain {
			t.Errorf("%s looks like plain text", name)
		}
	}
	if !strings.Contains(th.Selected.Render("x"), "7") {
		t.Errorf("Selected is not reversed: %q", th.Selected.Render("x"))
	}
}

// xterm's sixteen colors, the palette with the hardest contrasts in common use.
var xterm = []color.RGBA{
	{0, 0, 0, 255}, {205, 0, 0, 255}, {0, 205, 0, 255}, {205, 205, 0, 255},
	{0, 0, 238, 255}, {205, 0, 205, 255}, {0, 205, 205, 255}, {229, 229, 229, 255},
	{127, 127, 127, 255}, {255, 0, 0, 255}, {0, 255, 0, 255}, {255, 255, 0, 255},
	{92, 92, 255, 255}, {255, 0, 255, 255}, {0, 255, 255, 255}, {255, 255, 255, 255},
}

func TestColorsCanBeRead(t *testing.T) {
	for _, theme := range Names() {
		for _, accent := range []string{"", "#00a1e0", "#ffd700", "#101080"} {
			for _, dark := range []bool{false, true} {
				o := Options{Name: theme, Dark: dark, Accent: accent}
				basic, fixed := color.RGBA{255, 255, 255, 255}, lightGround
				if o.settled().Dark {
					basic, fixed = color.RGBA{0, 0, 0, 255}, darkGround
				}
				least := map[string]float64{Contrast: highContrast}[theme]
				for name, s := range styles(New(o)) {
					got := 21.0
					switch c := s.GetForeground().(type) {
					case ansi.BasicColor:
						got = contrast(xterm[c], basic)
					case color.RGBA:
						got = contrast(c, fixed)
					}
					if got < max(minContrast, least) {
						t.Errorf("%s, dark %v, accent %q: %s has a contrast of %.1f", theme, dark, accent, name, got)
					}
				}
			}
		}
	}
}

// Each theme keeps what its name promises.
func TestThemesKeepTheirPromise(t *testing.T) {
	for _, dark := range []bool{false, true} {
		for _, theme := range Names() {
			th := New(Options{Name: theme, Dark: dark, Accent: "#ff8800"})
			for name, s := range styles(th) {
				_, fixed := s.GetForeground().(color.RGBA)
				_, none := s.GetForeground().(lipgloss.NoColor)
				switch {
				case theme == Sixteen && fixed:
					t.Errorf("%s has a color beyond the sixteen", name)
				case theme == None && !none:
					t.Errorf("%s has a color", name)
				case theme == Contrast && s.GetFaint():
					t.Errorf("%s is faint", name)
				}
			}
			of := th.AccentOf("#ff8800").GetForeground()
			if want := th.Accent.GetForeground(); of != want {
				t.Errorf("%s: the accent of another program is %v, want %v", theme, of, want)
			}
		}
		if New(Options{Name: Light, Dark: dark}).Overdue.GetForeground() != lipgloss.Red || New(Options{Name: Dark, Dark: dark}).Overdue.GetForeground() != lipgloss.BrightRed {
			t.Error("light and dark are as the terminal is")
		}
	}
}

func TestAccentCanBeRead(t *testing.T) {
	for _, accent := range []string{"#000000", "#ffffff", "#00a1e0", "#ffd700", "#808080", "#101080", "#7f0000"} {
		for dark, ground := range map[bool]color.RGBA{false: lightGround, true: darkGround} {
			c, ok := New(Options{Dark: dark, Accent: accent}).Accent.GetForeground().(color.RGBA)
			if !ok {
				t.Fatalf("%s: no fixed color", accent)
			}
			if got := contrast(c, ground); got < minContrast {
				t.Errorf("dark %v: %s became %v, contrast %.1f", dark, accent, c, got)
			}
		}
	}
	if c, _ := parseHex("#7fd3ff"); readable(c, true, minContrast) != c {
		t.Error("a color that can be read was changed")
	}
}

func TestMalformedAccentIsTheDefault(t *testing.T) {
	want := New(Options{Dark: true}).Accent.GetForeground()
	for _, bad := range []string{"", "red", "#fff", "#gggggg", "#12345\x1b", "112233 "} {
		if got := New(Options{Dark: true, Accent: bad}).Accent.GetForeground(); got != want {
			t.Errorf("accent %q gives %v", bad, got)
		}
	}
}

func TestContrast(t *testing.T) {
	black, white := color.RGBA{0, 0, 0, 255}, color.RGBA{255, 255, 255, 255}
	if got := contrast(black, white); got < 20.99 || got > 21.01 {
		t.Errorf("black on white is %.2f", got)
	}
	if got := contrast(white, white); got != 1 {
		t.Errorf("white on white is %.2f", got)
	}
}
