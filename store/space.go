package store

// spaceSize is how much is asked for at a time: an update needs about half.
const spaceSize = 4 << 10

// space hands out the memory for what a transaction encodes, many pieces out
// of one allocation. Pieces are never taken back: others keep them.
type space struct{ free []byte }

// room is empty and has a capacity to append to, for so many bytes if they are
// known.
func (s *space) room(size int) []byte {
	if cap(s.free) < max(size, spaceSize/8) {
		s.free = make([]byte, 0, max(size, spaceSize))
	}
	return s.free
}

// take ends a piece that was begun with room: what comes next can't write
// into it.
func (s *space) take(piece []byte) []byte {
	if cap(piece) == cap(s.free) { // else it has outgrown the room and got its own memory
		s.free = s.free[len(piece):len(piece):cap(s.free)]
	}
	return piece[:len(piece):len(piece)]
}
