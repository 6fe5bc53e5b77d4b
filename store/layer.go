package store

import (
	"bytes"
	"maps"
	"slices"
)

// A commit flushes the journal alone. What its entries changed in the other
// buckets is kept in memory, as a layer over the file, and written to it when
// enough has come together: a record that changes twenty times is then written
// once. After a crash the layer is made again out of the entries behind the
// last one that was settled.

// change is one row of a bucket as it stands; a nil value is a row that is no
// more, and unfiled one that the file does not have either.
type change struct {
	key, value []byte
	unfiled    bool
}

// run is changes of one bucket, a key once, in the order of the keys.
type run []change

func (r run) seek(key []byte) (int, bool) {
	return slices.BinarySearchFunc(r, key, func(c change, key []byte) int { return bytes.Compare(c.key, key) })
}

// put is the run with c in its place.
func (r run) put(c change) run {
	if len(r) == 0 || bytes.Compare(r[len(r)-1].key, c.key) < 0 {
		return append(r, c)
	}
	i, ok := r.seek(c.key)
	if ok {
		r[i] = c
		return r
	}
	return slices.Insert(r, i, c)
}

// merged is one run of two; where both have a key, newer has the say.
func merged(older, newer run) run {
	if len(older) == 0 {
		return newer
	}
	all := make(run, 0, len(older)+len(newer))
	for len(older) > 0 && len(newer) > 0 {
		order := bytes.Compare(older[0].key, newer[0].key)
		if order < 0 {
			all, older = append(all, older[0]), older[1:]
			continue
		}
		if order == 0 {
			older = older[1:]
		}
		all, newer = append(all, newer[0]), newer[1:]
	}
	return append(append(all, older...), newer...)
}

// lateRun is a run to which nothing is added any more.
type lateRun struct {
	run
	filter filter
}

func (r lateRun) has(key []byte) bool {
	if r.filter.lacks(sumOf(key)) {
		return false
	}
	_, ok := r.seek(key)
	return ok
}

// layer is what the file lacks at one commit: the runs of each bucket, oldest
// first. It never changes, so readers need no lock.
type layer struct {
	runs map[string][]lateRun
	low  map[string][]byte // of each bucket, where its rows begin
	size int               // bytes, roughly
}

// with is the layer and what a transaction put on top of it. Runs of like
// length are made one, so that a bucket has few of them and none is copied
// often.
func (l *layer) with(own map[string]*bucket, size int) *layer {
	next := &layer{runs: maps.Clone(l.runs), low: l.lows(own), size: l.size + size}
	if next.runs == nil {
		next.runs = map[string][]lateRun{}
	}
	for name, b := range own {
		if len(b.own) == 0 {
			continue
		}
		fresh, runs := b.own, next.runs[name]
		for n := len(runs); n > 0 && len(runs[n-1].run) < 4*len(fresh); n = len(runs) {
			fresh, runs = merged(runs[n-1].run, fresh), runs[:n-1]
		}
		if len(runs) == 0 {
			fresh = fresh.filed()
		}
		next.runs[name] = append(slices.Clip(runs), lateRun{fresh, filterOf(fresh)})
	}
	return next
}

// filed is the oldest run without the removals of what was never in the file.
func (r run) filed() run {
	gone := func(c change) bool { return c.unfiled && c.value == nil }
	if !slices.ContainsFunc(r, gone) {
		return r
	}
	return slices.DeleteFunc(slices.Clone(r), gone)
}

// lows is where each bucket's rows begin once own is committed.
func (l *layer) lows(own map[string]*bucket) map[string][]byte {
	next := maps.Clone(l.low)
	if next == nil {
		next = map[string][]byte{}
	}
	for name, b := range own {
		next[name] = b.low
	}
	return next
}
