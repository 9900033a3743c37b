package text

import "testing"

// TestClusters has the cells of names in scripts whose characters join, as
// terminals count them that know clusters, and as the others do.
func TestClusters(t *testing.T) {
	for s, want := range map[string][2]int{
		"Acme":          {4, 4},
		"物流グループ":        {12, 12},
		"ﾒﾃﾞｨｶﾙ":        {5, 6},
		"น้ำดื่ม จำกัด": {7, 9},
		"हिन्दी":        {2, 5},
		"한국":            {4, 4},
		"e\u0301":       {1, 1},
	} {
		for i, on := range []bool{true, false} {
			Clusters(on)
			if got := Width(s); got != want[i] {
				t.Errorf("clusters %t: %q takes %d cells, want %d", on, s, got, want[i])
			}
		}
	}
	Clusters(false)
}
