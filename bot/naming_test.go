package bot

import (
	"testing"

	"duban/store"
)

func TestFewWordsNameATask(t *testing.T) {
	s := scope{
		ask: store.Ask{Lines: []store.AskLine{{Number: 1, Task: 11}, {Number: 2, Task: 12}}},
		tasks: []store.Task{
			{ID: 11, Code: "HD25-27", Title: "新建口袋公园", TitleEN: "New pocket parks"},
			{ID: 12, Code: "HD25-275", Title: "整治背街小巷", TitleEN: "Back lanes"},
			{ID: 13, Code: "HD25-300", Title: "整治河道"},
		},
	}
	for words, want := range map[string]int{
		"2": 12, "②": 12, "第2项": 12, "第 2 项 现场": 12, "2、现场照片": 12, "２．照片": 12, "1 照片": 11,
		"HD25-27": 11, "hd25-275 现场": 12, "ＨＤ25-300": 13, "口袋公园": 11, "照片：整治背街小巷": 12, "back lanes": 12, "河道": 13,
		"": 0, "3": 0, "2个": 0, "整治": 0, "照片": 0, "2025年": 0, "园": 0, "HD25-2756": 0,
	} {
		i, ok := s.named(words)
		if got := s.tasks[i].ID; ok != (want != 0) || ok && got != store.TaskID(want) {
			t.Errorf("%q names %d (%v), want %d", words, got, ok, want)
		}
	}
}
