package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"duban/bot"
	"duban/bot/wording"
	"duban/store"

	"github.com/alecthomas/kong"
)

var update = flag.Bool("update", false, "write the README's tables")

const readme = "../../README.md"

// TestReadme holds the README's tables against the program.
func TestReadme(t *testing.T) {
	content, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for _, command := range []string{"\ngo run ./cmd/duban demo\n", "\ngo test ./...\n"} {
		if !strings.Contains(text, command) {
			t.Errorf("the README lacks the command %q", command)
		}
	}
	flags, err := configurationTable()
	if err != nil {
		t.Fatal(err)
	}
	want := text
	for name, table := range map[string]string{"commands": commandTable(), "configuration": flags} {
		if want, err = withTable(want, name, table); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		if err := os.WriteFile(readme, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text != want {
		t.Error("a table in the README is not what the program has; run with -update")
	}
}

// withTable puts the table between its marks.
func withTable(text, name, table string) (string, error) {
	before, rest, ok := strings.Cut(text, "<!-- "+name+":")
	if !ok {
		return "", fmt.Errorf("the README has no place for the table of %s", name)
	}
	head, rest, _ := strings.Cut(rest, "-->\n")
	_, after, ok := strings.Cut(rest, "<!-- end -->")
	if !ok {
		return "", fmt.Errorf("the table of %s has no end", name)
	}
	return before + "<!-- " + name + ":" + head + "-->\n" + table + "<!-- end -->" + after, nil
}

func commandTable() string {
	var b strings.Builder
	b.WriteString("| command | least role | what it does | 用途 |\n|---|---|---|---|\n")
	zh := bot.Menu(store.Admin, wording.Zh)
	for i, row := range bot.Menu(store.Admin, wording.En) {
		role := row.Role.String()
		if row.Role == store.Nobody {
			role = "everyone"
		}
		usage := strings.ReplaceAll(strings.TrimSpace("/"+row.Name+" "+row.Args), "|", "\\|")
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", usage, role, row.Help, zh[i].Help)
	}
	return b.String()
}

// configurationTable is every flag that the environment can set as well, with
// the verbs that take it.
func configurationTable() (string, error) {
	var c cli
	parser, err := kong.New(&c, kong.Name("duban"), kong.Writers(io.Discard, io.Discard))
	if err != nil {
		return "", err
	}
	verbs := map[string][]string{}
	lines := map[string]string{}
	var order []string
	for _, verb := range parser.Model.Children {
		for _, f := range verb.Flags {
			if len(f.Envs) == 0 {
				continue
			}
			env := f.Envs[0]
			if lines[env] == "" {
				order = append(order, env)
				lines[env] = fmt.Sprintf("| `%s` | `--%s` | %s | %s |", env, f.Name, f.Default, f.Help)
			}
			verbs[env] = append(verbs[env], verb.Name)
		}
	}
	slices.Sort(order)
	var b strings.Builder
	b.WriteString("| environment | flag | default | what it is | verbs |\n|---|---|---|---|---|\n")
	for _, env := range order {
		fmt.Fprintf(&b, "%s %s |\n", lines[env], strings.Join(verbs[env], ", "))
	}
	return b.String(), nil
}
