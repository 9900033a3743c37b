package theme

import (
	"image/color"
	"math"
	"strconv"
)

// What WCAG 2 asks of text, and of text of high contrast.
const (
	minContrast  = 4.5
	highContrast = 7
)

// The backgrounds an accent must stand out from: not pure black and white, as
// popular palettes are softer than that.
var (
	darkGround  = color.RGBA{0x2e, 0x2e, 0x3a, 0xff}
	lightGround = color.RGBA{0xee, 0xee, 0xe6, 0xff}
)

// readable returns the color nearest to c, toward white or black, that can be
// read on the background with a contrast of at least so much.
func readable(c color.RGBA, dark bool, least float64) color.RGBA {
	ground, toward := lightGround, uint8(0)
	if dark {
		ground, toward = darkGround, 0xff
	}
	const steps = 32
	for i := range steps {
		mixed := color.RGBA{mix(c.R, toward, i, steps), mix(c.G, toward, i, steps), mix(c.B, toward, i, steps), 0xff}
		if contrast(mixed, ground) >= least {
			return mixed
		}
	}
	return color.RGBA{toward, toward, toward, 0xff}
}

func mix(from, to uint8, part, whole int) uint8 {
	return uint8((int(from)*(whole-part) + int(to)*part) / whole)
}

// contrast is the WCAG 2 contrast ratio, 1 to 21.
func contrast(a, b color.RGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// parseHex reads "#rrggbb".
func parseHex(s string) (color.RGBA, bool) {
	if len(s) != 7 || s[0] != '#' {
		return color.RGBA{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return color.RGBA{}, false
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}, true
}
