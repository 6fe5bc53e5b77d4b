package bot

import (
	"regexp"
	"strings"
)

// request is what a unit asks of the office in words: more time for a task, or
// to take it back.
type request struct {
	names  string // what stands before it and may name the task
	date   string // as typed; empty for a return, or where none was given
	reason string // as typed
}

// Requests are read only where somebody asks outright. "已申请延期" and "拟申请"
// tell of something, and are words of a report.
var (
	moreTimeZh = regexp.MustCompile(`(?s)^(.*?)(申请|请求|恳请|特申请)(?:将|把)?([^延推\n]{0,40}?)(?:完成时间|完成期限|期限|时间)?(?:延期|延长|推迟|延后|顺延|延)(?:完成|办理)?(?:时间|期限)?(?:至|到|为|：|:)?(.*)$`)
	moreTimeEn = regexp.MustCompile(`(?is)^(.*?)\b(?:(?:request|apply|ask|asking|requesting|applying)\s+(?:for\s+)?(?:an\s+|to\s+)?|please\s+)(?:extension|extend|more\s+time)(?:\s+(?:it|of|for)\b)?(.*?)\s*\b(?:until|till|to|by)\s+(.*)$`)
	toldZh     = regexp.MustCompile(`(?:已|已经|曾|未|没|没有|不|无需|不再|拟|准备|考虑|计划|打算)$`)
	toldEn     = regexp.MustCompile(`(?i)\b(?:not|no need to|don't|didn't|plan to|planning to|may|might)\s*$`)
	reasonZh   = regexp.MustCompile(`(?s)(?:因为|因|由于|鉴于|理由|原因)(?:是|为)?[：:，,\s]*(.*)$`)
	reasonEn   = regexp.MustCompile(`(?is)\b(?:because(?:\s+of)?|since|due\s+to|as|reason)\b[:,\s]*(.*)$`)
	giveBack   = regexp.MustCompile(`(?s)^(.*?)(?:申请|请求|要求)退回[：:，,。；;\s]*(.*)$|(?s)^退回[：:，,；;\s]+(.*)$|(?is)^(?:please\s+)?(?:take\s+(?:it|this)\s+back|we\s+return\s+(?:it|this))[:,;.\s]+(.*)$`)
	separators = "，,。；;、：: \n\t　"
)

// readMoreTime reads 申请延期到12月20日，因为… and the like; false where the words
// ask for nothing.
func readMoreTime(text string) (request, bool) {
	if m := moreTimeZh.FindStringSubmatch(text); m != nil && !toldZh.MatchString(strings.TrimSpace(m[1])) {
		r := request{names: m[1] + " " + m[3]}
		r.date, r.reason = dateAndReason(m[4], reasonZh)
		if why := reasonZh.FindStringSubmatchIndex(m[1]); r.reason == "" && why != nil {
			r.names, r.reason = m[1][:why[0]]+" "+m[3], m[1][why[2]:why[3]]
		}
		return r.tidy(), true
	}
	if m := moreTimeEn.FindStringSubmatch(text); m != nil && !toldEn.MatchString(m[1]) {
		r := request{names: m[1] + " " + m[2]}
		r.date, r.reason = dateAndReason(m[3], reasonEn)
		if why := reasonEn.FindStringSubmatchIndex(m[1]); r.reason == "" && why != nil {
			r.names, r.reason = m[1][:why[0]]+" "+m[2], m[1][why[2]:why[3]]
		}
		return r.tidy(), true
	}
	return request{}, false
}

// dateAndReason parts what follows the verb: the date ends where the reason
// begins, or at the first sign that no date has.
func dateAndReason(rest string, why *regexp.Regexp) (date, reason string) {
	date = strings.TrimLeft(rest, separators)
	if m := why.FindStringSubmatchIndex(date); m != nil {
		return date[:m[0]], date[m[2]:m[3]]
	}
	if i := strings.IndexAny(date, "，,。；;\n"); i >= 0 {
		return date[:i], date[i:]
	}
	return date, ""
}

func (r request) tidy() request {
	r.names = strings.Trim(r.names, separators)
	r.date = strings.Trim(r.date, separators+".")
	r.reason = strings.Trim(r.reason, separators)
	return r
}

// readReturn reads 申请退回，理由… and 退回：…
func readReturn(text string) (request, bool) {
	m := giveBack.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || toldZh.MatchString(strings.TrimSpace(m[1])) {
		return request{}, false
	}
	r := request{names: m[1], reason: m[2] + m[3] + m[4]}
	if why := reasonZh.FindStringSubmatch(r.reason); why != nil && strings.HasPrefix(r.reason, why[0]) {
		r.reason = why[1]
	}
	return r.tidy(), true
}
