package sandbox

import (
	"cmp"
	"math"
	"slices"
)

// styles are the entities that may lie over one another: Telegram cuts them where another one begins, and joins what touches.
var styles = []string{"bold", "italic", "underline", "strikethrough", "spoiler"}

// rank orders entities of the same place.
func rank(kind string) int {
	switch kind {
	case "blockquote", "expandable_blockquote":
		return 0
	case "pre":
		return 10
	case "code":
		return 20
	case "text_link", "text_mention":
		return 49
	case "custom_emoji":
		return 99
	}
	if i := slices.Index(styles, kind); i >= 0 {
		return 90 + i
	}
	return 50
}

// ordered sorts by place, the longer first, then by kind.
func ordered(marks []Entity) []Entity {
	slices.SortStableFunc(marks, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length), cmp.Compare(rank(a.Type), rank(b.Type)))
	})
	return marks
}

func (e Entity) end() int { return e.Offset + e.Length }

func (e Entity) quote() bool { return rank(e.Type) == 0 }

// arranged brings entities into Telegram's shape: what is no style never crosses another, and styles are cut so that they nest.
func arranged(marks []Entity) []Entity {
	var over, quotes, solid []Entity
	for _, e := range ordered(slices.Clone(marks)) {
		switch {
		case slices.Contains(styles, e.Type):
			over = append(over, e)
		case e.quote():
			quotes = append(quotes, e)
		default:
			solid = append(solid, e)
		}
	}
	quotes = apart(quotes)
	solid = slices.DeleteFunc(apart(solid), func(e Entity) bool {
		return slices.ContainsFunc(quotes, func(q Entity) bool {
			return e.Offset < q.end() && q.Offset < e.end() && (e.Offset < q.Offset || e.end() > q.end())
		})
	})
	solid = ordered(append(solid, quotes...))
	c := cutter{over: over, open: map[string]Entity{}}
	return ordered(append(c.cut(solid), solid...))
}

// apart drops what overlaps with an earlier one.
func apart(marks []Entity) []Entity {
	end := 0
	return slices.DeleteFunc(marks, func(e Entity) bool {
		if e.Offset < end {
			return true
		}
		end = e.end()
		return false
	})
}

// cutter cuts styles.
type cutter struct {
	over []Entity // not looked at yet
	open map[string]Entity
	done []Entity
}

// cut cuts the styles at the borders of the solid entities. Inside code there are none.
func (c *cutter) cut(solid []Entity) []Entity {
	var around []Entity
	reach := func(offset int) {
		for n := len(around); n > 0 && offset >= around[n-1].end(); n = len(around) {
			before := len(c.done)
			c.upTo(around[n-1].end())
			if kind := around[n-1].Type; kind == "pre" || kind == "code" {
				c.done = c.done[:before]
			}
			around = around[:n-1]
		}
		c.upTo(offset)
	}
	for _, e := range solid {
		reach(e.Offset)
		around = append(around, e)
	}
	reach(math.MaxInt32)
	return c.done
}

// upTo finishes the styles that begin before an offset, and cuts there those that go on.
func (c *cutter) upTo(offset int) {
	for len(c.over) > 0 && c.over[0].Offset < offset {
		e := c.over[0]
		c.over = c.over[1:]
		if same, ok := c.open[e.Type]; ok && e.Offset <= same.end() {
			same.Length = max(same.end(), e.end()) - same.Offset
			c.open[e.Type] = same
			continue
		}
		c.flush(e.Offset)
		c.open[e.Type] = e
	}
	c.flush(offset)
}

func (c *cutter) flush(offset int) {
	for _, kind := range styles {
		e, ok := c.open[kind]
		if !ok || e.Offset >= offset {
			continue
		}
		rest := e
		e.Length = min(e.end(), offset) - e.Offset
		c.done = append(c.done, e)
		rest.Offset, rest.Length = e.end(), rest.end()-e.end()
		if c.open[kind] = rest; rest.Length == 0 {
			delete(c.open, kind)
		}
	}
}
