package store

import (
	"hash/maphash"
	"math/bits"
)

// filter tells of most keys that a run lacks that it does, for less than a
// look into the run: ten bits a key, two of them set, in one word.
type filter []uint64

var filterSeed = maphash.MakeSeed()

func sumOf(key []byte) uint64 { return maphash.Bytes(filterSeed, key) }

func filterOf(r run) filter {
	f := make(filter, 1<<bits.Len(uint(len(r)/6)))
	for _, c := range r {
		word, pair := f.place(sumOf(c.key))
		f[word] |= pair
	}
	return f
}

func (f filter) place(sum uint64) (word int, pair uint64) {
	return int(sum>>32) & (len(f) - 1), 1<<(sum&63) | 1<<(sum>>6&63)
}

// lacks is true if no key of the run has the sum, and now and then false all
// the same.
func (f filter) lacks(sum uint64) bool {
	word, pair := f.place(sum)
	return f[word]&pair != pair
}
