package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/store"
	"duban/store/lists"
	"duban/store/workbook"
)

// cast hires the people of a story. Their lines stand at its head:
//
//	人物 王芳 contact A 区城市管理委 zh
//	人物 李主任 supervisor - - zh
func cast(o *office, text string) {
	o.t.Helper()
	for i, line := range strings.Split(text, "\n") {
		rest, ok := strings.CutPrefix(line, "人物 ")
		if !ok {
			continue
		}
		f := strings.Fields(rest)
		if len(f) != 5 {
			o.t.Fatalf("line %d: %q names a person in %d words, not 5", i+1, line, len(f))
		}
		name, id := f[0], int64(1001+len(o.people))
		if f[1] == "stranger" {
			o.meet(name, id, f[4])
			continue
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
	for _, id := range o.people {
		for _, m := range o.tg.Messages(id) {
			o.shown[fmt.Sprintf("%d/%d", m.Chat, m.ID)] = shownMessage(m)
		}
	}
}

func sortedNames(people map[string]int64) []string {
	names := make([]string, 0, len(people))
	for name := range people {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return int(people[a] - people[b]) })
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
func loadDistrict(tx *store.Tx, zone *time.Location) error {
	var sheets []workbook.Sheet
	for _, content := range [][]byte{lists.Hedong2025Units(), lists.Hedong2025()} {
		got, err := workbook.Read("list.csv", content)
		if err != nil {
			return err
		}
		sheets = append(sheets, got...)
	}
	_, err := tx.Import(store.ReadList(sheets, store.ImportOptions{Programme: lists.WorkReport, Zone: zone, Year: lists.Year}))
	return err
}
