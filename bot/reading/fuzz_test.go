package reading

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"duban/schedule"
)

// inputOf is a reply to the ask of a set of the corpus.
func inputOf(t testing.TB, set, text string) Input {
	t.Helper()
	in, err := Case{Tasks: sets(t)[set], Reply: &text}.Input(corpusNow())
	if err != nil || len(in.Tasks) == 0 {
		t.Fatalf("set %q: %d tasks, %v", set, len(in.Tasks), err)
	}
	return in
}

// seeds gives every reply of the corpus with the place of its set.
func seeds(f *testing.F) []string {
	var names []string
	for name := range sets(f) {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, c := range corpus(f) {
		f.Add(uint8(max(0, slices.Index(names, c.Set))), *c.Reply)
	}
	return names
}

// Ensure that no reply ends the program, and that nothing is recorded without
// a task and words of the reply.
func FuzzRead(f *testing.F) {
	names := seeds(f)
	inputs := make([]Input, len(names))
	for i, name := range names {
		inputs[i] = inputOf(f, name, "")
	}
	f.Fuzz(func(t *testing.T, set uint8, text string) {
		in := inputs[int(set)%len(inputs)]
		in.Text = text
		for in.Focus = -1; in.Focus < 2; in.Focus++ {
			grounded(t, in, Read(in))
		}
	})
}

// grounded checks that a reading is made of what the reply holds.
func grounded(t *testing.T, in Input, r Reading) {
	t.Helper()
	seen := map[int]bool{}
	for _, l := range r.Lines {
		if l.Task < 0 || l.Task >= len(in.Tasks) || seen[l.Task] {
			t.Fatalf("%q: task %d is none, or is there twice", in.Text, l.Task)
		}
		seen[l.Task] = true
		if strings.TrimSpace(l.Source) == "" {
			t.Fatalf("%q: task %d is recorded without words", in.Text, l.Task)
		}
		if len(l.Values) == 0 && l.Claim == "" && !l.NoChange && l.Progress+l.Problem+l.Next == "" {
			t.Fatalf("%q: task %d is recorded with nothing", in.Text, l.Task)
		}
		for _, v := range l.Values {
			if v.Typed == "" || !strings.Contains(in.Text, v.Typed) {
				t.Fatalf("%q: the words %q are not there", in.Text, v.Typed)
			}
			if !typed(v, in.Tasks[l.Task].Targets[v.Target]) {
				t.Fatalf("%q: %s is not what %q says", in.Text, v.Amount, v.Typed)
			}
		}
		for _, part := range strings.Split(l.Progress+"；"+l.Problem+"；"+l.Next, "；") {
			if !strings.Contains(in.Text, part) {
				t.Fatalf("%q: the text %q is not word for word", in.Text, part)
			}
		}
	}
	for _, q := range r.Questions {
		if q.Task >= 0 && seen[q.Task] {
			t.Fatalf("%q: task %d is recorded and asked", in.Text, q.Task)
		}
	}
}

// typed reports whether the amount has the digits that were typed, or those of
// the last value with them added, or of that share of the target.
func typed(v Value, t Target) bool {
	text := appendFolded(nil, v.Typed)
	if string(text) == "one" {
		text = []rune("1") // a figure only before "more"
	}
	n, end := scanNumber(text, 0)
	if end == 0 {
		return false
	}
	amount, wanted := v.Amount, n.amount
	if v.Increment {
		amount = amount.Sub(*t.Last)
	}
	if compound(text[end:]) {
		return strings.HasPrefix(digitsOf(amount), digitsOf(wanted))
	}
	if n.form == shareForm && !sameDigits(amount, wanted) {
		wanted = wanted.Mul(t.Low)
	}
	return sameDigits(amount, wanted)
}

// compound reports whether a smaller part stands behind the first number of a
// figure: 公里600米, 公里半.
func compound(behind []rune) bool {
	return slices.ContainsFunc(behind, func(r rune) bool { return digit(r) || hanDigit(r) >= 0 || hanUnit(r) > 0 || r == '半' })
}

// sameDigits reports whether two figures differ by their sign and a power of
// ten alone.
func sameDigits(a, b schedule.Decimal) bool { return digitsOf(a) == digitsOf(b) }

func digitsOf(d schedule.Decimal) string {
	return strings.Trim(strings.ReplaceAll(d.Abs().String(), ".", ""), "0")
}

// same reports whether two readings record and ask the same.
func sameReading(a, b Result) bool {
	line := func(a, b ResultLine) bool {
		return a.Task == b.Task && a.Claim == b.Claim && a.NoChange == b.NoChange && a.Expect == b.Expect &&
			slices.EqualFunc(a.Values, b.Values, func(a, b ResultValue) bool {
				return a.Target == b.Target && a.Amount == b.Amount && a.Increment == b.Increment
			})
	}
	return slices.EqualFunc(a.Record, b.Record, line) &&
		slices.EqualFunc(a.Ask, b.Ask, func(a, b ResultAsk) bool { return a.Task == b.Task && a.Kind == b.Kind })
}

// wide gives a text with full-width letters, digits and punctuation.
func wide(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '\u3000'
		case r > ' ' && r < 0x7f:
			return r + 0xfee0
		}
		return r
	}, text)
}

// spaced puts a blank beside every Chinese character, and doubles every blank.
func spaced(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == ' ':
			b.WriteString("  ")
		case unicode.Is(unicode.Han, r):
			b.WriteString(" " + string(r) + " ")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Ensure that every reply of the corpus reads the same in full width, with
// blanks between its words, and in capitals.
func TestStable(t *testing.T) {
	for _, c := range corpus(t) {
		in, err := c.Input(corpusNow())
		if err != nil {
			t.Fatal(err)
		}
		want := Read(in).Result(in)
		for name, other := range map[string]string{"wide": wide(*c.Reply), "spaced": spaced(*c.Reply), "upper": strings.ToUpper(*c.Reply), "trailing": *c.Reply + "  \n\n"} {
			in.Text = other
			if got := Read(in).Result(in); !sameReading(got, want) {
				t.Errorf("%s %s: %q\n\tgot  %+v\n\twant %+v", c.Name, name, other, got, want)
			}
		}
	}
}

func FuzzStable(f *testing.F) {
	names := seeds(f)
	inputs := make([]Input, len(names))
	for i, name := range names {
		inputs[i] = inputOf(f, name, "")
	}
	f.Fuzz(func(t *testing.T, set uint8, text string) {
		in := inputs[int(set)%len(inputs)]
		in.Text = text
		want := Read(in).Result(in)
		for _, other := range []string{wide(text), spaced(text)} {
			in.Text = other
			if got := Read(in).Result(in); !sameReading(got, want) {
				t.Errorf("%q\n\tgot  %+v\n\twant %+v", other, got, want)
			}
		}
	})
}
