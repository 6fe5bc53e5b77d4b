package bot

import (
	"strconv"

	"duban/bot/wording"
	"duban/store"
)

// press is a row of the one table of buttons: a button's data is its verb and
// arguments, joined by colons.
type press struct {
	verb string
	role store.Role // least role
	run  func(t *turn, args []string) error
}

func presses() []press {
	var all []press
	for _, part := range [][]press{contactPresses(), supervisorPresses(), adminPresses()} {
		all = append(all, part...)
	}
	return all
}

// numbers reads the arguments of a button as numbers. One that does not fit
// comes from a message of another version.
func numbers(args []string, n int) ([]uint64, error) {
	if len(args) < n {
		return nil, complain(wording.OldButton)
	}
	all := make([]uint64, n)
	for i := range all {
		v, err := strconv.ParseUint(args[i], 10, 64)
		if err != nil {
			return nil, complain(wording.OldButton)
		}
		all[i] = v
	}
	return all, nil
}
