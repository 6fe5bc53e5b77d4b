package store

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// What failed is forgotten: the next transaction has the record as it stands.
func TestRollbackLeavesNoRecordBehind(t *testing.T) {
	s := open(t)
	_, task := park(t, s)
	fails := errors.New("fails")
	err := try(s, day, func(tx *Tx) error {
		task, err := tx.Task(task.ID)
		if err != nil {
			return err
		}
		task.Title = "never"
		if _, err := tx.PutTask(task, "", ""); err != nil {
			return err
		}
		if got, err := tx.Task(task.ID); err != nil || got.Title != "never" {
			t.Errorf("the transaction does not see its own change: %v %v", got.Title, err)
		}
		return fails
	})
	if err != fails {
		t.Fatal(err)
	}
	do(t, s, day, func(tx *Tx) error {
		got, err := tx.Task(task.ID)
		if got.Title != task.Title {
			t.Errorf("the next transaction sees %q", got.Title)
		}
		return err
	})
}

// scribble overwrites everything that v points to: elements of slices, values
// behind pointers, entries of maps. Values that can't be written into, such
// as the digits of a decimal, are left.
func scribble(v reflect.Value) {
	if !v.CanInterface() || v.Type().PkgPath() == "github.com/shopspring/decimal" || v.Type().PkgPath() == "time" {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			v.Elem().SetZero()
		}
	case reflect.Slice:
		for i := range v.Len() {
			scribble(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Map:
		v.Clear()
	case reflect.Struct:
		for i := range v.NumField() {
			scribble(v.Field(i))
		}
	}
}

// Whoever got a record, or put one, may write into it: nobody else sees that.
func TestKeptRecordsAreNobodys(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	nobodys(t, rng, tasks)
	nobodys(t, rng, asks)
	nobodys(t, rng, reports)
	nobodys(t, rng, people)
	nobodys(t, rng, posts)
	nobodys(t, rng, units)
	nobodys(t, rng, offices)
	nobodys(t, rng, programmes)
	nobodys(t, rng, wires)
	nobodys(t, rng, messages)
}

func nobodys[V record](t *testing.T, rng *rand.Rand, table *table[V]) {
	t.Helper()
	for range 200 {
		var v V
		for i := range reflect.ValueOf(v).NumField() {
			invent(rng, reflect.ValueOf(&v).Elem().Field(i))
		}
		if !table.keeps(&v) {
			continue
		}
		want, _ := json.Marshal(v)
		a := table.copied(v)
		scribble(reflect.ValueOf(&a).Elem())
		if got, _ := json.Marshal(v); string(got) != string(want) {
			t.Fatalf("%s: a copy shares what it points to; own of the table has to copy it\n got %s\nwant %s", table.name, got, want)
		}
	}
}

// However many records are used, a bounded number of them is kept.
func TestShelvesAreBounded(t *testing.T) {
	s := open(t)
	do(t, s, day, func(tx *Tx) error {
		for id := PersonID(1); id <= 3*shelfSize; id++ {
			if err := tx.PutPerson(Person{ID: id, Name: "x"}); err != nil {
				return err
			}
		}
		return nil
	})
	do(t, s, day, func(tx *Tx) error {
		for id := PersonID(1); id <= 3*shelfSize; id++ {
			if p, err := tx.Person(id); err != nil || p.Name != "x" {
				t.Fatalf("person %d: %v %v", id, p, err)
			}
		}
		return nil
	})
	kept := s.shelves[people.name].(*shelf[Person])
	if n := len(kept.young) + len(kept.old); n > 2*shelfSize || n < shelfSize {
		t.Errorf("%d are kept", n)
	}
}

// A record that one transaction put is what the next one gets, without
// decoding it, and what a third one put over it is not hidden by it.
func TestShelfFollowsEveryCommit(t *testing.T) {
	s := open(t)
	for n := range 5 {
		name := strings.Repeat("x", n+1)
		do(t, s, day, func(tx *Tx) error { return tx.PutPerson(Person{ID: 7, Name: name}) })
		do(t, s, day, func(tx *Tx) error {
			if people.kept(tx, bkey(PersonID(7))) == nil {
				t.Error("it is not kept")
			}
			if p, err := tx.Person(7); err != nil || p.Name != name {
				t.Errorf("got %v, %v, want %s", p, err, name)
			}
			return nil
		})
	}
}
