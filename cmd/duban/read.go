package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"duban/bot/reading"
	"duban/bot/wording"
)

// readVerb lets an office try its own sentences before it trusts the bot.
type readVerb struct {
	TZ string `help:"The time zone that dates are read in." env:"DUBAN_TZ" default:"Asia/Shanghai"`
}

// Help documents the form of what is read and written.
func (readVerb) Help() string { return reading.Format }

// longestCase is the most that one line of the input may have, in bytes.
const longestCase = 16 << 20

// errBadLines is the verdict on an input of which some lines cannot be read.
var errBadLines = errors.New("some lines cannot be read; they are named above")

// Run reads cases from the input and writes what would be recorded and what
// would be asked back, a line each. A line that cannot be read is named, with
// its number, and stops none of the others.
func (v *readVerb) Run(t terminal) error {
	zone, err := file{TZ: v.TZ, Lang: string(wording.Zh)}.zone()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(t.out)
	var decoder reading.Decoder
	bad := false
	lines := bufio.NewScanner(t.in)
	lines.Buffer(nil, longestCase)
	n := 1
	for ; lines.Scan(); n++ {
		line := bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff"))
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		in, err := decoder.Decode(line, time.Now().In(zone))
		if errors.Is(err, reading.ErrTasksAlone) {
			continue
		}
		if err != nil {
			bad = true
			err = fmt.Errorf("line %d: %w", n, err)
			fmt.Fprintf(t.err, "duban: %v\n", err)
		}
		if err := writeRead(out, in, err); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return errors.Join(out.Flush(), fmt.Errorf("line %d: %w", n, err))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if bad {
		return errBadLines
	}
	return nil
}

// writeRead writes the reading of a case, or why there is none, as one line.
func writeRead(out io.Writer, in reading.Input, fault error) error {
	var line []byte
	var err error
	if fault != nil {
		line, err = json.Marshal(map[string]string{"error": fault.Error()})
	} else {
		line, err = reading.EncodeResult(in, reading.Read(in))
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", line)
	return err
}
