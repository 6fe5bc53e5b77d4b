package store

import (
	"bytes"
	"fmt"

	"github.com/klauspost/compress/s2"
)

// Entries say much the same again and again, and how much a commit has to
// flush decides how long it takes: a block of some length is packed, to a
// tenth at best. Its value is then a mark and the entries in S2. No entry is so
// long that its length would begin like the mark.
const packedMark = 0xff

const (
	packLeast = 4 << 10 // bytes for which it is worth while
	packMost  = 1 << 30 // bytes that a block may say it has
)

// packer packs one block after the other.
type packer struct{ room []byte }

// pack is the value as the file gets it, and whether it is packed.
func (p *packer) pack(value []byte) ([]byte, bool) {
	if len(value) < packLeast {
		return value, false
	}
	p.room = s2.Encode(p.room[:cap(p.room)], value)
	return append([]byte{packedMark}, p.room...), true
}

// unpacked is a block's value as it was before it was packed.
func unpacked(value []byte) ([]byte, error) {
	if !bytes.HasPrefix(value, []byte{packedMark}) {
		return value, nil
	}
	if n, err := s2.DecodedLen(value[1:]); err != nil || n > packMost {
		return nil, fmt.Errorf("a block that should have %d bytes", n)
	}
	return s2.Decode(nil, value[1:])
}
