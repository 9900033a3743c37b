package grid

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

type col = Column[record]

func TestLayout(t *testing.T) {
	due, name, country := col{Min: 8, Priority: 9}, col{Min: 10, Max: 30, Flex: 2, Priority: 8}, col{Min: 2, Priority: 1}
	product := col{Min: 6, Flex: 1, Priority: 2}
	for _, c := range []struct {
		name  string
		cols  []col
		width int
		want  []int
	}{
		{"no columns", nil, 80, []int{}},
		{"fixed columns leave the rest blank", []col{due, country}, 80, []int{8, 2}},
		{"exactly fits", []col{due, name, product, country}, gutter + 8 + 10 + 6 + 2 + 3*2, []int{8, 10, 6, 2}},
		{"one cell short drops the lowest", []col{due, name, product, country}, 34, []int{8, 12, 7, 0}},
		{"spare by flex", []col{due, name, product}, gutter + 24 + 4 + 6, []int{8, 14, 8}},
		{"what one cannot take goes on", []col{name, product}, 101, []int{30, 66}},
		{"a remainder goes to the first", []col{product, product}, gutter + 14 + 1, []int{7, 6}},
		{"equal priorities drop the rightmost", []col{country, country}, 6, []int{2, 0}},
		{"the last column shrinks", []col{due, country}, 7, []int{4, 0}},
		{"one cell", []col{due}, 4, []int{1}},
		{"no cell", []col{due}, 3, []int{0}},
		{"no width", []col{due, name}, 0, []int{0, 0}},
		{"a width of nothing is one cell", []col{{}}, 10, []int{1}},
	} {
		if got := layout(c.cols, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLayoutProperties(t *testing.T) {
	column := rapid.Custom(func(t *rapid.T) col {
		return col{
			Min: rapid.IntRange(-1, 30).Draw(t, "min"), Max: rapid.IntRange(-1, 40).Draw(t, "max"),
			Flex: rapid.IntRange(-1, 4).Draw(t, "flex"), Priority: rapid.IntRange(0, 5).Draw(t, "priority"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		cols := rapid.SliceOfN(column, 0, 8).Draw(t, "cols")
		width := rapid.IntRange(-3, 200).Draw(t, "width")
		got := layout(cols, width)
		if n := needed(got); n > max(0, width-gutter) {
			t.Fatalf("%v takes %d of %d cells", got, n, width)
		}
		shown, best := 0, -1
		for i, w := range got {
			if w > 0 {
				shown++
				if w < cols[i].Min && needed(got) != w {
					t.Fatalf("%v: column %d is narrower than %d beside others", got, i, cols[i].Min)
				}
			}
			if best < 0 || cols[i].Priority > cols[best].Priority {
				best = i
			}
		}
		if len(cols) > 0 && width > gutter && (shown == 0 || got[best] == 0) {
			t.Fatalf("%v: the column of highest priority does not show", got)
		}
	})
}
