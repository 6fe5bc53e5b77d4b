package outbox

import (
	"slices"
	"testing"
)

// The search begins at the message's rank among those that were lost together
// and goes outward.
func TestNextProbe(t *testing.T) {
	free := []int{11, 12, 15, 20, 21}
	for rank, want := range map[int][]int{0: {11, 12, 15, 20, 21}, 2: {15, 12, 20, 11, 21}, 4: {21, 20, 15, 12, 11}, 9: {21, 20, 15, 12, 11}} {
		var tried []int
		for n := nextProbe(free, tried, rank); n != 0; n = nextProbe(free, tried, rank) {
			tried = append(tried, n)
		}
		if !slices.Equal(tried, want) {
			t.Errorf("rank %d: %v, want %v", rank, tried, want)
		}
	}
	if n := nextProbe(nil, nil, 3); n != 0 {
		t.Errorf("of no numbers %d is tried", n)
	}
}
