package reading

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// corpusCase is one line of the corpus: a Case whose tasks may be a named set,
// and what is wanted of it. Of a record only what is given is compared, but no
// value, standing or "no change" may be there that is not wanted.
type corpusCase struct {
	Case
	Set  string `json:"set"`
	Want struct {
		Record []struct {
			ResultLine
			Progress *string `json:"progress"`
			Problem  *string `json:"problem"`
			Next     *string `json:"next"`
			Expect   *string `json:"expect"`
		} `json:"record"`
		Ask     []ResultAsk `json:"ask"`
		Nothing bool        `json:"nothing"`
	} `json:"want"`
}

func corpusNow() time.Time {
	return time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

// sets reads the sets of tasks that the corpus names.
func sets(t testing.TB) map[string][]CaseTask {
	t.Helper()
	var out map[string][]CaseTask
	data, err := os.ReadFile("testdata/tasks.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// corpus reads the corpus and ends the test where it is damaged.
func corpus(t testing.TB) []corpusCase {
	t.Helper()
	sets := sets(t)
	f, err := os.Open("testdata/corpus.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []corpusCase
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c corpusCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("line %d: %v", len(out)+1, err)
		}
		if c.Set != "" {
			c.Tasks = sets[c.Set]
		}
		if len(c.Tasks) == 0 {
			t.Fatalf("line %d: no tasks", len(out)+1)
		}
		out = append(out, c)
	}
	return out
}

// Ensure that the corpus is read as it says, and that nothing is recorded
// that it does not hold.
func TestCorpus(t *testing.T) {
	all := corpus(t)
	if len(all) < 300 {
		t.Errorf("the corpus holds %d replies, want 300", len(all))
	}
	at, asked, silent, wrong := 0, 0, 0, 0
	for _, c := range all {
		in, err := c.Input(corpusNow())
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		got := Read(in).Result(in)
		switch {
		case len(got.Ask) > 0:
			asked++
		case len(got.Record) > 0:
			at++
		default:
			silent++
		}
		if faults := compare(c, got); len(faults) > 0 {
			if slices.ContainsFunc(faults, func(s string) bool { return strings.HasPrefix(s, "wrote") }) {
				wrong++
			}
			line, _ := json.Marshal(got)
			t.Errorf("%s: %q: %s\n\tgot %s", c.Name, *c.Reply, strings.Join(faults, "; "), line)
		}
	}
	n := float64(len(all)) / 100
	t.Logf("%d replies: read at once %.1f %%, asked back %.1f %%, nothing to record %.1f %%; wrong silent writes %d", len(all), float64(at)/n, float64(asked)/n, float64(silent)/n, wrong)
	if wrong > 0 {
		t.Errorf("%d wrong silent writes", wrong)
	}
}

// compare names the differences; what starts with "wrote" is a wrong silent write.
func compare(c corpusCase, got Result) []string {
	var faults []string
	want := map[int]bool{}
	for _, w := range c.Want.Record {
		want[w.Task] = true
		k := slices.IndexFunc(got.Record, func(l ResultLine) bool { return l.Task == w.Task })
		if k < 0 {
			faults = append(faults, "no record of task "+string(rune('0'+w.Task)))
			continue
		}
		g := got.Record[k]
		same := slices.EqualFunc(g.Values, w.Values, func(a, b ResultValue) bool { return a.Target == b.Target && a.Amount == b.Amount })
		if !same || g.Claim != w.Claim || g.NoChange != w.NoChange {
			faults = append(faults, "wrote other than wanted for task "+string(rune('0'+w.Task)))
		}
		for _, text := range []struct {
			name string
			want *string
			got  string
		}{{"progress", w.Progress, g.Progress}, {"problem", w.Problem, g.Problem}, {"next", w.Next, g.Next}, {"expect", w.Expect, g.Expect}} {
			if text.want != nil && *text.want != text.got {
				faults = append(faults, text.name+" is "+text.got)
			}
		}
	}
	for _, g := range got.Record {
		if !want[g.Task] {
			faults = append(faults, "wrote what is not wanted for task "+string(rune('0'+g.Task)))
		}
	}
	faults = append(faults, compareAsks(c.Want.Ask, got.Ask)...)
	if c.Want.Nothing != got.Nothing {
		faults = append(faults, "nothing differs")
	}
	return faults
}

func compareAsks(want, got []ResultAsk) []string {
	var faults []string
	if len(want) != len(got) {
		faults = append(faults, "other number of questions")
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(g ResultAsk) bool {
			return g.Task == w.Task && (w.Kind == "" || g.Kind == w.Kind)
		}) {
			faults = append(faults, "not asked: "+string(w.Kind))
		}
	}
	return faults
}
