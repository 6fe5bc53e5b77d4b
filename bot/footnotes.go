package bot

import (
	"slices"

	"duban/bot/wording"
	"duban/store"
)

// footnote says, once under a message, what about its tasks was made up for
// a demonstration; empty where nothing was.
func (t *turn) footnote(tasks ...store.Task) wording.HTML {
	var marks []string
	for _, task := range tasks {
		for _, m := range task.Marks {
			if !slices.Contains(marks, m) {
				marks = append(marks, m)
			}
		}
	}
	if len(marks) == 0 {
		return ""
	}
	names := make([]string, len(marks))
	for i, m := range marks {
		names[i] = m
		if s, ok := markSentences[m]; ok {
			names[i] = s.Text(t.lang)
		}
	}
	return t.word(wording.Illustrative, "what", wording.Names(t.lang, names))
}

// markSentences are the marks that the lists which come with duban have.
var markSentences = map[string]wording.Sentence{
	"单位": wording.IllustrativeUnits,
	"分组": wording.IllustrativeGrouping,
}
