package reading

import (
	"strings"
	"testing"
)

// tenLines is a reply of ten lines to the ask of forty tasks.
const tenLines = `领导好，本期情况如下：
1、口袋公园已建成5个，按计划推进
2 加装电梯28台，存在问题：低层住户有意见，下一步逐户协商，预计12月15日前完成
4. 4500个
路灯更换500盏，滞后，因材料未到
9 又完成了20个
第13项 1600个
21 1000个 22 26万人
图书馆分馆7个，文艺演出140场
其余不变，谢谢`

func BenchmarkRead(b *testing.B) {
	for _, x := range []struct{ name, set, text string }{
		{"ten lines, 40 tasks", "forty", tenLines},
		{"one line, 40 tasks", "forty", "1完成5个"},
		{"one line, 5 tasks", "district", "1完成5个"},
		{"one task", "one", "5个"},
		{"as many figures as are read", "forty", strings.Repeat("5个", mostFigures)},
	} {
		b.Run(x.name, func(b *testing.B) {
			in := inputOf(b, x.set, x.text)
			b.ReportAllocs()
			for b.Loop() {
				Read(in)
			}
		})
	}
}
