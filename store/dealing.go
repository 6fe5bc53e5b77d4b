package store

import "sync"

// dealer deals pieces out to sides, each to whichever is free. A side gets its
// pieces in their order, and all those of one key: what they have in common
// is then as if done in order.
type dealer struct {
	mu      sync.Mutex
	n       int // pieces
	next    int // the first that nobody was given
	apart   func(i int) uint64
	owner   map[uint64]int // the side of a key
	waiting [][]int        // for each side, what another was not given
}

func newDealer(n, sides int, apart func(i int) uint64) *dealer {
	return &dealer{n: n, apart: apart, owner: make(map[uint64]int, n), waiting: make([][]int, sides)}
}

// deal is the next piece for the side; false if there is none left.
func (d *dealer) deal(side int) (piece int, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if w := d.waiting[side]; len(w) > 0 {
		d.waiting[side] = w[1:]
		return w[0], true
	}
	for d.next < d.n {
		piece, d.next = d.next, d.next+1
		key := d.apart(piece)
		owner, taken := d.owner[key]
		if !taken {
			d.owner[key], owner = side, side
		}
		if owner == side {
			return piece, true
		}
		d.waiting[owner] = append(d.waiting[owner], piece)
	}
	return 0, false
}
