package store

import (
	"math/rand/v2"
	"testing"
)

// In whatever turns the sides ask: each piece is dealt once, those of one key
// to one side, and to each side in their order.
func TestPiecesAreDealtInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		n, sides, keys := rng.IntN(60), 1+rng.IntN(sidesMost), 1+rng.IntN(60)
		key := make([]uint64, n)
		for i := range key {
			key[i] = uint64(rng.IntN(keys))
		}
		d := newDealer(n, sides, func(i int) uint64 { return key[i] })
		owner, last, dealt := map[uint64]int{}, make([]int, sides), 0
		for done := 0; done < 100*sides; {
			s := rng.IntN(sides)
			i, ok := d.deal(s)
			if !ok {
				done++
				continue
			}
			if o, known := owner[key[i]]; known && o != s {
				t.Fatalf("piece %d went to side %d, its key to %d", i, s, o)
			}
			if i+1 <= last[s] {
				t.Fatalf("piece %d came to side %d behind piece %d", i, s, last[s]-1)
			}
			owner[key[i]], last[s] = s, i+1
			dealt++
		}
		if dealt != n {
			t.Fatalf("%d of %d pieces were dealt", dealt, n)
		}
	}
}
