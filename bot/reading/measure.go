package reading

import (
	"slices"
	"strings"

	"duban/schedule"
)

// measure is a unit of measure taken apart: 万平方米 is 平方米 ten thousandfold.
type measure struct {
	name   []rune           // the unit as printed, folded, without its power
	base   string           // the one name of the unit: 平方米
	family string           // what it measures; units of one family convert
	factor schedule.Decimal // size in the family's own unit, without power
	power  int32            // power of ten before it: 4 for 万
}

// Families that have rules of their own.
const (
	percentFamily = "percent"
	pointFamily   = "point" // percentage points: a difference, never a level
	countFamily   = "count" // 个, 处, 座, 所, 家, 场: people type one for the other
	timeFamily    = "time"  // 天: beside a task that counts otherwise, how long something takes
	otherFamily   = "other"
)

// unitRow is one unit: its names, folded, apart by |.
type unitRow struct {
	names, family, factor string
}

// unitRows is the table of units of measure. A counter with a family of its own
// converts into nothing; only a typed 个 stands for it.
func unitRows() []unitRow {
	return []unitRow{
		{"公里|千米|km|kilometres|kilometers|kilometre|kilometer|kms", "length", "1000"},
		{"米|m|metres|meters|metre|meter", "length", "1"},
		{"延米|延长米", "running", "1"},
		{"平方米|m2|平米|平方|平|sqm|sq m|square metres|square meters|square metre|square meter", "area", "1"},
		{"平方公里|平方千米|km2|sq km|square kilometres|square kilometers", "area", "1000000"},
		{"公顷|公倾|ha|hectares|hectare", "area", "10000"},
		{"亩|mu", "mu", "1"},
		{"立方米|m3|立方|方|cubic metres|cubic meters", "volume", "1"},
		{"吨|t|tons|tonnes|ton|tonne", "mass", "1000"},
		{"公斤|千克|kg", "mass", "1"},
		{"元|块钱|rmb|yuan|cny", "money", "1"},
		{"美元|美金|usd|us dollars|us dollar|dollars|dollar", "dollar", "1"},
		{"%|percent|per cent|pct", percentFamily, "1"},
		{"个百分点|百分点|个点|percentage points|percentage point|pp", pointFamily, "1"},
		{"微克/立方米|微克每立方米|微克|μg/m3|ug/m3|micrograms", "density", "1"},
		{"千瓦时|度电|kwh", "energy", "1"}, {"千瓦|kw", "watt", "1"}, {"兆瓦", "watt", "1000"},
		{"兆瓦时|mwh", "energy", "1000"}, {"毫克/升|毫克每升|mg/l", "dissolved", "1"}, {"分贝|db|decibels", "noise", "1"},
		{"吨标准煤|吨标煤", "coal", "1"},
		{"个|个点位|處|处|座|所|家|场|场次|项|sites|site|places|place|locations|location|spots|spot|firms|firm|companies|company|enterprises|enterprise|facilities|schools|school|stations|station|events|event|shows|show|performances|performance", countFamily, "1"},
		{"户|households|household|homes|families", "household", "1"},
		{"人|名|位|people|persons|person|residents", "person", "1"},
		{"人次|visits", "visit", "1"},
		{"套|flats|flat|apartments|sets", "set", "1"},
		{"台|部|machines|sets of equipment", "machine", "1"},
		{"辆|vehicles|cars|buses", "vehicle", "1"},
		{"条|roads|streets", "strip", "1"},
		{"盏|lamps|lights", "lamp", "1"},
		{"棵|株|trees|tree", "tree", "1"},
		{"张|beds|bed", "sheet", "1"},
		{"批次|批|batches|batch", "batch", "1"},
		{"件|cases|case", "piece", "1"},
		{"宗|起", "affair", "1"},
		{"次|times|sessions", "occasion", "1"},
		{"栋|幢|buildings|building", "building", "1"},
		{"间|rooms", "room", "1"}, {"根|支|桩", "pole", "1"}, {"块|片", "patch", "1"}, {"段", "stretch", "1"},
		{"门|艘|架|对|份|期|册|本|篇|类|种|级|班|组|层|股|口|眼|扇|面|道|档|单|例|例次|床|步|列|枚|把|台次|车次|箱|桶|袋|亩次|站|个次|笔|趟|班次|课时|学时|堂|盆|幅|桌|羽|尾", "", "1"},
		{"村|社区|街道|小区|镇|乡|校|园|spaces|points", "", "1"},
	}
}

// countedThings are counters with the words for what they count, which say no
// more than the counter does.
func countedThings() []phrases {
	return []phrases{
		{"所", "学校|中小学|幼儿园|院校|医院"}, {"家", "企业|单位|公司|机构|门店|店|店铺|商户|经营户"},
		{"户", "居民|家庭|农户|住户|人家|业主"}, {"人|名|位", "学生|老人|老年人|职工|群众|居民|儿童|妇女|工人|学员"},
		{"场|场次", "活动|演出|比赛|赛事|讲座|培训|宣传"}, {"条", "路|道路|街巷|小巷|街|线路|河道"},
		{"座", "桥|桥梁|水库|公厕|厕所"}, {"台|部", "电梯|设备|机器"}, {"辆", "车|车辆|公交车|汽车"},
		{"件", "案件|案子|事"}, {"套", "房|房子|住房|房源|公寓"}, {"棵|株", "树|树木|苗木"}, {"盏", "灯|路灯"},
		{"处", "点位|地方|场所"}, {"张", "床|床位"},
	}
}

// unit is a row of the table under one of its names.
type unit struct {
	runes  []rune
	base   string
	family string
	factor schedule.Decimal
}

// any reports whether the unit is 个, which people type for whatever is counted.
func (u *unit) any() bool { return u != nil && len(u.runes) == 1 && u.runes[0] == '个' }

// in reports whether there is a unit and it measures what the family does.
func (u *unit) in(family string) bool { return u != nil && u.family == family }

// unit makes a unit of one of the row's names.
func (row unitRow) unit(name []rune) *unit {
	base, _, _ := strings.Cut(row.names, "|")
	if row.family == "" {
		return &unit{name, string(name), "unit:" + string(name), parse(row.factor)}
	}
	return &unit{name, base, row.family, parse(row.factor)}
}

// exact reports whether a unit was typed that is the measure itself, not one
// that people type for it.
func (m measure) exact(u *unit) bool {
	return u != nil && (slices.Equal(u.runes, m.name) || u.base == m.base && m.family != countFamily)
}

// parseMeasure takes a target's unit of measure, folded, apart.
func parseMeasure(r []rune) measure {
	m := measure{family: countFamily, factor: unity()}
	if len(r) == 0 {
		return m
	}
	k := 0
	if shift, next := power(r, 0); next < len(r) {
		m.power, k = shift, next
	}
	m.name = r[k:]
	if u, end := words().units.at(r, k); end == len(r) {
		m.base, m.family, m.factor = u.base, u.family, u.factor
		return m
	}
	m.base, m.family = string(m.name), otherFamily
	if m.isTime() {
		m.family = timeFamily
	}
	return m
}

// isTime reports whether the measure is a length of time, which the grammar
// takes for a date where no task counts in it.
func (m measure) isTime() bool {
	switch m.base {
	case "天", "日", "个月", "月", "小时", "分钟", "年", "周", "days", "day", "hours", "months", "minutes":
		return true
	}
	return false
}

// counted reports whether the measure counts things.
func (m measure) counted() bool { return counts(m.family) }

func counts(family string) bool {
	switch family {
	case "length", "area", "volume", "mass", "money", "dollar", percentFamily, pointFamily, "density", "energy", "watt", "coal", "dissolved", "noise", "mu", "running":
		return false
	}
	return true
}

// physical reports whether a measure that the table lacks is one of a quantity,
// which may have a fraction: 兆瓦, ‰.
func (m measure) physical() bool {
	return m.family == otherFamily && slices.ContainsFunc(m.name, func(r rune) bool {
		return letter(r) || strings.ContainsRune("瓦伏安升度‰克秒贝帕吨米元时/", r)
	})
}

// shown reports whether a figure shows by itself that it is in the measure: by
// its unit, or as a share or with the 万 or 亿 that the measure has.
func (m measure) shown(f token) bool {
	switch {
	case f.kind != numberKind:
		return false
	case f.num.form == shareForm:
		return m.family == percentFamily
	case f.unit == nil:
		return f.num.scaled && m.power > 0
	}
	_, ok := m.fit(f.unit)
	return ok
}

// near gives the factor for a unit that people type for the measure, though it
// is another one: 台 for 辆, 方 for 平方米. Only a button may take it.
func (m measure) near(u *unit) (factor schedule.Decimal, ok bool) {
	switch {
	case m.family == "area" && slices.Equal(u.runes, []rune("方")):
		return unity().Div(m.factor), true
	case m.family == "mu" && u.family == "area":
		return u.factor.Mul(whole(3)).Div(whole(2000)), true
	case (m.family == "money" || m.family == "dollar") && slices.Equal(u.runes, []rune("m")): // 7.2m
		return unity().Shift(6), true
	}
	return unity(), m.counted() && counts(u.family) && people(m.family) == people(u.family)
}

func people(family string) bool {
	return family == "person" || family == "household" || family == "visit"
}

// misfits reports whether a figure in the unit is none in the measure as it stands.
func (m measure) misfits(u *unit) bool {
	_, ok := m.fit(u)
	return !ok
}

// fit says whether a figure typed with unit u suits the measure, and by what it
// is multiplied to be in it. A typed 个 suits whatever is counted, 台 also cars.
func (m measure) fit(u *unit) (schedule.Decimal, bool) {
	switch {
	case u == nil, u.base == m.base, slices.Equal(u.runes, m.name):
		return unity(), true
	case u.family == m.family && m.family != otherFamily:
		return u.factor.Div(m.factor), true
	case u.any() && m.counted(), u.base == "台" && m.family == "vehicle":
		return unity(), true
	}
	return unity(), false
}
