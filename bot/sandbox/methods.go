package sandbox

import "strings"

// row is one method: its name, what it does under the lock, or how it waits without it, and how many messages it counts for.
type row struct {
	name   string
	act    func(*call) (any, *apiError)
	waits  func(*call) (any, *apiError)
	counts int
}

// methodTable gives the methods that are served, by lower-case name, as Telegram takes names in any case.
func methodTable() map[string]row {
	table := map[string]row{}
	for _, r := range methodRows() {
		table[strings.ToLower(r.name)] = r
	}
	return table
}

func methodRows() []row {
	return []row{
		{name: "getMe", act: (*call).getMe},
		{name: "logOut", act: (*call).logOut},
		{name: "close", act: (*call).shut},
		{name: "getUpdates", waits: (*call).getUpdates},
		{name: "setWebhook", act: (*call).setWebhook},
		{name: "deleteWebhook", act: (*call).deleteWebhook},
		{name: "getWebhookInfo", act: (*call).getWebhookInfo},
		{name: "sendMessage", act: (*call).sendMessage, counts: 1},
		{name: "sendPhoto", act: (*call).sendPhoto, counts: 1},
		{name: "sendDocument", act: (*call).sendDocument, counts: 1},
		{name: "sendMediaGroup", act: (*call).sendMediaGroup, counts: 1},
		{name: "sendLocation", act: (*call).sendLocation, counts: 1},
		{name: "forwardMessage", act: (*call).forwardMessage, counts: 1},
		{name: "copyMessage", act: (*call).copyMessage, counts: 1},
		{name: "sendChatAction", act: (*call).sendChatAction},
		{name: "editMessageText", act: (*call).editMessageText, counts: 1},
		{name: "editMessageCaption", act: (*call).editMessageCaption, counts: 1},
		{name: "editMessageReplyMarkup", act: (*call).editMessageReplyMarkup, counts: 1},
		{name: "deleteMessage", act: (*call).deleteMessage},
		{name: "deleteMessages", act: (*call).deleteMessages},
		{name: "setMessageReaction", act: (*call).setMessageReaction},
		{name: "pinChatMessage", act: (*call).pinChatMessage},
		{name: "unpinChatMessage", act: (*call).unpinChatMessage},
		{name: "answerCallbackQuery", act: (*call).answerCallbackQuery},
		{name: "getFile", act: (*call).getFile},
		{name: "setMyCommands", act: (*call).setMyCommands},
		{name: "getMyCommands", act: (*call).getMyCommands},
		{name: "deleteMyCommands", act: (*call).deleteMyCommands},
		{name: "setMyName", act: (*call).setMyText},
		{name: "setMyDescription", act: (*call).setMyText},
		{name: "setMyShortDescription", act: (*call).setMyText},
		{name: "getChat", act: (*call).getChat},
		{name: "getChatMember", act: (*call).getChatMember},
		{name: "getChatAdministrators", act: (*call).getChatAdministrators},
		{name: "getChatMemberCount", act: (*call).getChatMemberCount},
		{name: "leaveChat", act: (*call).leaveChat},
		{name: "createForumTopic", act: (*call).createForumTopic},
	}
}
