package reading

import (
	"maps"
	"strings"
	"testing"
)

// multiplied is every phrase, spelled out.
func (p phrases) multiplied() []string {
	out := []string{""}
	for _, words := range p {
		var longer []string
		for _, head := range out {
			for word := range strings.SplitSeq(words, "|") {
				longer = append(longer, head+word)
			}
		}
		out = longer
	}
	return out
}

// all puts what begins with head at the node, and what it means, into found.
func (b *phrasebook[T]) all(n node, head string, found map[string]T) {
	if n.is > 0 {
		found[head] = b.meanings[n.is-1]
	}
	for _, s := range b.steps[n.lo:n.hi] {
		b.all(b.nodes[s.to], head+string(s.by), found)
	}
}

func TestPhrasebookHasEveryPhraseAndNoOther(t *testing.T) {
	type row struct {
		is  word
		all []phrases
	}
	var rows []row
	for _, r := range wordRows() {
		rows = append(rows, row{word{r.kind, r.claim, r.note}, []phrases{{r.words}}})
	}
	for _, r := range combinedRows() {
		rows = append(rows, row(r))
	}
	rows = append(rows, // words that begin one another, and empty ones in a row
		row{word{kind: madeKind}, []phrases{{"a|ab|abc", "|c|bc", "|c"}}},
		row{word{kind: doneKind}, []phrases{{"ab", "c"}, {"|x", "|y", "|z"}}},
	)
	want, c := map[string]word{}, newCompiler[word]()
	for _, r := range rows {
		for _, p := range r.all {
			c.add(r.is, p)
			for _, s := range p.multiplied() {
				if _, known := want[s]; !known {
					want[s] = r.is
				}
			}
		}
	}
	got, b := map[string]word{}, c.done()
	b.all(b.nodes[0], "", got)
	if !maps.Equal(got, want) {
		for s := range want {
			if g, ok := got[s]; !ok || g != want[s] {
				t.Errorf("%q is %v %v, not %v", s, g, ok, want[s])
			}
		}
		t.Errorf("%d phrases, not %d", len(got), len(want))
	}
	if len(want) < 50_000 || len(b.steps) > 20_000 {
		t.Errorf("%d phrases have %d steps", len(want), len(b.steps))
	}
}
