package lists

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// sourceFile names the variable that points at the document's text, which does
// not come with duban: one paragraph a line, as the sources in the list count.
const sourceFile = "HEDONG_2025_REPORT"

// document is the text line by line, without white space and with one kind of
// quotation mark.
func document(t *testing.T) []string {
	t.Helper()
	name := os.Getenv(sourceFile)
	if name == "" {
		t.Skip(sourceFile + " is not set: the list is not held against the document itself")
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		lines[i] = plain(line)
	}
	return lines
}

func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '*' {
			return -1
		}
		return r
	}, text)
	return strings.NewReplacer("“", `"`, "”", `"`, "（", "(", "）", ")", "，", ",", "；", ";", "：", ":", "PM_{2.5}", "PM2.5").Replace(text)
}

// Ensure that every figure stands on the line that its source names, with its
// unit of measure behind it.
func TestFiguresStandInTheDocument(t *testing.T) {
	lines := document(t)
	for _, r := range measured(t) {
		if r["修饰词"] == "同步" {
			continue
		}
		i, err := strconv.Atoi(r["行"])
		if err != nil || i > len(lines) {
			t.Fatalf("%s: line %q of %d", r["编号"], r["行"], len(lines))
		}
		measure := strings.TrimSuffix(r["计量单位"], "/立方米")
		if !figureIn(lines[i-1], strings.TrimPrefix(r["目标值"], "-"), r["上限"], measure) {
			t.Errorf("%s: %s%s is not on line %s", r["编号"], r["目标值"], measure, r["行"])
		}
	}
}

// figureIn finds a figure with its measure, also 4—6家 and 8万余平方米.
func figureIn(line, low, high, measure string) bool {
	if high != "" {
		low += "—" + high
	}
	scale, counted := "", measure
	if strings.HasPrefix(measure, "万") {
		scale, counted = "万", strings.TrimPrefix(measure, "万")
	}
	expr := `(^|[^\d.])` + regexp.QuoteMeta(low) + scale + `余?` + regexp.QuoteMeta(counted)
	return regexp.MustCompile(expr).MatchString(line)
}

// sharedRunes is the longest run of characters that a title may share with the
// document beside the names in it.
const sharedRunes = 6

// names are proper names and terms of art: nobody can call them otherwise.
func names() []string {
	return []string{
		"地区生产总值", "固定资产投资", `"十四五"`, "中铁物资天津公司", "中能建天津电建", "京津冀文化产业", "中海城市广场三期", "创新型中小企业", "专精特新",
		"技术合同登记额", "知识产权证券化", `"人工智能+"`, "国家海洋信息中心二期", `"智慧河东"二期`, "民营经济促进法", `"高效办成一件事"`, "天津一中河东学校", "实验中学河东学校",
		"万辛庄二期A地块", `"五篇大文章"`, "产业项目到位额", "飞鸽骑行文创园", `"文创企业河东行"`, "社会体育指导员", "万东路综合管线", "安全生产治本攻坚", "财经职专综合高中",
		"国家区域公共卫生中心", "20项民心工程", `"十五五"规划`, "家庭文化艺术节", `"双新"实验校`, "PM2.5",
	}
}

// Ensure that titles and indicators are our own words.
func TestTitlesAreOurOwnWords(t *testing.T) {
	whole := strings.Join(document(t), "")
	for _, r := range list(t) {
		for _, column := range []string{"标题", "指标"} {
			text := plain(r[column])
			for _, name := range names() {
				text = strings.ReplaceAll(text, name, "|")
			}
			if run := longestShared(text, whole); len([]rune(run)) > sharedRunes {
				t.Errorf("%s: %q shares %q with the document", r["编号"], r[column], run)
			}
		}
	}
}

// longestShared is the longest run of text that whole has too.
func longestShared(text, whole string) string {
	runes, best := []rune(text), ""
	for i := range runes {
		for j := i + len([]rune(best)) + 1; j <= len(runes) && strings.Contains(whole, string(runes[i:j])); j++ {
			best = string(runes[i:j])
		}
	}
	return best
}
