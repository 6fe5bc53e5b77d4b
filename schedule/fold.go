package schedule

import (
	"regexp"
	"strconv"
	"strings"
)

// fold brings what people type to one shape: half-width, lower case, one kind
// of comma, dash and space.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == '　', r == '\u00a0', r == '\t', r == '\n', r == '\r':
			return ' '
		case r == '、':
			return ','
		case r == '~', r == '–', r == '—', r == '−':
			return '-'
		case r == '\u200b', r == '\ufeff', r == '\ufe0f':
			return -1
		}
		return r
	}, s)
}

// trim takes off spaces and the punctuation that ends a phrase.
func trim(s string) string { return strings.Trim(s, " ,.;。!") }

// numeral reads digits or a Chinese number from 0 to 99; false for anything else.
func numeral(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, n >= 0
	}
	s = strings.NewReplacer("廿", "二十", "卅", "三十", "两", "二", "〇", "零").Replace(s)
	tens, units, ten := strings.Cut(s, "十")
	if !ten {
		return numeralDigit(s)
	}
	t, u, ok := 1, 0, true
	if tens != "" {
		if t, ok = numeralDigit(tens); !ok || t == 0 {
			return 0, false
		}
	}
	if units != "" {
		if u, ok = numeralDigit(units); !ok || u == 0 {
			return 0, false
		}
	}
	return t*10 + u, true
}

func numeralDigit(s string) (int, bool) {
	for i, r := range []rune("零一二三四五六七八九") {
		if s == string(r) {
			return i, true
		}
	}
	return 0, false
}

const numberPattern = `(\d{1,2}|[零〇一二两三四五六七八九十廿]{1,3})`

var (
	clockPattern = regexp.MustCompile(`(凌晨|上午|早上|早晨|中午|下午|傍晚|晚上|早|晚)? *` + numberPattern +
		` *(?:: *(\d{2})|[点时] *(?:(半|整|钟|一刻|三刻)|` + numberPattern + ` *分?)?) *([ap]\.?m\b\.?)?`)
	hourPattern = regexp.MustCompile(`()` + numberPattern + `()()() *([ap]\.?m\b\.?)`)
	// weekdayEnd keeps the numeral of 周一 apart from the one of 九点 behind it.
	weekdayEnd = regexp.MustCompile(`((?:周|星期|礼拜)(?:[一二三四五六日天]|[1-7]\b))`)
)

// cutClock takes the first time of day out of a folded text. A time of day that
// cannot be, 25:00, is left in.
func cutClock(s string) (c Clock, rest string, ok bool) {
	s = weekdayEnd.ReplaceAllString(s, "$1 ")
	for _, p := range []*regexp.Regexp{clockPattern, hourPattern} {
		for _, at := range p.FindAllStringSubmatchIndex(s, -1) {
			if digitAt(s, at[0]-1) || digitAt(s, at[1]) {
				continue
			}
			part := func(i int) string {
				if at[2*i] < 0 {
					return ""
				}
				return s[at[2*i]:at[2*i+1]]
			}
			if c, ok = clockFrom(part(1)+part(6), part(2), part(3)+part(4)+part(5)); ok {
				return c, s[:at[0]] + " " + s[at[1]:], true
			}
		}
	}
	return 0, s, false
}

func digitAt(s string, i int) bool {
	return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9'
}

// clockFrom puts together the half of the day, the hour and the minutes.
func clockFrom(half, hour, minute string) (Clock, bool) {
	h, ok := numeral(hour)
	if !ok || h > 23 {
		return 0, false
	}
	m := 0
	switch minute {
	case "", "整", "钟":
	case "半":
		m = 30
	case "一刻":
		m = 15
	case "三刻":
		m = 45
	default:
		if m, ok = numeral(minute); !ok || m > 59 {
			return 0, false
		}
	}
	switch strings.ReplaceAll(half, ".", "") {
	case "下午", "傍晚", "pm":
		if h < 12 {
			h += 12
		}
	case "晚上", "晚":
		if h == 12 || h < 5 {
			return 0, false // which of two days is meant is not said
		}
		if h < 12 {
			h += 12
		}
	case "中午":
		if h < 3 {
			h += 12
		}
	case "am":
		h %= 12
	}
	return At(h, m), true
}
