package tables

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"duban/store"
	"duban/store/workbook"
)

var (
	// labelled is what a cell says of the units behind it.
	labelled = regexp.MustCompile(`(牵头|主办|承办|主责|责任|配合|协办|协同|协助|参与)(?:责任)?(?:单位|部门)?[:：]`)
	// leadMark is what stands behind the name of the unit that leads.
	leadMark = regexp.MustCompile(`[（(]?(?:牵头|主办|总牵头|牵头单位)[）)]?$`)
	// leadTogether are units that lead together: 某局、某委牵头.
	leadTogether = regexp.MustCompile(`[^，,；;：:\n（）()、]+(?:、[^，,；;：:\n（）()、]+)+牵头`)
	// helpMark stands behind the last of those that support.
	helpMark = regexp.MustCompile(`[（(]?(?:配合|协办|协助|参与|分别负责|按职责分工负责|按职责配合)[）)]?$`)
	// helpers are the units that support the one before the brackets.
	helpers = regexp.MustCompile(`[（(]([^（）()]+?)(?:配合|协办|协助|参与)[）)]`)
	// andUnit is a further unit behind one that is complete: 某局及各镇.
	andUnit = regexp.MustCompile(`([^、，,；;\s（）()][局委办部]|街道|公司|中心|集团)[及和与]([^其所、，,；;\s（）()])`)
	andSo   = regexp.MustCompile(`(?:等(?:相关|有关|各)?(?:部门|单位|部门单位|单位部门)?)$`)
	// counter is the number of a name in a list: 1.某局.
	counter  = regexp.MustCompile(`^(?:[（(]?[0-9]{1,2}(?:[）)]|[.．]|$) ?|[①-⑳])`)
	nobody   = regexp.MustCompile(`^(?:[-—–－/\\]+|无)$`)
	unitEnds = regexp.MustCompile(`[局委办部院司道镇乡心处队组馆社所站团校区县市联行厅署位门府园厂）)]$|(?:委员|管委|工委|协|工|商|联合|总|学|基金|理事|指挥)会$`)
	// notYet end a line within a name, though a unit's name could end so.
	notYet = regexp.MustCompile(`城市$`)
)

// unitsOf reads who leads and who supports out of the cells of a row. A cell
// may say it in words: 牵头单位：…, 某局（牵头）, 某局牵头，某委配合. Where it does
// not, the first-listed unit leads and sums up; the others support.
func unitsOf(lead, support string) (string, []string) {
	lead = leadTogether.ReplaceAllStringFunc(lead, func(names string) string { return strings.ReplaceAll(names, "、", "牵头、") })
	leads, helps := sortedUnits(lead)
	more, others := sortedUnits(support)
	all := slices.Concat(leads, helps, more, others)
	if len(all) == 0 {
		return "", nil
	}
	first, rest := "", all
	if len(leads)+len(helps) > 0 {
		first, rest = all[0], all[1:]
	}
	var helping []string
	for _, name := range rest {
		if name != first && !slices.Contains(helping, name) {
			helping = append(helping, name)
		}
	}
	return first, helping
}

// leadCell is what the row's own column says. Left of the title an empty cell
// is a merged one that was lost, and holds what the last filled one says.
func (r *listReader) leadCell(row workbook.Row) string {
	if places := r.columns["lead"]; len(places) == 1 && places[0] < r.columns["title"][0] {
		return nothing.ReplaceAllString(r.held(row, places[0]), "")
	}
	return r.cell(row, "lead")
}

// behindTitle are the units that a title has in brackets at its end, with the
// words that say which of them leads.
var behindTitle = regexp.MustCompile(`\s*[（(]([^（）()]*(?:(?:牵头|责任|主办|承办)(?:单位|部门)[:：]|[局委办部院会心]牵头[^（）()0-9]*$|[局委办部院会心]牵头[，,；;、])[^（）()]*)[）)][。.]?$`)

// titled is the title of a row, and the units behind it in a table that has no
// column for them.
func (r *listReader) titled(row workbook.Row) (title, units string) {
	title = onOneLine(r.cell(row, "title"))
	m := behindTitle.FindStringSubmatchIndex(title)
	if m == nil || m[0] == 0 || r.has("lead") || r.has("support") {
		return title, ""
	}
	return title[:m[0]], title[m[2]:m[3]]
}

var ofPeople = regexp.MustCompile(`(?:责任|负责|联系)人`)

// unitHeading is a heading that is the unit of the tasks below it.
var unitHeading = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、)?([^，。、]{2,12}(?:局|委|办|办公室|街道|办事处|公司|集团))$`)

// units are those of a row. In a table without a column for them the heading
// above may be the unit. A column that names people as well has a unit in
// each piece that ends like one.
func (r *listReader) units(row workbook.Row) (string, []string) {
	lead := r.leadCell(row)
	if _, named := r.titled(row); named != "" {
		lead = named
	}
	if m := unitHeading.FindStringSubmatch(bracketed.ReplaceAllString(r.section, "")); m != nil && !r.has("lead") {
		lead = m[1]
	}
	if ofPeople.MatchString(r.titles["lead"]) {
		var names []string
		for _, piece := range strings.FieldsFunc(lead, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("、，,；;", c) }) {
			if piece = withoutPerson(piece); unitEnds.MatchString(piece) {
				names = append(names, piece)
			}
		}
		lead = strings.Join(names, "\n")
	}
	return unitsOf(lead, r.cell(row, "support"))
}

// personBehind is who stands behind the name of a unit: 某局（某某）, 某局：某某.
var personBehind = regexp.MustCompile(`^(.+?)(?:[:：](\p{Han}{2,4})|[（(](\p{Han}{2,4})[）)])$`)

// personAlone is one on a line of its own, below the unit.
var personAlone = regexp.MustCompile(`^[（(](\p{Han}{2,4})[）)]$`)

func withoutPerson(piece string) string {
	if m := personAlone.FindStringSubmatch(piece); m != nil && !unitEnds.MatchString(m[1]) {
		return ""
	}
	m := personBehind.FindStringSubmatch(piece)
	if m == nil || unitEnds.MatchString(m[2]+m[3]) || !unitEnds.MatchString(m[1]) || labelled.MatchString(m[1]+"：") {
		return piece
	}
	return m[1]
}

// sortedUnits are the units of a cell that are said to lead, and the others.
func sortedUnits(cell string) (leads, helps []string) {
	label, rest := "", helpers.ReplaceAllString(cell, "、$1")
	for rest != "" {
		piece, next := rest, ""
		m := labelled.FindStringSubmatchIndex(rest)
		if m != nil {
			piece, next = rest[:m[0]], rest[m[1]:]
		}
		for _, name := range unitNames(piece) {
			bare := leadMark.ReplaceAllString(name, "")
			if helpful := helpMark.ReplaceAllString(bare, ""); helpful != bare && helpful != "" {
				bare = helpful
			}
			if bare != name && leadMark.MatchString(name) && bare != "" || leadsIndeed.MatchString(label) {
				leads = append(leads, bare)
				continue
			}
			helps = append(helps, bare)
		}
		if m != nil {
			label = rest[m[2]:m[3]]
		}
		rest = next
	}
	return leads, helps
}

// unitNames cuts a cell that names several units. A name may have a list in
// brackets, and may be broken into lines.
func unitNames(cell string) (names []string) {
	for _, name := range splitOutside(andUnit.ReplaceAllString(joinLines(cell), "$1、$2")) {
		for _, name := range spaced(name) {
			name = strings.Trim(counter.ReplaceAllString(name, ""), " 。.　★☆▲△●◆*")
			if short := andSo.ReplaceAllString(name, ""); short != "" {
				name = short
			}
			if name != "" && !nobody.MatchString(name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// joinLines mends a name that was broken to fit its cell: no unit's name ends
// there, or a bracket begins.
func joinLines(cell string) string {
	lines := strings.Split(cell, "\n")
	out := lines[0]
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		broken := han(out) && han(line) && (!unitEnds.MatchString(out) || notYet.MatchString(out)) && !strings.ContainsRune("、，,；;：:。/", lastRune(out)) && !labelled.MatchString(line)
		if !broken && !strings.HasPrefix(line, "（") && !strings.HasPrefix(line, "(") || counter.MatchString(line) {
			out += "\n"
		}
		out += line
	}
	return out
}

func lastRune(s string) rune {
	all := []rune(s)
	if len(all) == 0 {
		return 0
	}
	return all[len(all)-1]
}

// han reports whether a text is in Chinese, where names have no spaces.
func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// splitOutside cuts a list of names, but not within brackets.
func splitOutside(cell string) (parts []string) {
	depth := 0
	return strings.FieldsFunc(cell, func(c rune) bool {
		switch c {
		case '（', '(':
			depth++
		case '）', ')':
			depth = max(0, depth-1)
		}
		return c == '\n' || depth == 0 && strings.ContainsRune("、，,；;/\\+＋|", c)
	})
}

// shortestUnit is how many characters the name of a unit has at least.
const shortestUnit = 3

// spaced cuts names that only spaces keep apart; letters that are spaced out
// to fill a cell are one name.
func spaced(name string) []string {
	parts := strings.Fields(name)
	short := func(p string) bool { return !han(p) || len([]rune(p)) < shortestUnit }
	one := func(p string) bool { return !han(p) || len([]rune(p)) > 1 }
	switch {
	case len(parts) > 1 && !slices.ContainsFunc(parts, short):
		return parts
	case len(parts) > 1 && !slices.ContainsFunc(parts, one):
		return []string{strings.Join(parts, "")}
	}
	return []string{strings.TrimSpace(name)}
}

// readUnits reads a table of units: 代码, 名称, 英文名称, 简称.
func readUnits(sheet workbook.Sheet) ([]store.Unit, bool) {
	if len(sheet.Rows) < 2 {
		return nil, false
	}
	at := map[string]int{}
	for i, cell := range sheet.Rows[0].Cells {
		at[store.Fold(cell)] = i + 1
	}
	if at["代码"] == 0 && at["code"] == 0 || at["名称"] == 0 && at["name"] == 0 {
		return nil, false
	}
	var units []store.Unit
	for _, row := range sheet.Rows[1:] {
		cell := func(names ...string) string {
			for _, name := range names {
				if i := at[name]; i > 0 && i <= len(row.Cells) {
					return row.Cells[i-1]
				}
			}
			return ""
		}
		units = append(units, store.Unit{Code: cell("代码", "code"), Name: cell("名称", "name"), NameEN: cell("英文名称", "name_en"), Short: cell("简称", "short")})
	}
	return units, true
}
