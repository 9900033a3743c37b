package chart

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/ui/theme"
)

func plainly(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }

var year = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

func TestColumns(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		g    theme.Glyphs
		of   Columns
		w, h int
		want []string
	}{
		{"months of two years", drawn, Columns{
			Values: []float64{0, 1, nan, 4}, Labels: []string{"Nov", "Dec", "Jan", "Feb"}, Groups: []string{"2025", "2025", "2026", "2026"}, Least: 1, Selected: 3,
		}, 28, 8, []string{
			"4 │                   ████  ",
			"  │                   ████  ",
			"2 │                   ████  ",
			"  │       ████        ████  ",
			"0 └─────────────    ────────",
			"                       ↑    ",
			"    Nov   Dec   Jan   Feb   ",
			"    2025        2026        ",
		}},
		{"below nought, plain", plain, Columns{Values: []float64{-5, 5, -1}, Labels: year[:3], Groups: year[:3]}, 18, 8, []string{
			" 5 |     ###      ",
			"   |     ###      ",
			" 0 |------------- ",
			"   | ###     ###  ",
			"-5 | ###          ",
			"      ^           ",
			"     Jan Feb Mar  ",
			"     Jan Feb Mar  ",
		}},
		{"nothing", drawn, Columns{Values: []float64{nan, 0}, Labels: year[:2]}, 12, 6, []string{
			"            ",
			"            ",
			"0 └─   ─────",
			"     ↑      ",
			"    Jan Feb ",
			"            ",
		}},
		{"the newest of many", drawn, Columns{Values: []float64{1, 2, 3, 2, 1}, Labels: year[:5], Base: 1, Selected: 4}, 15, 7, []string{
			"               ",
			"3 │ ██         ",
			"2 │ ██ ██      ",
			"1 └──────────  ",
			"          ↑    ",
			"    Mar   May  ",
			"               ",
		}},
		{"no room", drawn, Columns{Values: []float64{1, 2}}, 5, 3, []string{"     ", "     ", "     "}},
	} {
		c.of.Say = plainly
		if got := strings.Join(c.of.Draw(c.g, c.w, c.h).Lines, "\n"); got != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, strings.Join(c.want, "\n"))
		}
	}
}

// Whatever the values, a chart has its size, shows the selected column, and a
// greater value is never drawn lower.
func TestColumnsAreExact(t *testing.T) {
	value := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-9, 9), rapid.Just(0.0), rapid.Just(math.NaN()), rapid.Just(math.Inf(-1)),
		rapid.Just(math.MaxFloat64), rapid.Just(-math.MaxFloat64), rapid.Just(math.SmallestNonzeroFloat64))
	rapid.Check(t, func(t *rapid.T) {
		c := Columns{
			Values: rapid.SliceOfN(value, 0, 50).Draw(t, "values"), Base: rapid.SampledFrom([]float64{0, 1, -3}).Draw(t, "base"),
			Least: rapid.SampledFrom([]float64{0, 0.01, 1, 1000}).Draw(t, "least"), Say: plainly, Selected: rapid.IntRange(-2, 52).Draw(t, "selected"),
		}
		for i := range c.Values {
			c.Labels, c.Groups = append(c.Labels, []string{"Jan", "1月", ""}[i%3]), append(c.Groups, []string{"2025", "令和八年"}[i/12%2])
		}
		w, h := rapid.IntRange(-1, 220).Draw(t, "w"), rapid.IntRange(-1, 60).Draw(t, "h")
		g := rapid.SampledFrom([]theme.Glyphs{drawn, plain}).Draw(t, "glyphs")
		p := c.Draw(g, w, h)
		if len(p.Lines) != max(0, h) {
			t.Fatalf("%d lines, want %d", len(p.Lines), h)
		}
		for _, line := range p.Lines {
			if ansi.StringWidthWc(line) != max(0, w) {
				t.Fatalf("%q is not %d cells", line, w)
			}
		}
		if p.Count == 0 {
			return
		}
		mark := p.Lines[len(p.Lines)-p.Under]
		if at := ansi.StringWidthWc(mark[:strings.Index(mark, g.Up)]); at < p.At || at >= p.At+p.Wide {
			t.Fatalf("the mark is at %d, the column in %d + %d", at, p.At, p.Wide)
		}
		ordered(t, c, c.scale(h-underLines-1))
	})
}

// ordered checks the lengths of all columns against their values.
func ordered(t *rapid.T, c Columns, s steps) {
	long := func(v float64) int {
		n, hangs := s.eighths(v)
		if hangs {
			return -n
		}
		return n
	}
	for i, v := range c.Values {
		for _, u := range c.Values[:i] {
			if finite(u) && finite(v) && u < v && long(u) > long(v) {
				t.Fatalf("%g is %d long, %g %d", u, long(u), v, long(v))
			}
		}
		if finite(v) && (long(v) == 0) != (off(v, c.Base) == 0) {
			t.Fatalf("%g from %g is %d long", v, c.Base, long(v))
		}
	}
}

func TestRoundSteps(t *testing.T) {
	for x, want := range map[float64]float64{1: 1, 1.1: 2, 2: 2, 2.4: 5, 5.1: 10, 0.03: 0.05, 0.2: 0.2, 47_000: 50_000, 1e6: 1e6} {
		if got := round(x); math.Abs(got-want) > want*1e-9 {
			t.Errorf("round(%g) = %g, want %g", x, got, want)
		}
	}
}

func TestMeterIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(-3, 200).Draw(t, "width")
		num, den := rapid.Int().Draw(t, "num"), rapid.Int().Draw(t, "den")
		for _, g := range []theme.Glyphs{drawn, plain} {
			if got := Meter(g, width, num, den); ansi.StringWidthWc(got) != max(0, width) {
				t.Fatalf("%q is not %d cells", got, width)
			}
		}
	})
}
