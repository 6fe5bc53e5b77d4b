package lists

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// delicateFacts are readings that are easy to get wrong, by indicator: kind,
// figure, high end, measure, softening word, baseline, mode, line of the source.
func delicateFacts() map[string]string {
	return map[string]string{
		"地区生产总值增速":   "增长率 5 - % 左右 - 时点 107",
		"固定资产投资增速":   "增长率 3 - % - - 时点 107",
		"新增就业":       "不少于 1.6 - 万人 以上 1.7 累计 107",
		"调查失业率":      "不超过 5.5 - % 左右 - 时点 107",
		"京冀落地企业":     "不少于 650 - 家 以上 - 累计 113",
		"新增专精特新中小企业": "区间 4 6 家 - - 累计 121",
		"创新型中小企业总数":  "不少于 110 - 家 突破 100 时点 121",
		"河东行活动":      "不少于 4 - 场 不少于 - 累计 123",
		"技术合同登记额":    "不少于 90 - 亿元 以上 87 累计 125",
		"一期融资额":      "等于 2000 - 万元 预计 - 累计 125",
		"上架数据产品":     "不少于 10 - 个 以上 - 累计 127",
		"数据产业企业":     "区间 6 10 家 - - 累计 127",
		"完成入表企业":     "不少于 8 - 家 以上 - 累计 127",
		"盘活零散地块":     "等于 4 - 处 - - 累计 129",
		"外资到位额":      "不少于 2600 - 万美元 以上 - 累计 135",
		"谋划重点项目":     "不少于 50 - 个 不少于 - 累计 139",
		"提速建设项目":     "等于 25 - 个 - - 累计 139",
		"开工项目":       "等于 20 - 个 - 33 累计 139",
		"盘活楼宇面积":     "等于 5 - 万平方米 力争 - 累计 141",
		"产业项目到位额":    "不少于 30 - 亿元 以上 30 累计 141",
		"亮点项目":       "区间 3 5 个 - - 累计 143",
		"非遗活动":       "不少于 400 - 场 以上 - 累计 147",
		"调整商业面积":     "不少于 5 - 万平方米 以上 - 累计 153",
		"更新健身园":      "等于 49 - 处 - 26 累计 149",
		"口袋公园":       "等于 6 - 个 - 4 累计 159",
		"行道树":        "不少于 1000 - 株 以上 - 累计 159",
		"养护公厕":       "保持 116 - 座 - - 时点 159",
		"建筑立面":       "不少于 3 - 万平方米 - - 累计 161",
		"城市家具":       "不少于 150 - 件 以上 - 累计 161",
		"养护道路":       "不少于 8 - 万平方米 余 - 累计 161",
		"PM2.5年均浓度":  "不超过 37 - 微克/立方米 以下 40.59 时点 163",
		"优良天数比例":     "不少于 72.6 - % 以上 69.1 时点 163",
		"地表水达标率":     "保持 100 - % 保持 100 时点 163",
		"碳强度变化":      "增长率 -4.4 - % 以上 - 时点 163",
		"新消防站":       "等于 3 - 个 力争 - 累计 165",
		"配售型保障房":     "等于 204 - 套 - - 累计 173",
		"接入养老综合体":    "等于 13 - 个 - - 累计 175",
		"改造运动场地":     "等于 1.5 - 万平方米 - - 累计 177",
		"胸痛救治点":      "等于 10 - 家 - - 累计 179",
		"办结民心工程":     "等于 20 - 项 - 20 累计 181",
		"“双新”实验校":    "等于 3 - 个 - - 累计 177",
		"启动改造小区":     "等于 20 - 个 - - 累计 157",
		"完成节能监管单位":   "不少于 5 - 家 以上 - 累计 163",
		"新增高中学位":     "等于 1200 - 个 - - 累计 177",
		"养老床位":       "等于 150 - 个 - - 累计 175",
	}
}

// Ensure that the delicate readings are right.
func TestDelicateFacts(t *testing.T) {
	facts := delicateFacts()
	line := regexp.MustCompile(`\d+`)
	got, source := map[string]string{}, ""
	for _, r := range list(t) {
		if r["出处"] != "" {
			source = line.FindString(r["出处"])
		}
		if _, wanted := facts[r["指标"]]; wanted {
			got[r["指标"]] += fact(r) + " " + source
		}
	}
	if diff := cmp.Diff(facts, got); diff != "" {
		t.Error(diff)
	}
}

// fact joins what a target says; an empty cell is a dash.
func fact(r row) string {
	var parts []string
	for _, column := range []string{"类型", "目标值", "上限", "计量单位", "修饰词", "基期", "口径"} {
		value := r[column]
		if value == "" {
			value = "-"
		}
		parts = append(parts, value)
	}
	return strings.Join(parts, " ")
}
