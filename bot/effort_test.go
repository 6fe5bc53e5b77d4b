package bot_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"duban/store"
)

// effort counts, over the stories, what an answer costs whoever gives it:
// what a person taps and types until the journal has something by that person.
type effort struct {
	pending map[string]*toil
	spent   map[string]*toil // by the name of a row
	seen    uint64           // the last entry of the journal that was looked at
}

// toil is what was done, and how often it led to how many answers.
type toil struct {
	taps, characters, times, answers int
	verbs                            string // of the buttons tapped, one after the other
	files, edited                    bool
}

// chores are the rows of the table in README.md: what a unit does, and how it
// is recognised. The first that fits counts.
var chores = []struct {
	en, zh string
	act    store.Act
	fits   func(toil) bool
}{
	{"sign for tasks, one or all", "签收，一项或全部", store.TaskReceived, func(t toil) bool { return t.characters == 0 }},
	{"all as before", "全部无变化", store.Reported, func(t toil) bool { return t.verbs == " same" }},
	{"one task, by its button", "单项，点按钮", store.Reported, func(t toil) bool { return t.verbs == " claim" && t.characters == 0 }},
	{"one task of several, by buttons", "多项中的一项，点按钮", store.Reported, func(t toil) bool { return strings.HasSuffix(t.verbs, " claim") && t.characters == 0 }},
	{"evidence, an album at once", "附件，一组照片一次发送", store.Reported, func(t toil) bool { return t.files }},
	{"a correction", "更正", store.Reported, func(t toil) bool { return t.edited || strings.Contains(t.verbs, " fix") }},
	{"asked back, then confirmed", "追问后确认", store.Reported, func(t toil) bool { return strings.Contains(t.verbs, " pick") }},
	{"several tasks in one line", "多项，一句话", store.Reported, func(t toil) bool { return t.verbs == "" && t.answers > 1 }},
	{"one task in one line", "单项，一句话", store.Reported, func(t toil) bool { return t.characters > 0 }},
	{"a leader signs a report off", "分管领导签发", store.ReportSigned, func(t toil) bool { return true }},
	{"an extension asked for, with date and reason", "申请延期，写明日期和理由", store.ExtensionAsked, func(t toil) bool { return true }},
	{"a task returned, with the reason", "退回，写明理由", store.TaskReturned, func(t toil) bool { return true }},
}

func newEffort() *effort {
	return &effort{pending: map[string]*toil{}, spent: map[string]*toil{}}
}

// sum adds what all stories spent; false where one was not told.
func (e *effort) sum(all []*effort) bool {
	for _, one := range all {
		if one == nil {
			return false
		}
		for row, t := range one.spent {
			e.spend(row, *t)
		}
	}
	return true
}

func (e *effort) spend(row string, t toil) {
	sum := e.spent[row]
	if sum == nil {
		sum = &toil{}
		e.spent[row] = sum
	}
	sum.times += t.times
	sum.answers += t.answers
	sum.taps += t.taps
	sum.characters += t.characters
}

// rested forgets what was pending: the day is over.
func (e *effort) rested() { e.pending = map[string]*toil{} }

// of is what the person has done since the last answer.
func (e *effort) of(name string) *toil {
	if e.pending[name] == nil {
		e.pending[name] = &toil{}
	}
	return e.pending[name]
}

func (e *effort) tapped(name, data string) {
	verb, _, _ := strings.Cut(data, ":")
	t := e.of(name)
	t.taps, t.verbs = t.taps+1, t.verbs+" "+verb
}

// typed: a command that only looks is no part of an answer.
func (e *effort) typed(name, text string, files, edited bool) {
	verb, _, _ := strings.Cut(text, " ")
	if strings.HasPrefix(text, "/") && !slices.Contains([]string{"/report", "/extend", "/return"}, verb) {
		delete(e.pending, name)
		return
	}
	t := e.of(name)
	t.characters += utf8.RuneCountInString(text)
	t.files, t.edited = t.files || files, t.edited || edited
}

// answered looks at what the journal has by now from each person.
func (e *effort) answered(t *testing.T, o *office) {
	acts := map[int64]map[store.Act]int{}
	o.view(func(tx *store.Tx) {
		for entry, err := range tx.Entries(e.seen + 1) {
			if err != nil {
				t.Fatal(err)
			}
			e.seen = entry.Seq
			id, ok := entry.By.Person()
			if !ok {
				continue
			}
			if acts[int64(id)] == nil {
				acts[int64(id)] = map[store.Act]int{}
			}
			for _, n := range entry.Notes {
				acts[int64(id)][n.Act]++
			}
		}
	})
	for name, id := range o.people {
		if done := e.pending[name]; done != nil && e.file(*done, acts[id]) {
			delete(e.pending, name)
		}
	}
}

// file adds what was done to the row that it belongs to.
func (e *effort) file(done toil, acts map[store.Act]int) bool {
	for _, row := range chores {
		done.answers = acts[row.act]
		if done.answers == 0 || !row.fits(done) {
			continue
		}
		done.times = 1
		e.spend(row.en, done)
		return true
	}
	return false
}

// table is what README.md shows.
func (e *effort) table() string {
	var b strings.Builder
	b.WriteString("| what a unit does | 事项 | times | answers | taps | characters | an answer costs |\n|---|---|---|---|---|---|---|\n")
	for _, row := range chores {
		if t := e.spent[row.en]; t != nil {
			fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %d | %s |\n", row.en, row.zh, t.times, t.answers, t.taps, t.characters, t.cost())
		}
	}
	return b.String()
}

// cost is a time's, where one time gives several answers an answer's.
func (t toil) cost() string {
	var parts []string
	if t.taps > 0 {
		parts = append(parts, share(t.taps, t.answers, "tap"))
	}
	if t.characters > 0 {
		parts = append(parts, share(t.characters, t.answers, "character"))
	}
	return strings.Join(parts, ", ")
}

func share(n, of int, what string) string {
	text := strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/float64(of)), ".0")
	if text != "1" {
		what += "s"
	}
	return text + " " + what
}

const readme = "../README.md"

// compare holds the README's table against the stories.
func (e *effort) compare(t *testing.T) {
	content, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(content), "<!-- effort:")
	mark, rest, closed := strings.Cut(rest, "-->\n")
	_, after, ended := strings.Cut(rest, "<!-- end -->")
	if !ok || !closed || !ended {
		t.Fatal("the README has no place for the table of effort")
	}
	want := before + "<!-- effort:" + mark + "-->\n" + e.table() + "<!-- end -->" + after
	switch {
	case want == string(content):
	case *update:
		if err := os.WriteFile(readme, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the README's table of effort is not what the stories have; run with -update\n%s", e.table())
	}
}
