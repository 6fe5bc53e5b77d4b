package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"duban/bot/sandbox"
)

// refusal is a call and what Telegram says to it.
type refusal struct {
	name, method string
	args         args
	code         int
	want         string
}

// fixture is a world with something to refuse in every corner.
type fixture struct {
	*world
	super, old, kickedOut, foreign, forum int64
	mine, photo                           message
	theirs, groupTalk                     sandbox.Message
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	w := started(t)
	f := fixture{world: w}
	w.group = w.AddGroup("组", sandbox.GroupOptions{}, wang, li, zhao)
	f.super = w.AddGroup("大组", sandbox.GroupOptions{Supergroup: true}, wang)
	f.old = w.AddGroup("旧组", sandbox.GroupOptions{}, wang)
	w.Migrate(f.old)
	f.kickedOut = w.AddGroup("赶", sandbox.GroupOptions{}, wang)
	w.KickBot(f.kickedOut)
	f.foreign = w.AddGroup("外", sandbox.GroupOptions{Supergroup: true, NoBot: true}, wang)
	f.forum = w.AddGroup("坛", sandbox.GroupOptions{Forum: true}, wang)
	f.mine = w.say(li, "原文", args{"reply_markup": buttons("a")})
	var err error
	if f.theirs, err = w.Say(li, li, "我的话"); err != nil {
		t.Fatal(err)
	}
	w.doForm("sendPhoto", args{"chat_id": li, "photo": picture(t, 20, 10), "caption": "图"}).into(t, &f.photo)
	if f.groupTalk, err = w.Say(wang, w.group, "大家好"); err != nil {
		t.Fatal(err)
	}
	return f
}

// Each refusal is Telegram's own, in code and words.
func TestRefusals(t *testing.T) {
	f := newFixture(t)
	for _, table := range [][]refusal{textRefusals(f), keyboardRefusals(f), editRefusals(f), otherRefusals(f)} {
		for _, c := range table {
			t.Run(c.name, func(t *testing.T) {
				got := f.do(c.method, c.args)
				if got.OK || got.ErrorCode != c.code || got.Description != c.want {
					t.Errorf("got %d %q, want %d %q", got.ErrorCode, got.Description, c.code, c.want)
				}
			})
		}
	}
}

// textRefusals are about a text and where it goes.
func textRefusals(f fixture) []refusal {
	return []refusal{
		{"no text", "sendMessage", args{"chat_id": li}, 400, "Bad Request: message text is empty"},
		{"empty text", "sendMessage", args{"chat_id": li, "text": ""}, 400, "Bad Request: message text is empty"},
		{"only spaces", "sendMessage", args{"chat_id": li, "text": " \n"}, 400, "Bad Request: text must be non-empty"},
		{"only tags", "sendMessage", args{"chat_id": li, "text": "<b></b>", "parse_mode": "HTML"}, 400, "Bad Request: text must be non-empty"},
		{"no chat", "sendMessage", args{"text": "x"}, 400, "Bad Request: chat_id is empty"},
		{"unknown chat", "sendMessage", args{"chat_id": 999, "text": "x"}, 400, "Bad Request: chat not found"},
		{"name for a chat", "sendMessage", args{"chat_id": "@nobody", "text": "x"}, 400, "Bad Request: chat not found"},
		{"too long", "sendMessage", args{"chat_id": li, "text": long(4097)}, 400, "Bad Request: message is too long"},
		{"too long to read", "sendMessage", args{"chat_id": 999, "text": strings.Repeat("x", 1<<15+1)}, 400, "Bad Request: text is too long"},
		{"too long in UTF-16", "sendMessage", args{"chat_id": li, "text": strings.Repeat("😀", 2049)}, 400, "Bad Request: message is too long"},
		{"wrong mode", "sendMessage", args{"chat_id": li, "text": "x", "parse_mode": "BB"}, 400, "Bad Request: unsupported parse_mode"},
		{"markup is no object", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": "[]"}, 400, "Bad Request: object expected as reply markup"},
		{"entity without a place", "sendMessage", args{"chat_id": li, "text": "x", "entities": []args{{"type": "bold"}}}, 400, `Bad Request: can't parse MessageEntity: Can't find field "offset"`},
		{"entity outside", "sendMessage", args{"chat_id": li, "text": "x", "entities": []args{{"type": "bold", "offset": 0, "length": 2}}}, 400, "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2"},
		{"entity unknown", "sendMessage", args{"chat_id": li, "text": "x", "entities": []args{{"type": "loud", "offset": 0, "length": 1}}}, 400, "Bad Request: can't parse MessageEntity: Unsupported type specified"},
		{"not started", "sendMessage", args{"chat_id": wang, "text": "x"}, 403, "Forbidden: bot can't initiate conversation with a user"},
		{"to itself", "sendMessage", args{"chat_id": 4242, "text": "x"}, 403, "Forbidden: bots can't send messages to bots"},
		{"kicked", "sendMessage", args{"chat_id": f.kickedOut, "text": "x"}, 403, "Forbidden: bot was kicked from the group chat"},
		{"not a member", "sendMessage", args{"chat_id": f.foreign, "text": "x"}, 403, "Forbidden: bot is not a member of the supergroup chat"},
		{"migrated", "sendMessage", args{"chat_id": f.old, "text": "x"}, 400, "Bad Request: group chat was upgraded to a supergroup chat"},
		{"General by number", "sendMessage", args{"chat_id": f.forum, "text": "x", "message_thread_id": 1}, 400, "Bad Request: message thread not found"},
		{"unknown topic", "sendMessage", args{"chat_id": f.forum, "text": "x", "message_thread_id": 77}, 400, "Bad Request: message thread not found"},
		{"reply to nothing", "sendMessage", args{"chat_id": li, "text": "x", "reply_parameters": args{"message_id": 9999}}, 400, "Bad Request: message to be replied not found"},
		{"reply without id", "sendMessage", args{"chat_id": li, "text": "x", "reply_parameters": args{"quote": "y"}}, 400, `Bad Request: can't find field "message_id"`},
	}
}

// keyboardRefusals are about buttons.
func keyboardRefusals(fixture) []refusal {
	return []refusal{
		{"data too long", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": buttons(strings.Repeat("d", 65))}, 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"data too long in bytes", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": buttons(long(22))}, 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"data empty", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": buttons("")}, 400, textButton},
		{"button does nothing", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": args{"inline_keyboard": [][]args{{{"text": "a"}}}}}, 400, textButton},
		{"button without text", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": args{"inline_keyboard": [][]args{{{"callback_data": "a"}}}}}, 400, `Bad Request: can't parse inline keyboard button: Can't find field "text"`},
		{"button text a list", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": args{"inline_keyboard": [][]args{{{"text": []int{5}, "callback_data": "a"}}}}}, 400, `Bad Request: can't parse inline keyboard button: Field "text" must be of type String`},
		{"bad address", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": args{"inline_keyboard": [][]args{{{"text": "a", "url": "javascript:1"}}}}}, 400, "Bad Request: inline keyboard button URL 'javascript:1' is invalid: Wrong HTTP URL"},
		{"nine in a row", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": buttons("1", "2", "3", "4", "5", "6", "7", "8", "9")}, 400, "Bad Request: reply markup is too long"},
		{"too many buttons", "sendMessage", args{"chat_id": li, "text": "x", "reply_markup": manyButtons(101)}, 400, "Bad Request: reply markup is too long"},
	}
}

// editRefusals are about messages that are there, or not.
func editRefusals(f fixture) []refusal {
	return []refusal{
		{"edit nothing", "editMessageText", args{"chat_id": li, "message_id": 9999, "text": "x"}, 400, "Bad Request: message to edit not found"},
		{"edit without id", "editMessageText", args{"chat_id": li, "text": "x"}, 400, "Bad Request: message to edit not found"},
		{"edit without chat and id", "editMessageText", args{"text": "x"}, 400, "Bad Request: message identifier is not specified"},
		{"edit without text", "editMessageText", args{"chat_id": li, "message_id": f.mine.ID}, 400, "Bad Request: message text is empty"},
		{"edit theirs", "editMessageText", args{"chat_id": li, "message_id": f.theirs.ID, "text": "x"}, 400, "Bad Request: message can't be edited"},
		{"edit a photo's text", "editMessageText", args{"chat_id": li, "message_id": f.photo.ID, "text": "x"}, 400, "Bad Request: there is no text in the message to edit"},
		{"edit a text's caption", "editMessageCaption", args{"chat_id": li, "message_id": f.mine.ID, "caption": "x"}, 400, "Bad Request: there is no caption in the message to edit"},
		{"same text", "editMessageText", args{"chat_id": li, "message_id": f.mine.ID, "text": "原文", "reply_markup": buttons("a")}, 400, notModified},
		{"same markup", "editMessageReplyMarkup", args{"chat_id": li, "message_id": f.mine.ID, "reply_markup": buttons("a")}, 400, notModified},
		{"edit markup with a keyboard", "editMessageReplyMarkup", args{"chat_id": li, "message_id": f.mine.ID, "reply_markup": args{"keyboard": [][]string{{"a"}}}}, 400, "Bad Request: inline keyboard expected"},
		{"delete nothing", "deleteMessage", args{"chat_id": li, "message_id": 9999}, 400, "Bad Request: message to delete not found"},
		{"delete theirs", "deleteMessage", args{"chat_id": f.group, "message_id": f.groupTalk.ID}, 400, "Bad Request: message can't be deleted"},
		{"answer nothing", "answerCallbackQuery", args{"callback_query_id": "1"}, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"answer too long", "answerCallbackQuery", args{"callback_query_id": "1", "text": long(201)}, 400, "Bad Request: MESSAGE_TOO_LONG"},
	}
}

// otherRefusals are about files, menus, topics and the rest.
func otherRefusals(f fixture) []refusal {
	return []refusal{
		{"no photo", "sendPhoto", args{"chat_id": li}, 400, "Bad Request: there is no photo in the request"},
		{"no document", "sendDocument", args{"chat_id": li}, 400, "Bad Request: there is no document in the request"},
		{"unknown file", "sendDocument", args{"chat_id": li, "document": "BQnope"}, 400, "Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol"},
		{"address for a file", "sendPhoto", args{"chat_id": li, "photo": "https://example.org/a.png"}, 400, "Bad Request: failed to get HTTP URL content"},
		{"photo as document", "sendDocument", args{"chat_id": li, "document": f.photo.Photo[0].ID}, 400, "Bad Request: can't use file of type Photo as Document"},
		{"caption too long", "sendPhoto", args{"chat_id": li, "photo": f.photo.Photo[0].ID, "caption": long(1025)}, 400, "Bad Request: message caption is too long"},
		{"album from an address", "sendMediaGroup", args{"chat_id": li, "media": []args{{"type": "photo", "media": "https://example.org/a.png"}}}, 400, `Bad Request: failed to send message #1 with the error message "WEBPAGE_CURL_FAILED"`},
		{"unknown file_id", "getFile", args{"file_id": "x"}, 400, "Bad Request: invalid file_id"},
		{"wrong action", "sendChatAction", args{"chat_id": li, "action": "dancing"}, 400, "Bad Request: wrong parameter action in request"},
		{"wrong command", "setMyCommands", args{"commands": []args{{"command": "督办", "description": "x"}}}, 400, "Bad Request: BOT_COMMAND_INVALID"},
		{"capital command", "setMyCommands", args{"commands": []args{{"command": "Start", "description": "x"}}}, 400, "Bad Request: BOT_COMMAND_INVALID"},
		{"no description", "setMyCommands", args{"commands": []args{{"command": "a", "description": ""}}}, 400, "Bad Request: command description must be non-empty"},
		{"wrong scope", "setMyCommands", args{"commands": []args{}, "scope": args{"type": "moon"}}, 400, "Bad Request: can't parse BotCommandScope: Unsupported type specified"},
		{"no topic in a plain group", "createForumTopic", args{"chat_id": f.super, "name": "x"}, 400, "Bad Request: the chat is not a forum"},
		{"no right to open topics", "createForumTopic", args{"chat_id": f.forum, "name": "x"}, 400, "Bad Request: not enough rights to create a topic"},
		{"forward nothing", "forwardMessage", args{"chat_id": li, "from_chat_id": li, "message_id": 9999}, 400, "Bad Request: message to forward not found"},
		{"copy nothing", "copyMessage", args{"chat_id": li, "from_chat_id": li, "message_id": 9999}, 400, "Bad Request: message to copy not found"},
		{"member unknown", "getChatMember", args{"chat_id": f.group, "user_id": 555}, 400, "Bad Request: invalid user_id specified"},
		{"too many reactions", "setMessageReaction", args{"chat_id": li, "message_id": f.mine.ID, "reaction": []args{{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "🎉"}}}, 400, "Bad Request: REACTIONS_TOO_MANY"},
		{"reaction without emoji", "setMessageReaction", args{"chat_id": 999, "reaction": []args{{"type": "emoji"}}}, 400, `Bad Request: can't parse ReactionType: Can't find field "emoji"`},
		{"reaction of a word", "setMessageReaction", args{"chat_id": li, "reaction": []string{"👍"}}, 400, "Bad Request: can't parse ReactionType: expected an Object"},
		{"reaction of a star", "setMessageReaction", args{"chat_id": li, "reaction": []args{{"type": "paid"}}}, 400, "Bad Request: can't parse ReactionType: invalid reaction type specified"},
		{"custom reaction by name", "setMessageReaction", args{"chat_id": li, "reaction": []args{{"type": "custom_emoji", "custom_emoji_id": "x"}}}, 400, `Bad Request: can't parse ReactionType: Field "custom_emoji_id" must be a valid Number`},
		{"no such reaction", "setMessageReaction", args{"chat_id": li, "message_id": f.mine.ID, "reaction": []args{{"type": "emoji", "emoji": "🐶"}}}, 400, "Bad Request: REACTION_INVALID"},
		{"reaction is no list", "setMessageReaction", args{"chat_id": li, "message_id": f.mine.ID, "reaction": args{}}, 400, "Bad Request: expected an Array of ReactionType"},
		{"business", "sendMessage", args{"chat_id": li, "text": "x", "business_connection_id": "b"}, 400, "Bad Request: business connection not found"},
		{"bad webhook", "setWebhook", args{"url": "ftp://x"}, 400, "Bad Request: invalid webhook URL specified"},
		{"bad secret", "setWebhook", args{"url": "https://x.test/", "secret_token": "a b"}, 400, "Bad Request: secret token contains unallowed characters"},
		{"unknown method", "sendDance", args{}, 404, "Not Found: method not found"},
	}
}

const textButton = "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"

const notModified = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

func manyButtons(n int) args {
	var rows [][]args
	for range n {
		rows = append(rows, []args{{"text": "a", "callback_data": "a"}})
	}
	return args{"inline_keyboard": rows}
}

// Markup that Telegram cannot read is refused with the byte where it begins.
func TestBrokenMarkup(t *testing.T) {
	w := started(t)
	for _, c := range []struct{ mode, text, want string }{
		{"HTML", "<b>粗", `Can't find end tag corresponding to start tag "b"`},
		{"HTML", "粗<b", "Unclosed start tag at byte offset 3"},
		{"HTML", "a <br> b", `Unsupported start tag "br" at byte offset 2`},
		{"HTML", "1 < 2 > 0", `Unsupported start tag "" at byte offset 2`},
		{"HTML", "</b>", "Unexpected end tag at byte offset 0"},
		{"HTML", "<b><i>x</b></i>", `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{"HTML", "<b>x</b", "Unclosed end tag at byte offset 4"},
		{"HTML", `<span class="x">y</span>`, `Tag "span" must have class "tg-spoiler" at byte offset 0`},
		{"HTML", `<a href="x>y</a>`, "Unclosed start tag at byte offset 0"},
		{"MarkdownV2", "a.b", `Character '.' is reserved and must be escaped with the preceding '\'`},
		{"MarkdownV2", "x *粗", "Can't find end of Bold entity at byte offset 2"},
		{"MarkdownV2", "[a](b", "Can't find end of a URL at byte offset 4"},
		{"MarkdownV2", "a > b", `Character '>' is reserved and must be escaped with the preceding '\'`},
		{"MarkdownV2", "```go\nx", "Can't find end of PreCode entity at byte offset 0"},
		{"MarkdownV2", ">a *b\nc", "Can't find end of Bold entity at byte offset 3"},
		{"MarkdownV2", "![x](http://a.cn)", "Invalid tg://emoji or tg://time URL specified"},
		{"Markdown", "a _x", "Can't find end of the entity starting at byte offset 2"},
		{"Markdown", "[a", "Can't find end of the entity starting at byte offset 0"},
		{"HTML", "<b =x>y</b>", `Empty attribute name in the tag "b" at byte offset 0`},
		{"HTML", "<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"},
		{"HTML", "<a href", "Unclosed start tag at byte offset 0"},
		{"HTML", `<tg-emoji emoji-id="x">y</tg-emoji>`, "Invalid custom emoji identifier specified"},
	} {
		got := w.do("sendMessage", args{"chat_id": li, "text": c.text, "parse_mode": c.mode})
		same(t, c.text, got.Description, "Bad Request: can't parse entities: "+c.want)
		same(t, c.text, got.ErrorCode, 400)
	}
}

// A person who blocked the bot, or whose account is gone, cannot be reached; a block ends with Start.
func TestUnreachable(t *testing.T) {
	w := started(t)
	w.Block(li)
	got := w.do("sendMessage", args{"chat_id": li, "text": "x"})
	same(t, "blocked", got.Description, "Forbidden: bot was blocked by the user")
	must(t, w.Telegram, li)
	w.say(li, "又见面了")
	var states []string
	for _, u := range w.updates() {
		if u.Mine != nil {
			states = append(states, u.Mine.Old.Status+">"+u.Mine.New.Status)
		}
	}
	same(t, "my_chat_member", strings.Join(states, " "), "member>kicked kicked>member")
	w.Deactivate(li)
	got = w.do("sendMessage", args{"chat_id": li, "text": "x"})
	same(t, "deactivated", got.Description, "Forbidden: user is deactivated")
}

func TestWrongToken(t *testing.T) {
	w := started(t)
	w.AddBot("77:other", "other_bot", "Other")
	for path, want := range map[string]int{
		"/botnone/getMe": 404, "/bot77:none/getMe": 401, "/bot77:other/?method=getMe": 200, "/bot77:other/getMe": 200, "/bot77:other/GETME": 200, "/bot77:other/": 404, "/x": 404,
		"/file/bot77:none/documents/file_1.txt": 401, "/file/botnone/documents/file_1.txt": 404, "/file/bot77:other/documents/file_1.txt": 404,
	} {
		same(t, path, w.get(path).StatusCode, want)
	}
}

func TestOldMessagesStay(t *testing.T) {
	w := started(t)
	m := w.say(li, "旧")
	w.clock.move(49 * time.Hour)
	got := w.do("deleteMessage", args{"chat_id": li, "message_id": m.ID})
	same(t, "after 49 h", got.Description, "Bad Request: message can't be deleted for everyone")
}
