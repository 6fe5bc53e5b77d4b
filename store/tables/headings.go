package tables

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"duban/store/workbook"
)

// heading takes a heading for the section of the rows below. One in brackets
// divides the chapter that it stands in: 一、产业 · （一）工业.
func (r *listReader) heading(text string) {
	r.section = text
	clear(r.group)
	switch {
	case !within.MatchString(text):
		if r.chapter = text; !headed.MatchString(text) {
			r.chapter = ""
		}
	case r.chapter != "":
		r.section = r.chapter + " · " + text
	}
}

var within = regexp.MustCompile(`^[（(]`)

var headed = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章节部篇]|[A-Z][.．、] ?\D|(?i:part|section|goal|priority|objective|theme|pillar|aim|chapter) [0-9A-Z]{1,3}\s*[.:：–—-])`)

// heads reports whether the row is a heading of those below it: nothing stands
// in it but words in the place of the number or over both places, a title that
// is numbered as headings are, or words with a heading's number in a table that
// counts its tasks in digits. There sums may stand beside the heading.
func (r *listReader) heads(row workbook.Row, code, title string) bool {
	if code != "" && code == title {
		return !codeAlone.MatchString(code)
	}
	number := headNumber.MatchString(code)
	switch {
	case filled(row) == 1:
		return headed.MatchString(first(row)) || title == "" && code != "" && !codeAlone.MatchString(code)
	case !r.counted || len(r.columns) < 3:
		return false
	case filled(row) == 2 && number:
		return true
	}
	return r.summed(row) && title != "" && (number || code == "" && headed.MatchString(title))
}

// summed reports whether the row has nothing but figures beside its number and
// title.
func (r *listReader) summed(row workbook.Row) bool {
	beside := slices.Concat(r.columns["code"], r.columns["title"])
	for i, cell := range row.Cells {
		if cell != "" && !slices.Contains(beside, i) && !sumAlone.MatchString(cell) {
			return false
		}
	}
	return true
}

// headingOf is what a row says that is a heading: the words beside its number
// may stand in any column.
func headingOf(row workbook.Row, code, title string) string {
	if title == "" && filled(row) == 2 {
		title = onOneLine(lastFilled(row))
	}
	return cmp.Or(joinNumber(code, title), first(row))
}

// joinNumber is a heading of which the number has a cell of its own.
func joinNumber(number, words string) string {
	if number == words {
		return words
	}
	if number != "" && words != "" && strings.Trim(number, "一二三四五六七八九十") == "" {
		return number + "、" + words
	}
	return number + words
}

var (
	headNumber  = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十]+[）)、.．]?|第[一二三四五六七八九十]+[章节部篇类])$`)
	digitsFirst = regexp.MustCompile(`^[(（]?[0-9]`)
	codeAlone   = regexp.MustCompile(`^[A-Za-z0-9._/-]+$`)
	noted       = regexp.MustCompile(`(?i)^[(（【\[*※]*(备注|注|说明|附注|填报|填表|制表|审核|联系|单位|日期|notes?|source)[^：:]{0,8}[：:]`)
	sums        = regexp.MustCompile(`(?i)^(?:全[区市县])?(?:合计|总计|小计|共计|total|subtotal|grandtotal)(?:[（(].*[）)])?[:：]?$`)
	sumAlone    = regexp.MustCompile(`^-?[0-9][0-9,]*(?:\.[0-9]+)?%?$`)
	// pageMark is what a page says at its foot or top when it is copied along.
	pageMark = regexp.MustCompile(`^(?:[-—–－] ?[0-9]{1,3} ?[-—–－]|第 ?[0-9]{1,3} ?页.{0,10}|[（(]?(?:续表|续上表|接上页|转下页|下页续)[一二三四五六七八九十0-9]*[）)]?)$`)
)

// besides reports whether the row is no task but a sum of those above it, the
// mark of a page, or a note under the table such as 填报人：…, with the lines that follow it.
func (r *listReader) besides(row workbook.Row, code, title string) bool {
	if (row.Banner || filled(row) == 1) && pageMark.MatchString(first(row)) {
		return true
	}
	bare := strings.Join(strings.Fields(code), "")
	if title == "" && sums.MatchString(strings.Join(strings.Fields(first(row)), "")) {
		return true
	}
	if sums.MatchString(bare) || bare == "" && sums.MatchString(strings.Join(strings.Fields(title), "")) {
		return true
	}
	text, alone := first(row), row.Banner || filled(row) == 1
	note := noted.MatchString(text) && (alone || code == text || title == "") || title == "" && r.signed(row)
	r.notes = note || r.notes && alone && !headed.MatchString(text)
	return r.notes
}

// signed reports whether a row is a line to sign on, 分管领导签字：　科室负责人：,
// and not further units of the task above.
func (r *listReader) signed(row workbook.Row) bool {
	from := slices.IndexFunc(row.Cells, func(cell string) bool { return cell != "" })
	if from < 0 || slices.Contains(slices.Concat(r.columns["lead"], r.columns["support"]), from) {
		return false
	}
	return !slices.ContainsFunc(row.Cells, func(cell string) bool { return cell != "" && !signature.MatchString(cell) })
}

var signature = regexp.MustCompile(`^[^：:，。]{0,9}\p{Han}[^：:，。]{0,9}[：:][^，。]{0,20}$`)

func filled(row workbook.Row) (cells int) {
	for _, cell := range row.Cells {
		if strings.TrimSpace(cell) != "" {
			cells++
		}
	}
	return cells
}

// lastFilled is what the last filled cell says.
func lastFilled(row workbook.Row) string {
	for _, cell := range slices.Backward(row.Cells) {
		if cell = strings.TrimSpace(cell); cell != "" {
			return cell
		}
	}
	return ""
}
