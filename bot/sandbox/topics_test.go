package sandbox_test

import (
	"strings"
	"testing"

	"duban/bot/sandbox"
)

// A bot opens, renames, closes, opens again and deletes a topic, and service messages tell of it.
func TestTopicMethods(t *testing.T) {
	w := started(t)
	forum := w.AddGroup("坛", sandbox.GroupOptions{Forum: true, BotAdmin: true}, wang)
	topic := w.raw("createForumTopic", args{"chat_id": forum, "name": strings.Repeat("长", 200)})
	same(t, "cut", len([]rune(topic["name"].(string))), 128)
	id := topic["message_thread_id"]
	do := func(method string, more args) string {
		call := args{"chat_id": forum, "message_thread_id": id}
		for k, v := range more {
			call[k] = v
		}
		return w.do(method, call).Description
	}
	for _, c := range []struct {
		method string
		more   args
		want   string
	}{
		{"editForumTopic", args{"name": "局"}, ""},
		{"editForumTopic", args{"name": "局"}, "Bad Request: TOPIC_NOT_MODIFIED"},
		{"editForumTopic", args{"name": " "}, "Bad Request: name must be non-empty"},
		{"closeForumTopic", nil, ""},
		{"closeForumTopic", nil, "Bad Request: TOPIC_NOT_MODIFIED"},
		{"reopenForumTopic", nil, ""},
		{"unpinAllForumTopicMessages", nil, ""},
		{"closeForumTopic", args{"message_thread_id": 77}, "Bad Request: TOPIC_ID_INVALID"},
		{"deleteForumTopic", nil, ""},
		{"sendMessage", args{"text": "x"}, "Bad Request: message thread not found"},
		{"createForumTopic", args{"name": ""}, "Bad Request: name must be non-empty"},
		{"createForumTopic", args{"name": "x", "icon_color": 5}, "Bad Request: invalid icon color specified"},
	} {
		same(t, c.method, do(c.method, c.more), c.want)
	}
	var told []string
	for _, m := range w.Messages(forum) {
		told = append(told, m.Service)
	}
	same(t, "told", strings.Join(told[2:], " "), "topic renamed closed reopened")
}

// A bot without rights changes its own topics only; General is changed by administrators only.
func TestTopicRights(t *testing.T) {
	w := started(t)
	forum := w.AddGroup("坛", sandbox.GroupOptions{Forum: true}, wang)
	id := w.AddTopic(forum, "局")
	for method, want := range map[string]string{
		"closeForumTopic": "not enough rights to close the topic", "editForumTopic": "not enough rights to edit the topic",
		"deleteForumTopic": "not enough rights to delete the topic", "closeGeneralForumTopic": "not enough rights to edit the topic",
	} {
		same(t, method, w.do(method, args{"chat_id": forum, "message_thread_id": id, "name": "x"}).Description, "Bad Request: "+want)
	}
	plain := w.AddGroup("组", sandbox.GroupOptions{Supergroup: true}, wang)
	same(t, "no forum", w.do("closeForumTopic", args{"chat_id": plain, "message_thread_id": id}).Description, "Bad Request: the chat is not a forum")
	same(t, "a thread of no forum is passed over", w.do("sendMessage", args{"chat_id": plain, "message_thread_id": 5, "text": "x"}).OK, true)
}

func TestGeneral(t *testing.T) {
	w := started(t)
	forum := w.AddGroup("坛", sandbox.GroupOptions{Forum: true, BotAdmin: true}, wang)
	w.do("getUpdates", nil)
	for _, c := range [][2]string{
		{"editGeneralForumTopic", "renamed"}, {"closeGeneralForumTopic", "closed"}, {"reopenGeneralForumTopic", "reopened"},
		{"hideGeneralForumTopic", "hidden"}, {"unhideGeneralForumTopic", "shown"}, {"unpinAllGeneralForumTopicMessages", ""},
	} {
		same(t, c[0], w.do(c[0], args{"chat_id": forum, "name": "总"}).OK, true)
		all := w.Messages(forum)
		if c[1] != "" {
			same(t, c[0], all[len(all)-1].Service, c[1])
			same(t, c[0]+" again", w.do(c[0], args{"chat_id": forum, "name": "总"}).Description, "Bad Request: TOPIC_NOT_MODIFIED")
		}
	}
	same(t, "icons", w.do("getForumTopicIconStickers", nil).OK, true)
}

// A person in a topic: the update tells the topic, and points at its creation.
func TestSayInTopic(t *testing.T) {
	w := started(t)
	forum := w.AddGroup("坛", sandbox.GroupOptions{Forum: true, BotAdmin: true}, wang)
	id := w.AddTopic(forum, "局")
	w.updates()
	if _, err := w.Say(wang, forum, "在话题里", sandbox.InThread(id)); err != nil {
		t.Fatal(err)
	}
	m := w.updates()[0].Message
	same(t, "topic", m.IsTopic && m.Thread == id && m.ReplyTo.Topic.Name == "局" && m.ReplyTo.ID == id, true)
	if _, err := w.Say(wang, forum, "综合"); err != nil {
		t.Fatal(err)
	}
	m = w.updates()[0].Message
	same(t, "General", !m.IsTopic && m.Thread == 0 && m.ReplyTo == nil, true)
}
