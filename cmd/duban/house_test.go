package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// The house: what stands at the top, which room may lean on which, where each
// library lives, who may read the clock. The files are read here and not by
// the go command, so that the test cache sees them.

// floors are the rooms by floor; a room may import rooms of lower floors.
var floors = [][]string{
	{"schedule", "store/workbook", "store/lists", "bot/wording", "bot/telegram"},
	{"store", "bot/sandbox", "bot/reading"},
	{"store/tables", "bot/outbox"},
	{"bot"},
	{"cmd/duban"},
}

// apart are imports that the floors would allow and that must not be, with
// the reason.
var apart = map[[2]string]string{
	{"bot", "bot/sandbox"}:            "the bot must not know whether it speaks to Telegram or to the imitation",
	{"bot/reading", "store/workbook"}: "reading a reply needs no table",
	{"bot/reading", "bot/telegram"}:   "reading a reply needs no wire",
}

// homes are the only rooms that import a library, outside tests.
var homes = map[string][]string{
	"go.etcd.io/bbolt":              {"store"},
	"github.com/robfig/cron":        {"schedule"},
	"github.com/shopspring/decimal": {"schedule"},
	"github.com/6tail/lunar-go":     {"schedule"},
	"github.com/go-telegram/bot":    {"bot/telegram"},
	"github.com/go-json-experiment": {"bot/telegram"},
	"github.com/klauspost/compress": {"store"},
	"github.com/xuri/excelize":      {"store/workbook"},
	"golang.org/x/text":             {"store/workbook", "bot/reading"},
	"github.com/alecthomas/kong":    {"cmd/duban"},
	"github.com/chromedp/":          {},
	"github.com/google/go-cmp":      {},
	"pgregory.net/rapid":            {},
	"github.com/rogpeppe/":          {},
}

// source is one Go file of the tree.
type source struct {
	name string
	test bool
	file *ast.File
}

func (s source) room() string { return path.Dir(s.name) }

func readTree(tree fs.FS) ([]source, error) {
	var all []source
	set := token.NewFileSet()
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != "." {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(set, name, text, parser.ParseComments)
		all = append(all, source{name, strings.HasSuffix(name, "_test.go"), f})
		return err
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("no Go file was found")
	}
	return all, err
}

func floorOf(room string) int {
	return slices.IndexFunc(floors, func(rooms []string) bool { return slices.Contains(rooms, room) })
}

// checkHouse returns everything in the tree that breaks a rule.
func checkHouse(tree fs.FS) (faults []string, err error) {
	all, err := readTree(tree)
	if err != nil {
		return nil, err
	}
	comments := map[string]int{}
	for _, s := range all {
		if !s.test && floorOf(s.room()) < 0 {
			faults = append(faults, fmt.Sprintf("%s: %s is no room of the house", s.name, s.room()))
		}
		for _, i := range s.file.Imports {
			what, _ := strconv.Unquote(i.Path.Value)
			faults = append(faults, checkImport(s, what)...)
		}
		if !s.test {
			comments[s.room()] += count(s.file.Doc != nil)
			faults = append(faults, checkCalls(s)...)
		}
	}
	for room, n := range comments {
		if n != 1 {
			faults = append(faults, fmt.Sprintf("%s has %d package comments, not one", room, n))
		}
	}
	slices.Sort(faults)
	return append(checkTop(tree), faults...), nil
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func checkImport(s source, what string) (faults []string) {
	for library, rooms := range homes {
		if strings.HasPrefix(what, library) && !s.test && !slices.Contains(rooms, s.room()) {
			faults = append(faults, fmt.Sprintf("%s imports %s, whose home is %v", s.name, what, rooms))
		}
	}
	to, ours := strings.CutPrefix(what, "duban/")
	if !ours {
		return faults
	}
	if s.test && floorOf(to) <= 1 {
		return faults // a test may use what stands on the ground and the sandbox
	}
	if floorOf(to) < 0 || floorOf(to) >= floorOf(s.room()) && to != s.room() {
		faults = append(faults, fmt.Sprintf("%s imports %s: arrows point down only", s.name, to))
	}
	if why, bad := apart[[2]string{s.room(), to}]; bad && !s.test {
		faults = append(faults, fmt.Sprintf("%s imports %s: %s", s.name, to, why))
	}
	return faults
}

// checkCalls: the clock is read in cmd alone, and nothing runs by itself at
// start.
func checkCalls(s source) (faults []string) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			clock := n.Sel.Name == "Now" || n.Sel.Name == "Since" || n.Sel.Name == "Until"
			if ok && pkg.Name == "time" && pkg.Obj == nil && clock && !strings.HasPrefix(s.name, "cmd/") {
				faults = append(faults, fmt.Sprintf("%s calls time.%s: now is an argument", s.name, n.Sel.Name))
			}
		case *ast.FuncDecl:
			if n.Name.Name == "init" && n.Recv == nil {
				faults = append(faults, fmt.Sprintf("%s has an init function", s.name))
			}
		}
		return true
	})
	return faults
}

func checkTop(tree fs.FS) (faults []string) {
	want := []string{"README.md", "bot", "cmd", "go.mod", "go.sum", "schedule", "store"}
	entries, err := fs.ReadDir(tree, ".")
	if err != nil {
		return []string{err.Error()}
	}
	var have []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			have = append(have, e.Name())
		}
	}
	if !slices.Equal(have, want) {
		faults = append(faults, fmt.Sprintf("the top level is %v, not %v", have, want))
	}
	return faults
}

func TestHouse(t *testing.T) {
	faults, err := checkHouse(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
}

// Each rule is broken in a small tree of its own: the check has to see it.
func TestHouseSeesWhatIsBroken(t *testing.T) {
	good := map[string]string{
		"README.md": "", "go.mod": "", "go.sum": "",
		"bot/bot.go":           "// Package bot talks.\npackage bot\n",
		"cmd/duban/main.go":    "// Command duban.\npackage main\nimport _ \"duban/bot\"\n",
		"schedule/schedule.go": "// Package schedule says when.\npackage schedule\n",
		"store/store.go":       "// Package store remembers.\npackage store\nimport _ \"duban/schedule\"\n",
	}
	for name, broken := range map[string]map[string]string{
		"arrows point down only": {"schedule/up.go": "package schedule\nimport _ \"duban/store\"\n"},
		"whose home is":          {"bot/db.go": "package bot\nimport _ \"go.etcd.io/bbolt\"\n"},
		"must not know whether":  {"bot/fake.go": "package bot\nimport _ \"duban/bot/sandbox\"\n"},
		"now is an argument":     {"store/now.go": "package store\nimport \"time\"\nvar t = time.Now()\n"},
		"init function":          {"store/init.go": "package store\nfunc init() {}\n"},
		"2 package comments":     {"store/two.go": "// Package store again.\npackage store\n"},
		"no room of the house":   {"store/cellar/c.go": "// Package cellar.\npackage cellar\n"},
		"the top level is":       {"tools/x.txt": ""},
	} {
		tree := fstest.MapFS{}
		for _, files := range []map[string]string{good, broken} {
			for file, text := range files {
				tree[file] = &fstest.MapFile{Data: []byte(text)}
			}
		}
		faults, err := checkHouse(tree)
		if err != nil || len(faults) != 1 || !strings.Contains(faults[0], name) {
			t.Errorf("%s: %v %v", name, faults, err)
		}
	}
	if _, err := checkHouse(fstest.MapFS{}); err == nil {
		t.Error("an empty tree passed")
	}
}
