package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"duban/store"
)

// A unit that has answered everything is asked anew, not reminded of nothing,
// also twice within a minute; and its card does not say that it is asked.
func TestAgainAfterTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := gardens(t)
		defer s.close()
		for i, name := range []string{"U1", "T1"} {
			s.play("李主任：/again " + name)
			if text := s.hears("李主任"); !strings.Contains(text, "已新开一次催报，共 1 项") {
				t.Errorf("/again %s: %s", name, text)
			}
			s.play("王芳：T1 累计4个 正常\n李主任：/unit U1")
			if text := s.hears("李主任"); !strings.Contains(text, "目前没有未答复的催报") {
				t.Errorf("the unit's card: %s", text)
			}
			s.view(func(tx *store.Tx) {
				n := 0
				for a, err := range tx.Asks() {
					if n++; err != nil || a.State != store.Answered {
						t.Errorf("%+v, %v", a, err)
					}
				}
				if n != i+1 {
					t.Errorf("%d asks after %d times", n, i+1)
				}
			})
		}
	})
}
