package tables

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"duban/store"
)

var runningNumber = regexp.MustCompile(`^(?:[0-9]+(?:\.[0-9]+)*|[0-9]{1,3}(?:-[0-9]{1,3})+|[一二三四五六七八九十百]+|[①-⑳])$`)

// serial is the running number that a code is, without the brackets and stops
// that it may be written with; false for a code of the list's own.
func serial(code string) (string, bool) {
	bare := strings.Trim(store.Fold(code), "()第、.．。 ")
	return bare, runningNumber.MatchString(bare)
}

// number gives the tasks their codes. A running number is unique within its
// list: the list's name stands before it. Where the numbers begin again under
// a further heading or on a further sheet, so does the heading's own number;
// a number that holds several tasks together is counted on behind it.
func (p *Plan) number() {
	taken := map[string]bool{}
	for from, part := 0, 1; from < len(p.Tasks); part++ {
		to := from + 1
		for to < len(p.Tasks) && !begins(p.Tasks[from], p.Tasks[to-1], p.Tasks[to]) {
			to++
		}
		run := p.Tasks[from:to]
		coded(run, "")
		for _, t := range run {
			if t.serial != "" && taken[store.Fold(t.Task.Code)] {
				coded(run, hanNumber(part)+"-")
				break
			}
		}
		for _, t := range run {
			taken[store.Fold(t.Task.Code)] = true
		}
		from = to
	}
	p.findParents()
}

// begins reports whether a task is the first of a further run: under another
// heading, or where the numbers begin again.
func begins(first, above, t PlannedTask) bool {
	return t.sheet != first.sheet || t.Task.Section != first.Task.Section || t.serial != "" && t.serial == first.serial && t.serial != above.serial
}

// coded writes the codes of a run of tasks.
func coded(run []PlannedTask, part string) {
	again := 1
	for i := range run {
		t := &run[i]
		if t.serial == "" {
			continue
		}
		if again++; i == 0 || run[i-1].serial != t.serial {
			again = 1
		}
		t.Task.Code = t.Programme + "-" + part + t.serial
		if again > 1 {
			t.Task.Code += fmt.Sprintf("-%d", again)
		}
	}
}

// findParents turns the running number of a parent into its code, that of the
// same heading and sheet where several tasks have the number.
func (p *Plan) findParents() {
	known := map[[4]string]string{}
	places := func(t PlannedTask, n string) [][4]string {
		return [][4]string{{t.Programme, n, t.sheet, t.Task.Section}, {t.Programme, n, t.sheet}, {t.Programme, n}}
	}
	for _, t := range slices.Backward(p.Tasks) {
		for _, place := range places(t, t.serial) {
			known[place] = t.Task.Code
		}
	}
	for i, t := range p.Tasks {
		n, ok := serial(t.Parent)
		for _, place := range slices.Backward(places(t, n)) {
			if code := known[place]; ok && code != "" {
				p.Tasks[i].Parent = code
			}
		}
	}
}

// hanNumber is how headings are numbered.
func hanNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n >= 100:
		return fmt.Sprint(n)
	case n < 10:
		return string(digits[n])
	}
	text := "十"
	if n >= 20 {
		text = string(digits[n/10]) + text
	}
	if n%10 > 0 {
		text += string(digits[n%10])
	}
	return text
}
