package bot

import (
	"slices"
	"strconv"
	"strings"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// setting is a row of what /office sets.
type setting struct {
	words []string
	set   setter
}

// setter sets a value that somebody wrote, and says what it did for the journal.
type setter func(t *turn, o *store.Office, value string) (fact string, err error)

func settings() []setting {
	return []setting{
		{[]string{"days", "期限", "答复期限"}, (*turn).setWindow},
		{[]string{"hours", "时段", "发送时段"}, (*turn).setQuiet},
		{[]string{"lights", "亮灯", "亮灯规则"}, (*turn).setMargins},
	}
}

// office: /office shows the office's settings, /office WHICH VALUE changes one.
func (t *turn) office(args string) error {
	word, value, _ := strings.Cut(strings.TrimSpace(args), " ")
	all := settings()
	which := slices.IndexFunc(all, func(s setting) bool { return slices.Contains(s.words, strings.ToLower(word)) })
	switch {
	case which >= 0 && value != "":
		if err := t.setOffice(all[which].set, strings.TrimSpace(value)); err != nil {
			return err
		}
	case which < 0 && word != "":
		return complain(wording.OfficeUsage)
	}
	words, err := t.officeText()
	if err != nil {
		return err
	}
	return t.say(words.text, words.buttons...)
}

// lightsPressed chooses a rule for lights by button.
func (t *turn) lightsPressed(args []string) error {
	if err := t.setOffice((*turn).setMargins, strings.Join(args, "")); err != nil {
		return err
	}
	words, err := t.officeText()
	if err != nil {
		return err
	}
	return t.edit(words.text, words.buttons...)
}

// setOffice changes one setting. Under another rule for lights all open tasks
// are looked at again.
func (t *turn) setOffice(set setter, value string) error {
	office, err := t.tx.Office()
	if err != nil {
		return err
	}
	margins := office.Margins
	fact, err := set(t, &office, value)
	if err != nil {
		return err
	}
	if err := t.tx.PutOffice(office, fact); err != nil || office.Margins == margins {
		return err
	}
	return t.allAnew()
}

// allAnew computes the lights of all open tasks.
func (t *turn) allAnew() error {
	open, err := allOpen(t.tx)
	if err != nil {
		return err
	}
	for _, task := range open {
		if _, err := t.standAnew(task.ID); err != nil {
			return err
		}
	}
	return nil
}

// windowMost is the most working days that an answer may take: more than a
// month would run into the next ask.
const windowMost = 20

func (t *turn) setWindow(o *store.Office, value string) (string, error) {
	days, err := strconv.Atoi(value)
	if wait, fault := schedule.ParseWait(value); err != nil && fault == nil {
		days = wait.Days
	}
	if days < 1 || days > windowMost {
		return "", complain(wording.OfficeDaysWrong, "text", value, "most", windowMost)
	}
	o.Window = days
	return store.FactWindow.With(strconv.Itoa(days)), nil
}

func (t *turn) setQuiet(o *store.Office, value string) (string, error) {
	q, err := schedule.ParseQuiet(value)
	if err != nil {
		return "", complain(wording.OfficeHoursWrong, "text", value)
	}
	o.Quiet = &q
	return store.FactHours.With(q.Zh()), nil
}

func (t *turn) setMargins(o *store.Office, value string) (string, error) {
	for _, m := range schedule.Presets() {
		label := lightsLabel(m)
		if value == m.Name || value == label.Zh || strings.EqualFold(value, label.En) {
			o.Margins = m.Name
			return store.FactLights.With(m.Name), nil
		}
	}
	return "", complain(wording.OfficeLightsWrong, "text", value)
}

func (t *turn) officeText() (said, error) {
	office, err := t.tx.Office()
	if err != nil {
		return said{}, err
	}
	margins, err := t.margins(t.tx)
	if err != nil {
		return said{}, err
	}
	text := wording.Blocks(
		wording.Lines(
			t.word(wording.OfficeHead),
			t.word(wording.OfficeDays, "days", office.Window),
			t.word(wording.OfficeHours, "hours", t.quietText(t.quiet(t.tx))),
		),
		t.lightsText(margins),
		t.word(wording.OfficeUsage),
	)
	var row []store.Button
	for _, m := range schedule.Presets() {
		b := t.button(lightsLabel(m), "lights", m.Name)
		if m.Name == margins.Name {
			b.Text = "✓ " + b.Text
		}
		row = append(row, b)
	}
	return said{text: text, buttons: [][]store.Button{row}}, nil
}

func (t *turn) quietText(q schedule.Quiet) string {
	if t.lang == wording.En {
		return q.En()
	}
	return q.Zh()
}

// hoursText says stored hours in the reader's language.
func (t *turn) hoursText(stored string) string {
	q, err := schedule.ParseQuiet(stored)
	if err != nil {
		return stored
	}
	return t.quietText(q)
}

// lightsText says a rule for lights in its figures.
func (t *turn) lightsText(m schedule.Margins) wording.HTML {
	idle := t.word(wording.OfficeIdleGap)
	if m.Never > 0 {
		idle = t.word(wording.OfficeIdleMonths, "late", m.Late, "never", m.Never)
	}
	classes := t.word(wording.OfficeClasses, "ahead", m.Ahead, "behind", m.Behind)
	if m.Behind.IsNegative() {
		classes = t.word(wording.OfficeClassesLead, "ahead", m.Ahead, "lead", m.Behind.Neg())
	}
	return t.word(wording.OfficeLights, "name", lightsLabel(m), "yellow", m.Yellow, "red", m.Red, "idle", idle, "classes", classes)
}

func lightsLabel(m schedule.Margins) wording.Sentence {
	if s, ok := lightsLabels[m.Name]; ok {
		return s
	}
	return wording.Sentence{Zh: m.Name, En: m.Name}
}

var lightsLabels = map[string]wording.Sentence{
	schedule.Yinchuan2025().Name: wording.LightsYinchuan,
	schedule.Changsha2015().Name: wording.LightsChangsha,
}
