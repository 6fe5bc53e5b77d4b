package lists

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// facts are all figures of the document, read from it a second time, by code
// and indicator: kind, figure, high end, measure, softening word, baseline,
// mode, line of the source.
func facts() map[string]string {
	return map[string]string{
		"HD25-001 地区生产总值增速":    "增长率 5 - % 左右 - 时点 107",
		"HD25-002 固定资产投资增速":    "增长率 3 - % - - 时点 107",
		"HD25-003 新增就业":        "不少于 1.6 - 万人 以上 1.7 累计 107",
		"HD25-004 调查失业率":       "不超过 5.5 - % 左右 - 时点 107",
		"HD25-005 收入增速与经济增速之差": "不少于 0 - 个百分点 同步 - 时点 107",
		"HD25-013 京冀落地企业":      "不少于 650 - 家 以上 - 累计 113",
		"HD25-028 新增专精特新企业":    "区间 4 6 家 - - 累计 121",
		"HD25-029 创新型中小企业总数":   "不少于 110 - 家 突破 100 时点 121",
		"HD25-033 河东行活动":       "不少于 4 - 场 不少于 - 累计 123",
		"HD25-039 技术合同登记额":     "不少于 90 - 亿元 以上 87 累计 125",
		"HD25-040 新谋划项目":       "等于 1 - 个 - - 累计 125",
		"HD25-040 一期融资额":       "等于 2000 - 万元 预计 - 累计 125",
		"HD25-049 上架数据产品":      "不少于 10 - 个 以上 - 累计 127",
		"HD25-050 数据产业企业":      "区间 6 10 家 - - 累计 127",
		"HD25-054 完成入表企业":      "不少于 8 - 家 以上 - 累计 127",
		"HD25-059 盘活零散地块":      "等于 4 - 处 - - 累计 129",
		"HD25-067 新增跨省通办事项":    "等于 5 - 个 - - 累计 131",
		"HD25-078 国际性展会":       "不少于 3 - 场 以上 - 累计 133",
		"HD25-080 外资到位额":       "不少于 2600 - 万美元 以上 - 累计 135",
		"HD25-082 谋划重点项目":      "不少于 50 - 个 不少于 - 累计 139",
		"HD25-088 提速建设项目":      "等于 25 - 个 - - 累计 139",
		"HD25-090 开工项目":        "等于 20 - 个 - 33 累计 139",
		"HD25-101 盘活楼宇面积":      "等于 5 - 万平方米 力争 - 累计 141",
		"HD25-102 产业项目到位额":     "不少于 30 - 亿元 以上 30 累计 141",
		"HD25-111 亮点项目":        "区间 3 5 个 - - 累计 143",
		"HD25-113 文化体验空间":      "等于 2 - 处 - - 累计 147",
		"HD25-116 非遗活动":        "不少于 400 - 场 以上 - 累计 147",
		"HD25-119 文创龙头企业":      "不少于 2 - 家 以上 - 累计 147",
		"HD25-126 调整商业面积":      "不少于 5 - 万平方米 以上 - 累计 153",
		"HD25-128 首店品牌":        "不少于 30 - 家 以上 - 累计 153",
		"HD25-132 赛事活动":        "不少于 20 - 场 以上 - 累计 153",
		"HD25-134 开工更新项目":      "等于 2 - 个 - - 累计 157",
		"HD25-137 新谋划更新项目":     "等于 3 - 个 - - 累计 157",
		"HD25-142 建设道路":        "等于 4 - 条 - - 累计 157",
		"HD25-151 建筑立面":        "不少于 3 - 万平方米 - - 累计 161",
		"HD25-151 城市家具":        "不少于 150 - 件 以上 - 累计 161",
		"HD25-157 PM2.5年均浓度":   "不超过 37 - 微克/立方米 以下 40.59 时点 163",
		"HD25-158 优良天数比例":      "不少于 72.6 - % 以上 69.1 时点 163",
		"HD25-162 地表水达标率":      "保持 100 - % 保持 100 时点 163",
		"HD25-164 完成节能监管单位":    "不少于 5 - 家 以上 - 累计 163",
		"HD25-166 碳强度变化":       "增长率 -4.4 - % 以上 - 时点 163",
		"HD25-212 办结民心工程":      "等于 20 - 项 - 20 累计 181",
		"HD25-227 就业驿站":        "等于 5 - 个 - - 累计 171",
		"HD25-235 配售型保障房":      "等于 204 - 套 - - 累计 173",
		"HD25-237 启动改造小区":      "等于 20 - 个 - - 累计 157",
		"HD25-240 养老床位":        "等于 150 - 个 - - 累计 175",
		"HD25-245 接入养老综合体":     "等于 13 - 个 - - 累计 175",
		"HD25-250 新增高中学位":      "等于 1200 - 个 - - 累计 177",
		"HD25-251 品牌高中":        "等于 4 - 个 - - 累计 177",
		"HD25-251 “双新”实验校":     "等于 3 - 个 - - 累计 177",
		"HD25-255 改造运动场地":      "等于 1.5 - 万平方米 - - 累计 177",
		"HD25-256 思政课实践基地":     "等于 10 - 个 - - 累计 177",
		"HD25-257 劳动教育基地":      "等于 8 - 个 - - 累计 177",
		"HD25-260 胸痛救治点":       "等于 10 - 家 - - 累计 179",
		"HD25-267 更新健身园":       "等于 49 - 处 - 26 累计 149",
		"HD25-268 户外微场地":       "等于 4 - 处 - 10 累计 149",
		"HD25-271 文化活动":        "不少于 500 - 场 以上 - 累计 149",
		"HD25-273 全民健身活动":      "不少于 200 - 场 以上 - 累计 149",
		"HD25-275 口袋公园":        "等于 6 - 个 - 4 累计 159",
		"HD25-275 行道树":         "不少于 1000 - 株 以上 - 累计 159",
		"HD25-277 养护公园":        "保持 11 - 个 - - 时点 159",
		"HD25-277 养护公厕":        "保持 116 - 座 - - 时点 159",
		"HD25-279 养护道路":        "不少于 8 - 万平方米 余 - 累计 161",
		"HD25-287 固定避难场所":      "等于 2 - 处 - - 累计 165",
		"HD25-288 新消防站":        "等于 3 - 个 力争 - 累计 165",
		"HD25-293 助残活动":        "不少于 20 - 场 以上 - 累计 173",
	}
}

// Ensure that every figure is right, and that none is missing or extra.
func TestFacts(t *testing.T) {
	got := map[string]string{}
	for _, r := range measured(t) {
		got[r["编号"]+" "+r["指标"]] = fact(r)
	}
	if diff := cmp.Diff(facts(), got); diff != "" {
		t.Error(diff)
	}
}

// figuresByLine counts the promised figures on each line of the document by
// reading its digits alone: a range counts once; PM2.5, 棉3 and 3+1+N are names.
func figuresByLine() map[string]int {
	return map[string]int{
		"107": 4, "113": 1, "121": 2, "123": 1, "125": 3, "127": 3, "129": 1, "131": 1, "133": 1, "135": 1,
		"139": 3, "141": 2, "143": 1, "147": 3, "149": 4, "153": 3, "157": 4, "159": 4, "161": 3, "163": 5,
		"165": 2, "171": 1, "173": 2, "175": 2, "177": 6, "179": 1, "181": 1,
	}
}

// Ensure that each printed figure has one target, whatever the targets are
// called. One target more is measured without a figure of its own: incomes
// that grow in step with GDP.
func TestPrintedFigures(t *testing.T) {
	got, inStep := map[string]int{}, 0
	for _, r := range measured(t) {
		if r["修饰词"] == "同步" {
			inStep++
			continue
		}
		got[r["行"]]++
	}
	if diff := cmp.Diff(figuresByLine(), got); diff != "" {
		t.Error(diff)
	}
	if inStep != 1 {
		t.Errorf("%d targets measured without a printed figure, want 1", inStep)
	}
}

// deeds are what the document says of named projects and papers, by milestone:
// it may not promise more than the document does. 建设 and 加快建设 are a
// year's construction, 启动 is a start, 编制 of a plan that others adopt a draft.
func deeds() map[string]string {
	return map[string]string{
		"五年目标考核通过": "006",
		"服务事项办结":   "007 008 009 010 206",
		"分中心设立":    "015",
		"如期举办":     "016 118 130 263 264 272",
		"五个领域均有进展": "018",
		"年度建设任务完成": "020 023 025 034 035 036 037 051 052 057 089 123 124 143 144 165 202 204 228 232 252 253 265",
		"竣工":       "022 109 110",
		"投入使用":     "022 074 259",
		"出台":       "032 060",
		"前期工作完成":   "045 083 084 085 138",
		"投入运营":     "047 048 053",
		"完成":       "055 150 269 282 283 285",
		"体系建成":     "061 121",
		"清单公布":     "066",
		"新场景上线":    "068",
		"项目落地":     "077 093 094",
		"资金申报":     "086",
		"开工":       "091 135 136 141",
		"入驻率提高":    "106 107",
		"建成":       "108 176 205 207 239 241 242 244",
		"开园":       "109 110",
		"出让":       "139 140",
		"论证通过":     "145 146",
		"课程开设":     "203",
		"规划草案编成":   "218",
		"联盟成立":     "230",
		"年度目标实现":   "233",
	}
}

// Ensure that a project is due to start, finish, open or pass what it should.
func TestDeeds(t *testing.T) {
	steady := []string{"年度工作完成", "机制运行", "子项全部办结"}
	got := map[string][]string{}
	for _, r := range list(t) {
		if name := r["指标"]; r["类型"] == milestone && !slices.Contains(steady, name) {
			got[name] = append(got[name], strings.TrimPrefix(r["编号"], "HD25-"))
		}
	}
	joined := map[string]string{}
	for name, codes := range got {
		joined[name] = strings.Join(codes, " ")
	}
	if diff := cmp.Diff(deeds(), joined); diff != "" {
		t.Error(diff)
	}
}

var lineNumber = regexp.MustCompile(`\d+`)

// measured are the rows with a figure, each with the line of its source in a
// further column 行: a task's further targets stand where the task does.
func measured(t *testing.T) (out []row) {
	t.Helper()
	line := ""
	for _, r := range list(t) {
		if r["出处"] != "" {
			line = lineNumber.FindString(r["出处"])
		}
		if r["类型"] != milestone {
			r["行"] = line
			out = append(out, r)
		}
	}
	return out
}

// fact joins what a target says; an empty cell is a dash.
func fact(r row) string {
	var parts []string
	for _, column := range []string{"类型", "目标值", "上限", "计量单位", "修饰词", "基期", "口径", "行"} {
		value := r[column]
		if value == "" {
			value = "-"
		}
		parts = append(parts, value)
	}
	return strings.Join(parts, " ")
}
