package store

import "bytes"

// trail is, on a side, which rows of a bucket its answers rested on.
type trail struct {
	rows  [][]byte
	spans []span
}

// span is the rows from a key to another, both included, that begin with
// prefix. Without to it has no end.
type span struct{ from, to, prefix []byte }

func (b *bucket) sawRow(key []byte) {
	if t := b.trail; t != nil && (len(t.rows) == 0 || !bytes.Equal(t.rows[len(t.rows)-1], key)) {
		t.rows = append(t.rows, key)
	}
}

func (b *bucket) sawSpan(from, to, prefix []byte) {
	if t := b.trail; t != nil {
		t.spans = append(t.spans, span{from, to, prefix})
	}
}

// restsOn reports whether what b answered, or put, could be another's
// changes' doing.
func (b *bucket) restsOn(r run) bool {
	if len(r) == 0 {
		return false
	}
	changed := lateRun{r, filterOf(r)}
	for _, key := range b.trail.rows {
		if changed.has(key) {
			return true
		}
	}
	for _, s := range b.trail.spans {
		if s.touches(r) {
			return true
		}
	}
	for _, c := range b.own {
		if changed.has(c.key) {
			return true
		}
	}
	return false
}

// touches reports whether one of the changes is a row of the span.
func (s span) touches(r run) bool {
	i, _ := r.seek(s.from)
	return i < len(r) && (s.to == nil || bytes.Compare(r[i].key, s.to) <= 0) && bytes.HasPrefix(r[i].key, s.prefix)
}
