package reading

import "strings"

// Example is a reply about the task that is read at once, for prompts; lang
// is zh or en. It shows a total where the task has a figure.
func Example(task Task, lang string) string {
	for _, t := range task.Targets {
		if !t.Measured() {
			continue
		}
		amount := t.Low
		if t.Last != nil && !t.Last.IsZero() {
			amount = *t.Last
		}
		name := ""
		if len(task.Targets) > 1 && t.Name != "" {
			name = t.Name
		}
		if lang == "en" {
			return strings.TrimSpace(name + " " + amount.String() + t.Measure + ", on track")
		}
		if t.Level {
			return name + amount.String() + t.Measure + " 正常"
		}
		return name + "累计" + amount.String() + t.Measure + " 正常"
	}
	if lang == "en" {
		return "on track, next: report by the end of the month"
	}
	return "正常，下一步月底前报送方案"
}
