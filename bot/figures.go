package bot

import (
	"strings"

	"duban/bot/wording"
	"duban/schedule"
)

// figure is an amount with its unit of measure: 87亿元, 1.2 million yuan, 72.6%.
func figure(l wording.Lang, amount schedule.Decimal, target schedule.Target) string {
	number, measure := inWords(l, amount, target)
	return wording.Figure(l, number, measure)
}

// myriads are the scales of Chinese units of measure: figures are given in
// them, and English has no such words.
var myriads = []struct {
	zh, en string
	zeros  int32
}{
	{"万亿", "trillion ", 12},
	{"亿", "hundred million ", 8},
	{"万", "ten thousand ", 4},
}

// inWords is the number and the unit of measure as the language has them.
func inWords(l wording.Lang, amount schedule.Decimal, target schedule.Target) (number, measure string) {
	if l != wording.En {
		return amount.String(), target.Measure
	}
	measure = target.MeasureEN
	if measure == "" {
		return grouped(amount), target.Measure
	}
	if amount.String() == "1" {
		measure = singular(measure)
	}
	for _, m := range myriads {
		if rest, ok := strings.CutPrefix(measure, m.en); ok && strings.HasPrefix(target.Measure, m.zh) {
			return inMillions(amount.Shift(m.zeros)), rest
		}
	}
	return grouped(amount), measure
}

// singular is the unit of measure for one: lists have them in the plural.
func singular(measure string) string {
	switch {
	case measure == "people":
		return "person"
	case strings.HasSuffix(measure, "ies"):
		return strings.TrimSuffix(measure, "ies") + "y"
	case strings.HasSuffix(measure, "ss"):
		return measure
	}
	return strings.TrimSuffix(measure, "s")
}

// inMillions writes large numbers as English does: 9 billion, 1.5 million,
// 16,000. Nothing is rounded.
func inMillions(amount schedule.Decimal) string {
	switch size := amount.Abs().IntPart(); {
	case size >= 1e9:
		return grouped(amount.Shift(-9)) + " billion"
	case size >= 1e6:
		return grouped(amount.Shift(-6)) + " million"
	}
	return grouped(amount)
}

// grouped puts commas between thousands.
func grouped(amount schedule.Decimal) string {
	sign, digits := "", amount.String()
	if amount.IsNegative() {
		sign, digits = "-", digits[1:]
	}
	whole, rest, point := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + rest
	}
	return sign + whole
}

// signed is a difference in the target's own measure: +2, −1.5.
func signed(l wording.Lang, d schedule.Decimal, target schedule.Target) string {
	number, _ := inWords(l, d.Abs(), target)
	if d.IsNegative() {
		return "−" + number
	}
	return "+" + number
}

// targetText says what a target asks for, with the word that softens it:
// 90亿元以上, 力争4—6家, 保持100%.
func targetText(l wording.Lang, t schedule.Target) wording.HTML {
	value := figure(l, t.Low, t)
	switch t.Kind {
	case schedule.AtLeast:
		return softened(l, t.Soft, wording.TargetAtLeast, value)
	case schedule.AtMost:
		return softened(l, t.Soft, wording.TargetAtMost, value)
	case schedule.Range:
		low, _ := inWords(l, t.Low, t)
		return softened(l, t.Soft, wording.TargetExact, wording.TargetRange.In(l, "low", low, "value", figure(l, t.High, t)))
	case schedule.Exact:
		return softened(l, t.Soft, wording.TargetExact, value)
	case schedule.Keep:
		return wording.TargetKeep.In(l, "value", value)
	case schedule.Change:
		s := wording.TargetRise
		if t.Low.IsNegative() {
			s = wording.TargetFall
		}
		return softened(l, t.Soft, s, figure(l, t.Low.Abs(), t))
	}
	return wording.TargetMilestone.In(l)
}

// softened adds the softening word, where the kind of the target does not
// say the same: 以上 says no more than 不少于.
func softened(l wording.Lang, soft string, s wording.Sentence, value any) wording.HTML {
	switch soft {
	case "左右", "约":
		return s.In(l, "value", wording.SoftAbout.In(l, "value", value))
	case "力争":
		return wording.SoftAim.In(l, "target", s.In(l, "value", value))
	case "预计":
		return wording.SoftExpected.In(l, "target", s.In(l, "value", value))
	case "突破", "超", "超过":
		return wording.SoftOver.In(l, "value", value)
	}
	return s.In(l, "value", value)
}
