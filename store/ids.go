package store

import "encoding/binary"

// Ids are distinct types so that a unit can't be taken for a task. Zero is
// "none" for each of them.
type (
	UnitID        uint64
	PostID        uint64
	ProgrammeID   uint64
	TaskID        uint64
	AskID         uint64
	InstructionID uint64
	ExtensionID   uint64
	MessageID     uint64 // a row of the outbox, not Telegram's number
	DigestID      uint64
	ParkedID      uint64
	DoubtID       uint64
	PersonID      int64 // Telegram's numeric user id
	ChatID        int64 // Telegram's numeric chat id; negative for groups
)

type number interface{ ~uint64 | ~int64 | ~int }

// bkey joins numbers into a key that sorts as they do (negative ones last).
func bkey[N number](parts ...N) []byte {
	key := make([]byte, 0, 8*len(parts))
	for _, p := range parts {
		key = binary.BigEndian.AppendUint64(key, uint64(p))
	}
	return key
}

func join(parts ...[]byte) []byte {
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	key := make([]byte, 0, size)
	for _, p := range parts {
		key = append(key, p...)
	}
	return key
}

func unkey(b []byte) uint64 { return binary.BigEndian.Uint64(b) }
