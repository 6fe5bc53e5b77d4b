package sandbox_test

import (
	"testing"

	"duban/bot/sandbox"
)

// Who comes and goes is told by service messages, and by chat_member to an administrator that named it.
func TestMembers(t *testing.T) {
	w := started(t)
	w.group = w.AddGroup("组", sandbox.GroupOptions{BotAdmin: true}, wang)
	w.do("getUpdates", args{"allowed_updates": []string{"message", "chat_member", "my_chat_member"}})
	w.updates()
	w.Join(w.group, li)
	w.Join(w.group, li) // nothing new
	got := w.updates()
	same(t, "two updates", len(got), 2)
	same(t, "member", got[0].Member != nil, true)
	w.Leave(w.group, li)
	same(t, "left", len(w.updates()), 2)
	if _, err := w.Say(li, w.group, "x"); err == nil {
		t.Error("who left still speaks")
	}
	w.AddBot("77:b", "b_bot", "B")
	w.AddBotTo(w.group, "77:b")
	same(t, "the new bot is told", w.Pending("77:b"), 2)
	same(t, "bots", len(w.Bots()), 2)
	w.KickBot(w.group)
	got = w.updates()
	same(t, "kicked", got[len(got)-1].Mine.New.Status, "kicked")
}

func TestClosedTopic(t *testing.T) {
	w := started(t)
	forum := w.AddGroup("坛", sandbox.GroupOptions{Forum: true}, wang)
	topic := w.AddTopic(forum, "局")
	w.CloseTopic(forum, topic)
	send := func() string {
		return w.do("sendMessage", args{"chat_id": forum, "text": "x", "message_thread_id": topic}).Description
	}
	same(t, "closed", send(), "Bad Request: TOPIC_CLOSED")
	w.Promote(forum)
	same(t, "open to administrators", send(), "")
	same(t, "no forum", w.AddTopic(w.AddGroup("组", sandbox.GroupOptions{}), "x"), 0)
}

// Whoever blocks, deletes or is gone.
func TestPeople(t *testing.T) {
	w := started(t)
	w.Block(li)
	if _, err := w.Say(li, li, "x"); err == nil {
		t.Error("who blocks still speaks")
	}
	w.Unblock(li)
	m, err := w.Say(li, li, "x")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Delete(li, li, m.ID); err != nil {
		t.Fatal(err)
	}
	all := w.Messages(li)
	same(t, "deleted", all[len(all)-1].Deleted, true)
	same(t, "twice", w.Delete(li, li, m.ID) != nil, true)
	w.AddPerson(sandbox.Person{ID: wang, FirstName: "王"})
	same(t, "renamed", w.People()[1].FirstName, "王")
	w.Deactivate(wang)
	same(t, "gone", len(w.People()), 2)
	if _, err := w.Start(wang, ""); err == nil {
		t.Error("who is gone presses Start")
	}
}

func TestDeleteMany(t *testing.T) {
	w := started(t)
	a, b := w.say(li, "一"), w.say(li, "二")
	same(t, "skips what is not there", w.do("deleteMessages", args{"chat_id": li, "message_ids": []int{a.ID, 999, b.ID}}).OK, true)
	for _, m := range w.Messages(li)[1:] {
		same(t, m.Text, m.Deleted, true)
	}
	same(t, "none", w.do("deleteMessages", args{"chat_id": li, "message_ids": []int{}}).Description, "Bad Request: message identifiers are not specified")
	for _, method := range []string{"logOut", "close"} {
		same(t, method, w.do(method, nil).OK, true)
	}
}
