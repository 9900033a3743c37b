package chart

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/belay-tui/belay/ui/theme"
)

var (
	drawn = theme.Drawn()
	plain = theme.ASCII()
)

func TestBar(t *testing.T) {
	for _, c := range []struct {
		g               theme.Glyphs
		width, num, den int
		want            string
	}{
		{drawn, 4, 0, 5, "    "}, {drawn, 4, 5, 5, "████"}, {drawn, 4, 1, 2, "██  "}, {drawn, 4, 5, 8, "██▌ "},
		{drawn, 4, 1, 1000, "▏   "}, {drawn, 4, 999, 1000, "███▉"}, {drawn, 4, 9, 5, "████"}, {drawn, 4, 3, 0, "    "},
		{drawn, 4, -3, 5, "    "}, {drawn, 0, 1, 2, ""}, {drawn, -1, 1, 2, ""}, {plain, 4, 5, 8, "##- "},
		{drawn, 2, math.MaxInt, math.MaxInt, "██"}, {drawn, 2, math.MaxInt / 2, math.MaxInt, "█ "},
	} {
		if got := Bar(c.g, c.width, c.num, c.den); got != c.want {
			t.Errorf("Bar(%d, %d, %d) = %q, want %q", c.width, c.num, c.den, got, c.want)
		}
	}
}

func TestDots(t *testing.T) {
	for _, c := range []struct {
		score, top, n int
		want          string
	}{
		{91, 100, 5, "▰▰▰▰▰"}, {74, 100, 5, "▰▰▰▰▱"}, {68, 100, 5, "▰▰▰▱▱"}, {0, 100, 5, "▱▱▱▱▱"}, {-4, 100, 3, "▱▱▱"},
		{500, 100, 3, "▰▰▰"}, {1, 0, 3, "▱▱▱"}, {1, 2, 0, ""},
	} {
		if got := Dots(drawn, c.score, c.top, c.n); got != c.want {
			t.Errorf("Dots(%d, %d, %d) = %q, want %q", c.score, c.top, c.n, got, c.want)
		}
	}
	if got := Dots(plain, 3, 5, 5); got != "###--" {
		t.Errorf("ASCII dots are %q", got)
	}
}

func TestGauge(t *testing.T) {
	tiers := []Mark{{0, "Base"}, {250, "Ridge 250"}, {500, "Crest 500"}, {750, "Summit 750"}}
	for _, c := range []struct {
		name              string
		width, value, top int
		bar, labels       string
	}{
		{"between marks", 48, 431, 1000,
			"████████████████████▋░░░│░░░░░░░░░░░│░░░░░░░░░░░",
			"Base        Ridge 250   Crest 500   Summit 750  "},
		{"at a mark", 40, 250, 1000,
			"██████████░░░░░░░░░░│░░░░░░░░░│░░░░░░░░░",
			"Base      Ridge 250 Crest 500 Summit 750"},
		{"just short of a mark", 40, 249, 1000,
			"█████████▉│░░░░░░░░░│░░░░░░░░░│░░░░░░░░░",
			"Base      Ridge 250 Crest 500 Summit 750"},
		{"labels that do not fit", 20, 1000, 1000, "████████████████████", "Base Ridge 250      "},
		{"nothing", 8, 0, 1000, "░░│░│░│░", "Base    "},
		{"no scale", 4, 5, 0, "░░░░", "    "},
		{"no room", 0, 5, 10, "", ""},
	} {
		bar, labels := Gauge(drawn, c.width, c.value, c.top, tiers)
		if bar != c.bar || labels != c.labels {
			t.Errorf("%s:\n got %q\n     %q\nwant %q\n     %q", c.name, bar, labels, c.bar, c.labels)
		}
	}
	if bar, _ := Gauge(plain, 10, 55, 100, []Mark{{80, "x"}}); bar != "#####-..|." {
		t.Errorf("ASCII gauge is %q", bar)
	}
}

// A mark shows as long as it is not reached, even in the cell the bar ends in.
func TestGaugeNeverHidesAnUnreachedMark(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, top := rapid.IntRange(1, 60).Draw(t, "width"), rapid.IntRange(1, 1000).Draw(t, "top")
		value, at := rapid.IntRange(-5, top+5).Draw(t, "value"), rapid.IntRange(1, top).Draw(t, "at")
		bar, labels := Gauge(drawn, width, value, top, []Mark{{at, "物流"}})
		if shows := strings.Contains(bar, drawn.Vertical); shows != (value < at) {
			t.Fatalf("%q for %d of %d with a mark at %d", bar, value, top, at)
		}
		if ansi.StringWidthWc(bar) != width || ansi.StringWidthWc(labels) != width {
			t.Fatalf("%q and %q are not %d cells", bar, labels, width)
		}
	})
}

func TestBarIsExactAndMonotonic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, den := rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(1, 1<<40).Draw(t, "den")
		num := rapid.IntRange(0, den).Draw(t, "num")
		if got := ansi.StringWidthWc(Bar(drawn, width, num, den)); got != width {
			t.Fatalf("%d cells", got)
		}
		n, more := eighths(width, num, den), eighths(width, num+1, den)
		if more < n || (n == width*8) != (num >= den) || (n == 0) != (num == 0) {
			t.Fatalf("%d of %d in %d cells: %d eighths, one more %d", num, den, width, n, more)
		}
	})
}

func TestSpark(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		values []float64
		width  int
		want   string
	}{
		{[]float64{0, 1, 2, 3, 4, 5, 6, 7}, 8, "▁▂▃▄▅▆▇█"}, {[]float64{1, 1, 8, 8}, 2, "▁█"}, {[]float64{3, 3, 3}, 9, "▄▄▄"},
		{[]float64{0, nan, 7, inf}, 9, "▁ █ "}, {[]float64{-5, 5}, 9, "▁█"}, {nil, 9, ""}, {[]float64{1}, 0, ""}, {[]float64{nan, nan}, 1, " "},
		{[]float64{-math.MaxFloat64, 0, math.MaxFloat64}, 3, "▁▅█"},
	} {
		if got := Spark(drawn, c.values, c.width); got != c.want {
			t.Errorf("Spark(%v, %d) = %q, want %q", c.values, c.width, got, c.want)
		}
	}
}
