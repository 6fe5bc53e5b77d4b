package store

import (
	"fmt"
	"testing"
)

// A filter never denies a key that the run has, and seldom lets another pass.
func TestFilterKnowsItsRun(t *testing.T) {
	for _, size := range []int{0, 1, 5, 6, 100, 5000} {
		var r run
		for n := range size {
			r = r.put(change{key: fmt.Appendf(nil, "msg:%06d", n)})
		}
		f, passed := filterOf(r), 0
		for _, c := range r {
			if f.lacks(sumOf(c.key)) {
				t.Fatalf("of %d: %s is denied", size, c.key)
			}
		}
		const others = 10_000
		for n := range others {
			if !f.lacks(sumOf(fmt.Appendf(nil, "key:%06d", n))) {
				passed++
			}
		}
		if passed > others/10 {
			t.Errorf("of %d: %d of %d others pass", size, passed, others)
		}
	}
}
