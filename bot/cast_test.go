package bot_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"duban/bot/sandbox"
	"duban/store"
	"duban/store/lists"
	"duban/store/tables"
	"duban/store/workbook"
)

// isCast: the people and groups of a story stand at its head.
//
//	人物 王芳 contact A 区城市管理委 zh
//	人物 李主任 supervisor - - zh
//	群 城管群 王芳 李主任            a group and its members
//	群 区直群 王芳 / 城管 教育       ... and its topics
//	存档                            evidence is kept in a folder
func isCast(line string) bool {
	return strings.HasPrefix(line, "人物 ") || strings.HasPrefix(line, "群 ") || line == "存档"
}

// cast hires the people of a story and makes its groups.
func cast(o *office, text string) {
	o.t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if line == "存档" {
			o.folder = o.t.TempDir()
			o.restart()
		}
		if rest, ok := strings.CutPrefix(line, "人物 "); ok {
			o.castPerson(strings.Fields(rest))
		}
		if rest, ok := strings.CutPrefix(line, "群 "); ok {
			o.castGroup(rest)
		}
	}
	for _, id := range o.people {
		for _, m := range o.tg.Messages(id) {
			o.shown[fmt.Sprintf("%d/%d", m.Chat, m.ID)] = shownMessage(m)
		}
	}
}

func (o *office) castPerson(f []string) {
	o.t.Helper()
	if len(f) != 5 {
		o.t.Fatalf("%q names a person in %d words, not 5", f, len(f))
	}
	name, id := f[0], int64(1001+len(o.people))
	if f[1] == "stranger" {
		o.meet(name, id, f[4])
		return
	}
	role, err := store.ParseRole(f[1])
	if err != nil {
		o.t.Fatal(err)
	}
	post := store.Post{Role: role}
	if role.OfUnit() {
		post.Unit = o.unit(f[3])
	}
	if f[2] != "-" {
		post.Seat = f[2]
	}
	o.hire(name, id, f[4], post)
}

// castGroup makes a group that the bot has joined as a plain member: it sees
// commands, mentions and replies to itself.
func (o *office) castGroup(text string) {
	words, topics, forum := strings.Cut(text, " / ")
	f := strings.Fields(words)
	var members []int64
	for _, name := range f[1:] {
		members = append(members, o.people[name])
	}
	id := o.tg.AddGroup(f[0], sandbox.GroupOptions{Forum: forum}, members...)
	o.groups[f[0]] = id
	for _, topic := range strings.Fields(topics) {
		o.topics[f[0]+"/"+topic] = o.tg.AddTopic(id, topic)
	}
	o.settle()
}

func sortedNames(people map[string]int64) []string {
	names := make([]string, 0, len(people))
	for name := range people {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(people[a], people[b]) })
	return names
}

// firstDifference shows both texts from a little before where they part.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	i := 0
	for i < len(g) && i < len(w) && g[i] == w[i] {
		i++
	}
	from := max(0, i-3)
	return fmt.Sprintf("line %d\n--- is\n%s\n--- was\n%s", i+1,
		strings.Join(g[from:min(len(g), i+12)], "\n"), strings.Join(w[from:min(len(w), i+12)], "\n"))
}

// loadDistrict loads the units and the list that come with duban.
func loadDistrict(tx *store.Tx) error {
	plan, err := districtPlan()
	if err != nil {
		return err
	}
	_, err = tables.Load(tx, plan)
	return err
}

// districtPlan is read once for all stories.
var districtPlan = sync.OnceValues(func() (tables.Plan, error) {
	var sheets []workbook.Sheet
	for _, content := range [][]byte{lists.Hedong2025Units(), lists.Hedong2025()} {
		got, err := workbook.Read("list.csv", content)
		if err != nil {
			return tables.Plan{}, err
		}
		sheets = append(sheets, got...)
	}
	return tables.Read(sheets, tables.Options{Programme: lists.WorkReport, Zone: noon.Location(), Year: lists.Year}), nil
})
