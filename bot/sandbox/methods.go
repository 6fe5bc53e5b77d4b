package sandbox

import (
	"slices"
	"strings"
)

// row is one method: its name, what it does under the lock, or how it waits without it, and how many messages it counts for.
type row struct {
	name   string
	act    func(*call) (any, *apiError)
	waits  func(*call) (any, *apiError)
	counts int
}

// methodTable gives the methods that are served, by lower-case name, as Telegram takes names in any case. Two have an old name as well.
func methodTable() map[string]row {
	table := map[string]row{}
	for _, r := range methodRows() {
		table[strings.ToLower(r.name)] = r
	}
	table["getchatmemberscount"], table["kickchatmember"] = table["getchatmembercount"], table["banchatmember"]
	return table
}

func methodRows() []row {
	return slices.Concat(ownRows(), messageRows(), chatRows())
}

// ownRows are about the bot itself and how it gets its updates.
func ownRows() []row {
	return []row{
		{name: "getMe", act: (*call).getMe},
		{name: "logOut", act: (*call).logOut},
		{name: "close", act: (*call).shut},
		{name: "getUpdates", waits: (*call).getUpdates},
		{name: "setWebhook", act: (*call).setWebhook},
		{name: "deleteWebhook", act: (*call).deleteWebhook},
		{name: "getWebhookInfo", act: (*call).getWebhookInfo},
		{name: "setMyCommands", act: (*call).setMyCommands},
		{name: "getMyCommands", act: (*call).getMyCommands},
		{name: "deleteMyCommands", act: (*call).deleteMyCommands},
		{name: "setMyName", act: (*call).setMyText},
		{name: "getMyName", act: (*call).getMyText},
		{name: "setMyDescription", act: (*call).setMyText},
		{name: "getMyDescription", act: (*call).getMyText},
		{name: "setMyShortDescription", act: (*call).setMyText},
		{name: "getMyShortDescription", act: (*call).getMyText},
		{name: "setChatMenuButton", act: (*call).setChatMenuButton},
		{name: "getChatMenuButton", act: (*call).getChatMenuButton},
		{name: "setMyDefaultAdministratorRights", act: (*call).setMyDefaultAdministratorRights},
		{name: "getMyDefaultAdministratorRights", act: (*call).getMyDefaultAdministratorRights},
	}
}

// messageRows are about messages, files and buttons.
func messageRows() []row {
	return []row{
		{name: "sendMessage", act: (*call).sendMessage, counts: 1},
		{name: "sendPhoto", act: (*call).sendPhoto, counts: 1},
		{name: "sendDocument", act: (*call).sendDocument, counts: 1},
		{name: "sendVideo", act: (*call).sendVideo, counts: 1},
		{name: "sendAnimation", act: (*call).sendAnimation, counts: 1},
		{name: "sendAudio", act: (*call).sendAudio, counts: 1},
		{name: "sendVoice", act: (*call).sendVoice, counts: 1},
		{name: "sendMediaGroup", act: (*call).sendMediaGroup, counts: 1},
		{name: "sendLocation", act: (*call).sendLocation, counts: 1},
		{name: "sendVenue", act: (*call).sendVenue, counts: 1},
		{name: "sendContact", act: (*call).sendContact, counts: 1},
		{name: "sendDice", act: (*call).sendDice, counts: 1},
		{name: "forwardMessage", act: (*call).forwardMessage, counts: 1},
		{name: "forwardMessages", act: (*call).forwardMessages, counts: 1},
		{name: "copyMessage", act: (*call).copyMessage, counts: 1},
		{name: "copyMessages", act: (*call).copyMessages, counts: 1},
		{name: "sendChatAction", act: (*call).sendChatAction},
		{name: "editMessageText", act: (*call).editMessageText, counts: 1},
		{name: "editMessageCaption", act: (*call).editMessageCaption, counts: 1},
		{name: "editMessageMedia", act: (*call).editMessageMedia, counts: 1},
		{name: "editMessageReplyMarkup", act: (*call).editMessageReplyMarkup, counts: 1},
		{name: "deleteMessage", act: (*call).deleteMessage},
		{name: "deleteMessages", act: (*call).deleteMessages},
		{name: "setMessageReaction", act: (*call).setMessageReaction},
		{name: "answerCallbackQuery", act: (*call).answerCallbackQuery},
		{name: "getFile", act: (*call).getFile},
		{name: "getUserProfilePhotos", act: (*call).getUserProfilePhotos},
	}
}

// chatRows are about chats, their members and topics.
func chatRows() []row {
	return []row{
		{name: "getChat", act: (*call).getChat},
		{name: "getChatMember", act: (*call).getChatMember},
		{name: "getChatAdministrators", act: (*call).getChatAdministrators},
		{name: "getChatMemberCount", act: (*call).getChatMemberCount},
		{name: "leaveChat", act: (*call).leaveChat},
		{name: "banChatMember", act: (*call).banChatMember},
		{name: "unbanChatMember", act: (*call).unbanChatMember},
		{name: "promoteChatMember", act: (*call).promoteChatMember},
		{name: "setChatAdministratorCustomTitle", act: (*call).setChatAdministratorCustomTitle},
		{name: "setChatTitle", act: (*call).setChatTitle},
		{name: "setChatDescription", act: (*call).setChatDescription},
		{name: "pinChatMessage", act: (*call).pinChatMessage},
		{name: "unpinChatMessage", act: (*call).unpinChatMessage},
		{name: "unpinAllChatMessages", act: (*call).unpinAllChatMessages},
		{name: "createForumTopic", act: (*call).createForumTopic},
		{name: "editForumTopic", act: (*call).editForumTopic},
		{name: "closeForumTopic", act: (*call).closeForumTopic},
		{name: "reopenForumTopic", act: (*call).reopenForumTopic},
		{name: "deleteForumTopic", act: (*call).deleteForumTopic},
		{name: "unpinAllForumTopicMessages", act: (*call).unpinAllForumTopicMessages},
		{name: "editGeneralForumTopic", act: (*call).editGeneralForumTopic},
		{name: "closeGeneralForumTopic", act: (*call).closeGeneralForumTopic},
		{name: "reopenGeneralForumTopic", act: (*call).reopenGeneralForumTopic},
		{name: "hideGeneralForumTopic", act: (*call).hideGeneralForumTopic},
		{name: "unhideGeneralForumTopic", act: (*call).unhideGeneralForumTopic},
		{name: "unpinAllGeneralForumTopicMessages", act: (*call).unpinAllGeneralForumTopicMessages},
		{name: "getForumTopicIconStickers", act: (*call).getForumTopicIconStickers},
	}
}
