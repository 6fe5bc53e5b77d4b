package wording

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// table reads the sentences from the source: name, Chinese, English.
func table(t *testing.T) map[string]Sentence {
	t.Helper()
	files, err := filepath.Glob("sentences*.go")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]Sentence{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			call, ok := spec.Values[0].(*ast.CallExpr)
			if !ok || len(call.Args) != 2 {
				return true
			}
			name := spec.Names[0].Name
			if _, twice := all[name]; twice {
				t.Errorf("%s stands twice", name)
			}
			all[name] = Sentence{text(t, call.Args[0]), text(t, call.Args[1])}
			return true
		})
	}
	if len(all) < 100 {
		t.Fatalf("only %d sentences were found", len(all))
	}
	return all
}

func text(t *testing.T, e ast.Expr) string {
	t.Helper()
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		t.Fatalf("a sentence is not a plain string: %T", e)
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var slot = regexp.MustCompile(`\{([^}|]*)`)

func slots(s string) []string {
	var names []string
	for _, m := range slot.FindAllStringSubmatch(s, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	for name, s := range table(t) {
		if s.Zh == "" || s.En == "" {
			t.Errorf("%s lacks a language", name)
		}
		if !slices.Equal(slots(s.Zh), slots(s.En)) {
			t.Errorf("%s: Chinese fills %v, English %v", name, slots(s.Zh), slots(s.En))
		}
		if strings.Count(s.Zh, "{") != strings.Count(s.Zh, "}") || strings.Count(s.En, "{") != strings.Count(s.En, "}") {
			t.Errorf("%s has a bracket without its pair", name)
		}
		if words := han.FindAllString(s.En, -1); len(words) > 8 {
			t.Errorf("%s: the English is not English: %s", name, s.En)
		}
	}
}

func TestEverySentenceIsSaid(t *testing.T) {
	var code strings.Builder
	for _, pattern := range []string{"../*.go", "../../cmd/duban/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(content)
		}
	}
	for name := range table(t) {
		if !regexp.MustCompile(`wording\.` + name + `\b`).MatchString(code.String()) {
			t.Errorf("nobody says %s", name)
		}
	}
}

func TestSentencesAreFilledAndEscaped(t *testing.T) {
	s := Sentence{"{n} 项，{who}", "{n} {n|task|tasks}, {who}"}
	for _, c := range []struct {
		lang Lang
		args []any
		want string
	}{
		{Zh, []any{"n", 2, "who", "<b>王</b>"}, "2 项，&lt;b&gt;王&lt;/b&gt;"},
		{En, []any{"n", 1, "who", HTML("<b>x</b>")}, "1 task, <b>x</b>"},
		{En, []any{"n", 2, "who", Sentence{"他", "he"}}, "2 tasks, he"},
		{En, []any{"n", 2}, "2 tasks, {who}"},
	} {
		if got := s.In(c.lang, c.args...); string(got) != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
