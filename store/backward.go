package store

import "bytes"

// last is the last row whose key begins with prefix, nil if there is none.
func (b *bucket) last(prefix []byte) (key, value []byte) {
	key, value = b.below(after(prefix), prefix)
	b.sawSpan(key, nil, prefix)
	return key, value
}

// before is the last row whose key is below the limit, nil if there is none.
func (b *bucket) before(limit []byte) (key, value []byte) {
	key, value = b.below(limit, nil)
	b.sawSpan(key, limit, nil)
	return key, value
}

// after is the first key behind all that begin with prefix, nil for none such.
func after(prefix []byte) []byte {
	limit := bytes.Clone(prefix)
	for i := len(limit) - 1; i >= 0; i-- {
		if limit[i]++; limit[i] != 0 {
			return limit[:i+1]
		}
	}
	return nil
}

// below is the last row below the limit, of all for nil, whose key begins with
// prefix.
func (b *bucket) below(limit, prefix []byte) (key, value []byte) {
	fileKey, fileValue := b.belowInFile(limit)
	places := b.placesBelow(limit)
	for {
		key, value = fileKey, fileValue
		for n, i := range places {
			if r := b.run(n); i > 0 && bytes.Compare(r[i-1].key, key) >= 0 {
				key, value = r[i-1].key, r[i-1].value
			}
		}
		if !bytes.HasPrefix(key, prefix) {
			return nil, nil
		}
		if key == nil || value != nil {
			return key, value
		}
		for n, i := range places { // it was removed
			if i > 0 && bytes.Equal(b.run(n)[i-1].key, key) {
				places[n]--
			}
		}
		if bytes.Equal(fileKey, key) {
			fileKey, fileValue = b.cursor.Prev()
		}
	}
}

// run is the n-th of the runs over the file, oldest first; what the
// transaction has put is the last.
func (b *bucket) run(n int) run {
	if n < len(b.late) {
		return b.late[n].run
	}
	return b.own
}

// placesBelow is how many changes of each run are below the limit.
func (b *bucket) placesBelow(limit []byte) []int {
	b.backward = b.backward[:0]
	for n := 0; n <= len(b.late); n++ {
		r := b.run(n)
		i := len(r)
		if limit != nil {
			i, _ = r.seek(limit)
		}
		b.backward = append(b.backward, i)
	}
	return b.backward
}

func (b *bucket) belowInFile(limit []byte) (key, value []byte) {
	if limit == nil {
		return b.cursor.Last()
	}
	if k, _ := b.cursor.Seek(limit); k == nil {
		return b.cursor.Last()
	}
	return b.cursor.Prev()
}
