package sandbox_test

import (
	"strings"
	"testing"

	"duban/bot/sandbox"
)

// In a group the bot sees what is meant for it, and service messages.
func TestGroupPrivacy(t *testing.T) {
	w := started(t)
	w.group = w.AddGroup("河东督办", sandbox.GroupOptions{}, wang, li)
	joined := w.updates()
	same(t, "created and added", len(joined), 2)
	same(t, "status", joined[0].Mine.Old.Status+">"+joined[0].Mine.New.Status, "left>member")
	ask := w.say(w.group, "请反馈")
	for _, c := range []struct {
		text  string
		reply int
		seen  bool
	}{
		{"大家好", 0, false}, {"/status", 0, true}, {"/status@duban_bot", 0, true}, {"/status@DUBAN_BOT 5", 0, true},
		{"/status@other_bot", 0, false}, {"@duban_bot 5个", 0, true}, {"请 @duban_bot", 0, true}, {"a@duban_bot.com", 0, false},
		{"@duban_bots 好", 0, false}, {"5个", ask.ID, true}, {"看 /status", 0, true}, {"1/status", 0, false},
	} {
		var o []sandbox.SayOption
		if c.reply != 0 {
			o = append(o, sandbox.ReplyTo(c.reply))
		}
		if _, err := w.Say(wang, w.group, c.text, o...); err != nil {
			t.Fatal(err)
		}
		same(t, c.text, len(w.updates()) == 1, c.seen)
	}
	w.Join(w.group, zhao)
	same(t, "service", w.updates()[0].Message.Joined[0].ID, zhao)
	w.Promote(w.group)
	w.updates()
	if _, err := w.Say(wang, w.group, "大家好"); err != nil {
		t.Fatal(err)
	}
	same(t, "an administrator sees all", len(w.updates()), 1)
	w.Demote(w.group)
	w.updates()
	for _, private := range []bool{true, false} {
		w.SetPrivacy(private)
		if _, err := w.Say(wang, w.group, "大家好"); err != nil {
			t.Fatal(err)
		}
		same(t, "without privacy a member does too", len(w.updates()) == 0, private)
		same(t, "and says so", w.raw("getMe", nil)["can_read_all_group_messages"].(bool), !private)
	}
	if _, err := w.Say(55, w.group, "x"); err == nil {
		t.Error("a stranger speaks in the group")
	}
}

// A group becomes a supergroup: both sides say so, ids start anew, the old id answers with the new one.
func TestMigration(t *testing.T) {
	w := started(t)
	w.group = w.AddGroup("组", sandbox.GroupOptions{}, wang)
	last := w.say(w.group, "旧")
	w.updates()
	id := w.Migrate(w.group)
	got := w.updates()
	same(t, "both sides", len(got), 2)
	same(t, "old side", got[0].Message.MigrateTo, id)
	same(t, "old chat", got[0].Message.Chat.ID, w.group)
	same(t, "new side", got[1].Message.MigrateFrom, w.group)
	same(t, "again", w.Migrate(w.group), id)
	refused := w.do("sendMessage", args{"chat_id": w.group, "text": "x"})
	same(t, "parameter", refused.Parameters.MigrateTo, id)
	m := w.say(id, "新")
	same(t, "type", m.Chat.Type, "supergroup")
	same(t, "ids start anew", m.ID < last.ID+1, true)
	old := args{"chat_id": w.group}
	same(t, "the old one can be looked at", w.raw("getChat", old)["type"] == "group", true)
	same(t, "but not its members", w.do("getChatMemberCount", old).Parameters.MigrateTo, id)
	same(t, "its messages are still there", w.do("copyMessage", args{"chat_id": id, "from_chat_id": w.group, "message_id": last.ID}).OK, true)
	refused = w.do("editMessageText", args{"chat_id": w.group, "message_id": last.ID, "text": "y"})
	same(t, "edit", refused.Parameters.MigrateTo, id)
}

func TestTopics(t *testing.T) {
	w := started(t)
	forum := w.AddGroup("坛", sandbox.GroupOptions{Forum: true, BotAdmin: true}, wang)
	topic := w.AddTopic(forum, "民政局")
	var made struct {
		ID int `json:"message_thread_id"`
	}
	w.do("createForumTopic", args{"chat_id": forum, "name": "教育局"}).into(t, &made)
	got := w.updates()
	opened := got[len(got)-1].Message
	same(t, "creation", opened.Topic.Name, "民政局")
	same(t, "its id is the thread", opened.ID, topic)

	inTopic, inGeneral := w.say(forum, "催报", args{"message_thread_id": topic}), w.say(forum, "通知")
	same(t, "thread", inTopic.Thread, topic)
	same(t, "is topic", inTopic.IsTopic, true)
	same(t, "General", inGeneral.IsTopic || inGeneral.Thread != 0, false)

	if _, err := w.Say(wang, forum, "5个", sandbox.InThread(topic)); err != nil {
		t.Fatal(err)
	}
	plain := w.updates()[0].Message
	same(t, "points at the creation", plain.ReplyTo.ID, topic)
	if _, err := w.Say(wang, forum, "5个", sandbox.ReplyTo(inTopic.ID)); err != nil {
		t.Fatal(err)
	}
	reply := w.updates()[0].Message
	same(t, "a reply is in its thread", reply.Thread, topic)
	same(t, "reply", reply.ReplyTo.ID, inTopic.ID)

	w.DeleteTopic(forum, topic)
	same(t, "gone", w.do("sendMessage", args{"chat_id": forum, "text": "x", "message_thread_id": topic}).Description, "Bad Request: message thread not found")
	if _, err := w.Say(wang, forum, "x", sandbox.InThread(topic)); err == nil {
		t.Error("a person writes into a topic that is gone")
	}
}

// A deep link, a reply, a button, an answer: what one conversation needs.
func TestConversation(t *testing.T) {
	w := newWorld(t)
	if _, err := w.Start(li, "CODE-7"); err != nil {
		t.Fatal(err)
	}
	start := w.updates()[0].Message
	same(t, "payload", start.Text, "/start CODE-7")
	same(t, "command", start.Entities[0], sandbox.Entity{Type: "bot_command", Offset: 0, Length: 6})
	ask := w.say(li, "请反馈", args{"reply_markup": buttons("p:1", "r:1"), "reply_parameters": args{"message_id": start.ID}})
	same(t, "ids of a private chat rise", ask.ID, start.ID+1)
	same(t, "answers", ask.ReplyTo.Text, "/start CODE-7")

	press, err := w.Press(li, li, ask.ID, "p:1")
	if err != nil {
		t.Fatal(err)
	}
	got := w.updates()[0].Callback
	same(t, "data", got.Data, "p:1")
	same(t, "message", got.Message.ID, ask.ID)
	same(t, "open", w.do("answerCallbackQuery", args{"callback_query_id": got.ID, "text": "已记录", "show_alert": true}).OK, true)
	a, ok := w.CallbackAnswer(press)
	same(t, "answer", a, sandbox.Answer{ID: press, Person: li, Text: "已记录", Alert: true})
	same(t, "answered", ok, true)
	same(t, "once", w.do("answerCallbackQuery", args{"callback_query_id": got.ID}).OK, false)
	if _, err := w.Press(li, li, ask.ID, "p:2"); err == nil {
		t.Error("a button that is not there was pressed")
	}

}

// Edits on both sides, deletion, copies.
func TestEdits(t *testing.T) {
	w := started(t)
	ask := w.say(li, "请反馈", args{"reply_markup": buttons("p:1")})
	var edited message
	w.do("editMessageText", args{"chat_id": li, "message_id": ask.ID, "text": "已反馈"}).into(t, &edited)
	same(t, "buttons go", edited.Markup == nil, true)
	same(t, "edit date", edited.EditDate, w.clock.now().Unix())
	if _, err := w.Press(li, li, ask.ID, "p:1"); err == nil {
		t.Error("a button that was taken away was pressed")
	}
	said, err := w.Say(li, li, "5")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Edit(li, li, said.ID, "6"); err != nil {
		t.Fatal(err)
	}
	same(t, "edited", w.updates()[1].Edited.Text, "6")
	same(t, "others' words", w.Edit(li, li, ask.ID, "x") != nil, true)
	same(t, "deleted", w.do("deleteMessage", args{"chat_id": li, "message_id": ask.ID}).OK, true)
	var copied message
	w.do("copyMessage", args{"chat_id": li, "from_chat_id": li, "message_id": said.ID}).into(t, &copied)
	var fwd message
	w.do("forwardMessage", args{"chat_id": li, "from_chat_id": li, "message_id": said.ID}).into(t, &fwd)
	same(t, "forwarded", fwd.Forward.Type, "user")
	var texts []string
	for _, m := range w.Messages(li) {
		if !m.Deleted {
			texts = append(texts, m.Text)
		}
	}
	same(t, "what is left", strings.Join(texts, ","), "/start,6,6,6")
}

func TestTwoBots(t *testing.T) {
	w := started(t)
	other := w.AddBot("77:b", "b_bot", "B")
	if _, err := w.Say(li, li, "给乙", sandbox.ToBot(other.ID)); err != nil {
		t.Fatal(err)
	}
	same(t, "first", w.Pending(token), 0)
	same(t, "second", w.Pending("77:b"), 1)
	same(t, "apart", len(w.MessagesWith(other.ID, li)), 1)
	same(t, "chats", len(w.Chats(li)), 2)
}

// The menu that a person sees is the narrowest, in their language first.
func TestMenus(t *testing.T) {
	w := started(t)
	set := func(name string, more args) {
		a := args{"commands": []args{{"command": name, "description": "说明"}}}
		for k, v := range more {
			a[k] = v
		}
		same(t, name, w.do("setMyCommands", a).OK, true)
	}
	set("all", nil)
	set("alle", args{"language_code": "en"})
	set("private", args{"scope": args{"type": "all_private_chats"}})
	set("mine", args{"scope": args{"type": "chat", "chat_id": li}, "language_code": "zh"})
	must(t, w.Telegram, wang)
	w.group = w.AddGroup("组", sandbox.GroupOptions{}, wang, li)
	same(t, "Li", w.CommandsFor(li, li)[0].Command, "mine")
	same(t, "Wang", w.CommandsFor(wang, wang)[0].Command, "private")
	same(t, "Wang in the group", w.CommandsFor(wang, w.group)[0].Command, "alle")
	same(t, "asked for", w.Commands("chat:101", "zh")[0].Command, "mine")
	var got []sandbox.Command
	w.do("getMyCommands", args{"scope": args{"type": "all_private_chats"}}).into(t, &got)
	same(t, "read back", got[0].Command, "private")
	w.do("deleteMyCommands", args{"scope": args{"type": "chat", "chat_id": li}, "language_code": "zh"})
	same(t, "deleted", w.CommandsFor(li, li)[0].Command, "private")
}

func TestChatInfo(t *testing.T) {
	w := started(t)
	w.group = w.AddGroup("组", sandbox.GroupOptions{BotAdmin: true}, wang, li)
	var chat struct{ Title, Type string }
	w.do("getChat", args{"chat_id": w.group}).into(t, &chat)
	same(t, "title", chat.Title+chat.Type, "组group")
	var who struct{ Status string }
	for id, want := range map[int64]string{wang: "creator", li: "member", zhao: "left", 4242: "administrator"} {
		w.do("getChatMember", args{"chat_id": w.group, "user_id": id}).into(t, &who)
		same(t, want, who.Status, want)
	}
	var admins []struct{ Status string }
	w.do("getChatAdministrators", args{"chat_id": w.group}).into(t, &admins)
	same(t, "administrators", len(admins), 2)
	var n int
	w.do("getChatMemberCount", args{"chat_id": w.group}).into(t, &n)
	same(t, "members", n, 3)
	m := w.say(w.group, "置顶")
	same(t, "pinned", w.do("pinChatMessage", args{"chat_id": w.group, "message_id": m.ID}).OK, true)
	same(t, "unpinned", w.do("unpinChatMessage", args{"chat_id": w.group}).OK, true)
	w.updates()
	same(t, "left", w.do("leaveChat", args{"chat_id": w.group}).OK, true)
	gone := w.updates()[0].Mine
	same(t, "as what", gone.Old.Status+">"+gone.New.Status, "administrator>left")
	same(t, "out", w.do("sendMessage", args{"chat_id": w.group, "text": "x"}).Description, "Forbidden: bot is not a member of the group chat")
}

// What a bot may still see of a group that it is not in depends on its kind.
func TestLookingFromOutside(t *testing.T) {
	w := started(t)
	for kind, seen := range map[sandbox.ChatType]bool{sandbox.Group: true, sandbox.Supergroup: false} {
		id := w.AddGroup("组", sandbox.GroupOptions{Supergroup: kind == sandbox.Supergroup}, wang)
		there := w.say(id, "那边")
		w.KickBot(id)
		refusal := "Forbidden: bot was kicked from the " + string(kind) + " chat"
		same(t, "members", w.do("getChatMemberCount", args{"chat_id": id}).Description, refusal)
		if seen {
			refusal = ""
		}
		from := args{"chat_id": li, "from_chat_id": id, "message_id": there.ID}
		same(t, "chat", w.do("getChat", args{"chat_id": id}).Description, refusal)
		same(t, "forward", w.do("forwardMessage", from).Description, refusal)
		same(t, "copy", w.do("copyMessage", from).Description, refusal)
		reply := args{"chat_id": li, "text": "x", "reply_parameters": args{"message_id": there.ID, "chat_id": id}}
		same(t, "reply", w.do("sendMessage", reply).Description, refusal)
	}
}
