package bot

import (
	"slices"
	"testing"

	"duban/store"
)

// A wave has as many units as there is room for, and one at least.
func TestWave(t *testing.T) {
	for _, tc := range []struct {
		name  string
		sizes []int
		want  []int // units in each wave
	}{
		{"nothing", nil, nil},
		{"a few", []int{4, 4, 4}, []int{3}},
		{"just full", []int{waveMost - 1, 1, 1}, []int{2, 1}},
		{"one alone is more", []int{3, waveMost + 1, 2}, []int{1, 1, 1}},
		{"many", []int{600, 600, 400, 600}, []int{1, 2, 1}},
	} {
		d := &duties{of: map[store.UnitID]*duty{}}
		for i, n := range tc.sizes {
			d.unit(store.UnitID(i + 1)).tasks = make([]store.TaskID, n/2)
			d.unit(store.UnitID(i + 1)).asks = make([]store.AskID, n-n/2)
		}
		var got []int
		for len(d.units) > 0 {
			w := d.wave()
			got = append(got, len(w))
			d.leave(w...)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: waves of %v, want %v", tc.name, got, tc.want)
		}
	}
}
