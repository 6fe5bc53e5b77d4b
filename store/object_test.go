package store

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"duban/schedule"
)

// invent fills every field that v has, at any depth; about a third are left
// empty.
func invent(rng *rand.Rand, v reflect.Value) {
	if rng.IntN(3) == 0 {
		return
	}
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = time.Unix(rng.Int64N(1<<32), rng.Int64N(2)*rng.Int64N(1e9)).In([]*time.Location{time.UTC, day.Location()}[rng.IntN(2)])
		return
	case *Role:
		*x = Role(rng.IntN(int(Admin) + 1))
		return
	case *schedule.Decimal:
		*x = dec([]string{"0", "12", "-3", "0.50", "1234567890123456789012", "-7.125", "100.00"}[rng.IntN(7)])
		return
	}
	switch v.Kind() {
	case reflect.String:
		texts := []string{"on_track", "累计5个 正常", "a\"b\\c\n\t\r\b\f\x01\x7f", "<b>&</b>", "half \xe7\x8e rune", "line\u2028sep\u2029", "🟢 ok", "\ufffd"}
		v.SetString(texts[rng.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(rng.Int64N(1<<40) - 1<<39)
	case reflect.Uint64, reflect.Uint8:
		v.SetUint(rng.Uint64N(200))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		invent(rng, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+rng.IntN(3), 4))
		for i := range v.Len() {
			invent(rng, v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rng.IntN(4) {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			invent(rng, key)
			invent(rng, value)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			invent(rng, v.Field(i))
		}
	default:
		panic("a field of kind " + v.Kind().String())
	}
}

// A record that writes itself writes what json.Marshal would, every field of
// it, so that what was stored before reads and compares the same.
func TestRecordsWriteThemselvesAsJSON(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	sameAsJSON(t, rng, tasks)
	sameAsJSON(t, rng, asks)
	sameAsJSON(t, rng, reports)
	sameAsJSON(t, rng, messages)
	sameAsJSON(t, rng, marks)
}

func sameAsJSON[V record](t *testing.T, rng *rand.Rand, table *table[V]) {
	t.Helper()
	if table.fields == nil {
		t.Fatalf("%s does not write itself", table.name)
	}
	for range 2000 {
		var v V
		for i := range reflect.ValueOf(v).NumField() {
			invent(rng, reflect.ValueOf(&v).Elem().Field(i))
		}
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		got, err := table.encode(&Tx{}, &v)
		if err != nil || string(got) != string(want) {
			t.Fatalf("%s, %v\n got %s\nwant %s", table.name, err, got, want)
		}
	}
}

func TestEntriesWriteThemselvesAsJSON(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		e := Entry{Seq: 1, At: day.UTC(), Cause: "x"}
		invent(rng, reflect.ValueOf(&e.By).Elem())
		invent(rng, reflect.ValueOf(&e.Cause).Elem())
		invent(rng, reflect.ValueOf(&e.Notes).Elem())
		if rng.IntN(2) == 0 {
			e.Raw = json.RawMessage(`{"update_id":1}`)
		}
		for range rng.IntN(3) {
			e.Set = append(e.Set, Change{Table: "units", Value: json.RawMessage(`{"id":1}`)})
		}
		want, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		o := object{b: appendSeq(nil, e.Seq)}
		if e.body(&o); o.err != nil || string(o.b) != string(want) {
			t.Fatalf("%v\n got %s\nwant %s", o.err, o.b, want)
		}
	}
}

// What JSON has no form for is an error, not a record that can't be read.
func TestTimeWithoutAFormIsRefused(t *testing.T) {
	_, err := marks.encode(&Tx{}, &Mark{Key: "k", At: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err == nil {
		t.Error("the year 10000 was taken")
	}
}
