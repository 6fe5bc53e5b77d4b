package main

import (
	"errors"
	"io/fs"
	"syscall"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
	"duban/store/workbook"
)

// What can be wrong before any work begins.
var (
	errNoToken    = errors.New(wording.Both(wording.CLINoToken))
	errTwoTokens  = errors.New(wording.Both(wording.CLITwoTokens))
	errEmptyToken = errors.New(wording.Both(wording.CLIEmptyToken))
	errNoFile     = errors.New(wording.Both(wording.CLINoFile))
)

// explain adds to an error what to do next.
func explain(err error) string {
	for _, known := range []struct {
		is   error
		next wording.Sentence
	}{
		{store.ErrLocked, wording.CLILocked},
		{store.ErrDamaged, wording.CLIDamaged},
		{store.ErrNewer, wording.CLINewer},
		{store.ErrOlder, wording.CLIOlder},
		{store.ErrNoSpace, wording.CLINoSpace},
		{store.ErrUnwritable, wording.CLIUnwritable},
		{telegram.ErrUnauthorized, wording.CLIBadToken},
		{telegram.ErrToken, wording.CLIOddToken},
		{workbook.ErrOldFormat, wording.CLIOldFormat},
		{workbook.ErrProtected, wording.CLIProtected},
		{workbook.ErrNotTable, wording.CLINoTable},
		{workbook.ErrEmpty, wording.CLINoTable},
		{syscall.EADDRINUSE, wording.CLIAddressTaken},
		{fs.ErrNotExist, wording.CLINotThere},
		{fs.ErrExist, wording.CLIExists},
	} {
		if errors.Is(err, known.is) {
			return err.Error() + " — " + wording.Both(known.next)
		}
	}
	if doubt := (*telegram.InDoubt)(nil); errors.As(err, &doubt) {
		return cause(err).Error() + " — " + wording.Both(wording.CLINoTelegram)
	}
	return err.Error()
}

// cause is an error without the wire's own words: whether a question may have
// been answered does not matter to those who wait for the answer.
func cause(err error) error {
	if doubt := (*telegram.InDoubt)(nil); errors.As(err, &doubt) {
		return doubt.Err
	}
	return err
}
