package reading

import (
	"strings"

	"duban/schedule"
)

// Example is a reply about the task that is read at once, for prompts; lang
// is zh or en. It shows a total where the task has a figure.
func Example(task Task, lang string) string {
	all := examples(task, lang)
	for _, text := range all {
		if plain(task, text) {
			return text
		}
	}
	return all[len(all)-1]
}

// plain reports whether the text is certain. The words of a list may have
// another meaning here: a target that is called "projects planned".
func plain(task Task, text string) bool {
	r := Read(Input{Tasks: []Task{task}, Text: text, Focus: 0})
	return len(r.Questions) == 0 && len(r.Lines) == 1 && (len(r.Lines[0].Values) == 1) == measured(task)
}

func measured(task Task) bool {
	for _, t := range task.Targets {
		if t.Measured() {
			return true
		}
	}
	return false
}

// examples are what could be said of the task, the most telling first: of the
// first target that has a figure, in English also of those after it.
func examples(task Task, lang string) (all []string) {
	for _, t := range task.Targets {
		if !t.Measured() {
			continue
		}
		amount := t.Low
		if t.Last != nil && !t.Last.IsZero() {
			amount = *t.Last
		}
		name := ""
		if len(task.Targets) > 1 {
			name = t.Name
		}
		if lang != "en" {
			return []string{inChinese(t, name, amount)}
		}
		all = append(all, inEnglish(t, name, amount), inEnglish(t, "", amount))
	}
	switch {
	case len(all) > 0:
		return append(all, "on track")
	case lang == "en":
		return []string{"on track, next: report by the end of the month"}
	}
	return []string{"正常，下一步月底前报送方案"}
}

func inChinese(t Target, name string, amount schedule.Decimal) string {
	total := "累计"
	if t.Level {
		total = ""
	}
	return name + total + amount.String() + t.Measure + " 正常"
}

// inEnglish has the words of the list where it has English ones. Scales such
// as 万 are written out, as English has no word for them.
func inEnglish(t Target, name string, amount schedule.Decimal) string {
	if name != "" && t.NameEN != "" {
		name = t.NameEN
	}
	measure := t.Measure
	if t.MeasureEN != "" {
		measure = " " + t.MeasureEN
	}
	for scale, zeros := range map[string]int32{" ten thousand ": 4, " hundred million ": 8} {
		if rest, ok := strings.CutPrefix(measure, scale); ok {
			amount, measure = amount.Shift(zeros), " "+rest
		}
	}
	if amount.Equal(unity()) {
		words := []rune(measure)
		measure = string(words[:singular(words, 0, len(words))])
	}
	return strings.TrimSpace(name+" "+amount.String()+measure) + ", on track"
}
