package store

// shelfSize is how many records of a table are kept decoded, and up to as
// many again of those that were used before them.
const shelfSize = 1024

// held is a record as it was decoded or put. Nobody else has its slices.
type held[V any] struct {
	v    V
	rows []row // nil until they are needed
}

// shelf keeps the records of one table that were used last, and the newest of
// a series under its prefix.
type shelf[V any] struct{ young, old, newest map[string]*held[V] }

func (s *shelf[V]) get(key []byte) *held[V] {
	if h, ok := s.young[string(key)]; ok {
		return h
	}
	h, ok := s.old[string(key)]
	if ok {
		s.put(string(key), h)
	}
	return h
}

// look is get that changes nothing, so that several may look at once.
func (s *shelf[V]) look(key []byte) *held[V] {
	if h, ok := s.young[string(key)]; ok {
		return h
	}
	return s.old[string(key)]
}

func (s *shelf[V]) put(key string, h *held[V]) {
	if s.young == nil || len(s.young) >= shelfSize {
		s.old, s.young = s.young, map[string]*held[V]{}
	}
	s.young[key] = h
}

func (s *shelf[V]) putNewest(prefix string, h *held[V]) {
	if s.newest == nil || len(s.newest) >= shelfSize {
		s.newest = map[string]*held[V]{}
	}
	s.newest[prefix] = h
}

// another is a copy of what p points to, nil for nil.
func another[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// drop forgets a record, so that it is decoded when it is wanted again.
func (s *shelf[V]) drop(key []byte) {
	delete(s.young, string(key))
	delete(s.old, string(key))
	if s.newest != nil {
		delete(s.newest, string(seriesOf(key)))
	}
}

// shelved is a shelf, of whatever records.
type shelved interface {
	take(other any)
	drop(key []byte)
}

// take puts what other has over what is here.
func (s *shelf[V]) take(other any) {
	o := other.(*shelf[V])
	for _, part := range []map[string]*held[V]{o.old, o.young} {
		for key, h := range part {
			s.put(key, h)
		}
	}
	for prefix, h := range o.newest {
		s.putNewest(prefix, h)
	}
}

// shelves are a shelf for each table that has one, by its name. The store's
// are those of the last commit: a transaction that writes takes from them,
// and adds its own once it is committed.
type shelves map[string]any

func shelfOf[V any](all shelves, name string) *shelf[V] {
	s, ok := all[name].(*shelf[V])
	if !ok {
		s = &shelf[V]{}
		all[name] = s
	}
	return s
}

// take moves what a committed transaction used to the store's shelves.
func (all shelves) take(fresh shelves) {
	for name, s := range fresh {
		if all[name] == nil {
			all[name] = s
			continue
		}
		all[name].(shelved).take(s)
	}
}
