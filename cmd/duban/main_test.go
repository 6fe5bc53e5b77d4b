package main

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestMain lets a test start the program itself as a process of its own: the
// test binary, told by the environment which verb to run, and where to die.
func TestMain(m *testing.M) {
	if verb := os.Getenv("DUBAN_TEST_MAIN"); verb != "" {
		dieAt(os.Getenv("DUBAN_TEST_DIE"))
		os.Exit(run(strings.Fields(verb), os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// dieAt has the process killed at a named point: "before 3 outbox mark" is
// before the third commit with such a cause, "after" it is when it is
// committed, and "file PATH" is when something stands in the file.
func dieAt(point string) {
	when, rest, _ := strings.Cut(point, " ")
	switch when {
	case "before", "after":
		var left atomic.Int64
		number, cause, _ := strings.Cut(rest, " ")
		var n int64
		if _, err := fmt.Sscan(number, &n); err != nil {
			panic(fmt.Sprintf("not a point to die at: %q", point))
		}
		left.Store(n)
		fileOptions.Watch = func(committed bool, causes []string) {
			for _, c := range causes {
				if committed == (when == "after") && strings.HasPrefix(c, cause) && left.Add(-1) == 0 {
					die()
				}
			}
		}
	case "file":
		go func() {
			for {
				if info, err := os.Stat(rest); err == nil && info.Size() > 0 {
					die()
				}
				time.Sleep(50 * time.Microsecond)
			}
		}()
	}
}

// die is kill -9: nothing is flushed, nothing is said.
func die() {
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}
