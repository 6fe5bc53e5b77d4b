package tables

import (
	"path/filepath"
	"testing"
	"time"

	"duban/store"
)

var day = time.Date(2025, 8, 22, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

// open makes a store on a temp file, which is verified at the end of the test.
func open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "duban.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.Verify(t.TempDir()); err != nil && !t.Failed() {
			t.Errorf("at the end of the test: %v", err)
		}
		s.Close()
	})
	return s
}

func try(s *store.Store, fn func(*store.Tx) error) error {
	return s.Update(day, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "import"}, func() error { return fn(tx) })
	})
}

func do(t testing.TB, s *store.Store, fn func(*store.Tx) error) {
	t.Helper()
	if err := try(s, fn); err != nil {
		t.Fatal(err)
	}
}

func see(t testing.TB, s *store.Store, fn func(*store.Tx)) {
	t.Helper()
	if err := s.View(day, func(tx *store.Tx) error { fn(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

// codes write a ledger without anybody's language.
var codes = LedgerWords{
	State: func(s store.TaskState) string { return string(s) }, Claim: func(c store.Claim) string { return string(c) },
	Class: func(s store.Standing) string { return string(s.Class) },
}
