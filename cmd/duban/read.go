package main

import (
	"bufio"
	"bytes"
	"fmt"
	"time"

	"duban/bot/reading"
	"duban/bot/wording"
)

// readVerb lets an office try its own sentences before it trusts the bot.
type readVerb struct {
	TZ string `help:"The time zone that dates are read in." env:"DUBAN_TZ" default:"Asia/Shanghai"`
}

// longestCase is the most that one line of the input may have, in bytes.
const longestCase = 16 << 20

// Run reads cases from the input and writes what would be recorded and what
// would be asked back, a line each. A bad line is named and ends it.
func (v *readVerb) Run(t terminal) error {
	zone, err := file{TZ: v.TZ, Lang: string(wording.Zh)}.zone()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(t.out)
	defer out.Flush()
	lines := bufio.NewScanner(t.in)
	lines.Buffer(nil, longestCase)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		in, err := reading.DecodeCase(lines.Bytes(), time.Now().In(zone))
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		result, err := reading.EncodeResult(in, reading.Read(in))
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n", result)
	}
	return lines.Err()
}
