package bot_test

import (
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/store"
)

// A group becomes a supergroup, told by a refusal, by a service message or by
// both: the message that was refused goes to the new id, once.
func TestAGroupBecomesASupergroup(t *testing.T) {
	for name, tc := range map[string]struct{ refused, told bool }{
		"refused": {true, false}, "told": {false, true}, "both": {true, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l, group := groupLine(t, sandbox.GroupOptions{})
				defer l.close()
				l.ask("甲", store.Place{Chat: store.ChatID(group)})
				l.pass(time.Minute)
				if tc.refused {
					l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: group, Do: sandbox.FaultMigrate})
				} else {
					l.tg.Migrate(group)
				}
				if !tc.told {
					l.tg.Inject(sandbox.Fault{Method: "getUpdates", Times: 3, Do: sandbox.FaultServer})
				}
				l.ask("乙", store.Place{Chat: store.ChatID(group)})
				l.pass(3 * time.Minute)
				fresh := l.tg.Migrate(group) // which only tells the new id by now
				if u := l.unit(); u.Group.Chat != store.ChatID(fresh) {
					t.Errorf("the unit is asked in %d, not %d", u.Group.Chat, fresh)
				}
				if a, b := l.heard(fresh, "催报 甲"), l.heard(fresh, "催报 乙"); a != 0 || b != 1 {
					t.Errorf("in the new group the first ask was said %d times, the second %d times", a, b)
				}
				l.see(func(tx *store.Tx) {
					for e, err := range tx.Entries(1) {
						if err != nil {
							t.Fatal(err)
						}
						for _, n := range e.Notes {
							if n.Act == store.ChatMoved {
								l.keys += 1000
							}
						}
					}
				})
				if l.keys/1000 != 1 {
					t.Errorf("the unit was moved %d times", l.keys/1000)
				}
			})
		})
	}
}

// The refusal does not tell the new id: the message waits until the group does.
// One that never does is told to the admins, and the contact is asked instead.
func TestAGroupBecomesASupergroupThatIsNotNamed(t *testing.T) {
	for _, told := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			l, group := groupLine(t, sandbox.GroupOptions{})
			defer l.close()
			l.tg.Inject(sandbox.Fault{
				Method: "sendMessage", Chat: group, Times: 100, Do: sandbox.FaultRefused, Text: "Bad Request: group chat was upgraded to a supergroup chat",
			})
			l.ask("甲", store.Place{Chat: store.ChatID(group)})
			l.pass(time.Minute)
			place, lost := int64(1001), 1
			if told {
				place, lost = l.tg.Migrate(group), 0
			}
			l.pass(20 * time.Minute)
			if n := l.heard(place, "催报 甲"); n != 1 {
				t.Errorf("told %v: the ask was said %d times", told, n)
			}
			if n := l.heardPart(lineAdmin, "无法向群"); n != lost {
				t.Errorf("told %v: the admins heard of it %d times", told, n)
			}
		})
	}
}
