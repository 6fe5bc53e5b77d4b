package workbook

import "errors"

// What Read refuses. Each comes wrapped with the name of the file as it was
// given, and with what was found; the caller has the sentences for people.
var (
	// ErrOldFormat is a table in a form that is not read (.xls, .et, .xlsb,
	// .ods, a web page with the ending .xls): it has to be saved as .xlsx.
	ErrOldFormat = errors.New("not an .xlsx or .csv table")
	// ErrProtected is a workbook that opens with a password only.
	ErrProtected = errors.New("protected by a password")
	// ErrTooLarge is a file that would unpack to more than is held in memory.
	ErrTooLarge = errors.New("too large")
	// ErrNotTable is a file of another kind, or a damaged one.
	ErrNotTable = errors.New("not a table")
	// ErrEmpty is a table without a single filled cell, or nothing to write.
	ErrEmpty = errors.New("nothing in it")
)
