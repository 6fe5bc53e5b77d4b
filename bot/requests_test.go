package bot

import "testing"

func TestMoreTimeIsReadFromWords(t *testing.T) {
	for text, want := range map[string]request{
		"申请延期到12月20日，因为汛期影响施工":                                                          {date: "12月20日", reason: "汛期影响施工"},
		"申请延期至12月20日 汛期影响施工":                                                            {date: "12月20日 汛期影响施工"},
		"申请延期到12月20日，汛期影响施工":                                                            {date: "12月20日", reason: "汛期影响施工"},
		"申请延期到2026年1月20日因汛期影响施工":                                                        {date: "2026年1月20日", reason: "汛期影响施工"},
		"因汛期影响施工，申请延期到12月20日":                                                           {date: "12月20日", reason: "汛期影响施工"},
		"2 申请延期到12月20日。理由：汛期":                                                           {names: "2", date: "12月20日", reason: "汛期"},
		"HD25-275申请延期到明年1月底，由于苗木到货晚":                                                    {names: "HD25-275", date: "明年1月底", reason: "苗木到货晚"},
		"申请将口袋公园延期到12月20日，原因是苗木未到":                                                      {names: "口袋公园", date: "12月20日", reason: "苗木未到"},
		"申请将完成时间推迟到12月20日，原因苗木未到":                                                       {date: "12月20日", reason: "苗木未到"},
		"请求延长期限至12月20日，因疫情":                                                             {date: "12月20日", reason: "疫情"},
		"申请延期10天，因为下雨":                                                                  {date: "10天", reason: "下雨"},
		"申请延期":                                                                          {},
		"申请延期到12月20日":                                                                   {date: "12月20日"},
		"您好，申请延期到12月20日，因为下雨，下周复工":                                                      {names: "您好", date: "12月20日", reason: "下雨，下周复工"},
		"request an extension to 2026-01-20 because the flood season stopped the works": {date: "2026-01-20", reason: "the flood season stopped the works"},
		"2: ask for an extension until 20 December, the trees are late":                 {names: "2", date: "20 December", reason: "the trees are late"},
		"Please extend to Dec 20 due to rain":                                           {date: "Dec 20", reason: "rain"},
	} {
		got, ok := readMoreTime(text)
		if !ok || got != want {
			t.Errorf("%q is read as %+v, %v", text, got, ok)
		}
	}
	for _, text := range []string{
		"已申请延期到12月20日", "拟申请延期到12月20日", "未申请延期", "因雨延期，预计12月20日完成", "口袋公园3个，工期顺延", "延期到12月20日", "5个 正常",
		"we do not request an extension to Friday", "the extension to the building is done", "delayed until Friday", "",
	} {
		if got, ok := readMoreTime(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestReturnsAreReadFromWords(t *testing.T) {
	for text, want := range map[string]request{
		"退回，该事项由住建委负责":          {reason: "该事项由住建委负责"},
		"申请退回：不属于本单位职责":         {reason: "不属于本单位职责"},
		"2 申请退回，因为不属于本单位职责":     {names: "2", reason: "不属于本单位职责"},
		"HD25-275申请退回 理由：归口住建委": {names: "HD25-275", reason: "归口住建委"},
		"申请退回": {},
		"We return this: the housing commission is in charge": {reason: "the housing commission is in charge"},
	} {
		if got, ok := readReturn(text); !ok || got != want {
			t.Errorf("%q is read as %+v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"退回材料3份", "已申请退回", "审核退回后已整改", "5个", ""} {
		if got, ok := readReturn(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}
