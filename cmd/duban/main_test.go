package main

import (
	"os"
	"strings"
	"testing"
)

// TestMain lets a test start the program itself as a process of its own: the
// test binary, told by the environment which verb to run.
func TestMain(m *testing.M) {
	if verb := os.Getenv("DUBAN_TEST_MAIN"); verb != "" {
		os.Exit(run(strings.Fields(verb), os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}
