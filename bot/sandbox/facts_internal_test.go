package sandbox

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// The table serves exactly the methods whose facts are carried.
func TestTableMatchesFacts(t *testing.T) {
	facts := loadFacts()
	rows := methodRows()
	for _, r := range rows {
		if _, ok := facts.Methods[r.name]; !ok || (r.act == nil) == (r.waits == nil) {
			t.Errorf("%s has no facts or no proper row", r.name)
		}
	}
	if len(rows) != len(facts.Methods) || len(rows) < 70 {
		t.Errorf("%d rows, %d methods", len(rows), len(facts.Methods))
	}
	table := methodTable()
	if table["getchatmemberscount"].name != "getChatMemberCount" || table["kickchatmember"].name != "banChatMember" {
		t.Error("an old name leads elsewhere")
	}
}

// Each type that goes over the wire has only fields that Telegram has, and always those that Telegram always has.
func TestWireMatchesFacts(t *testing.T) {
	facts := loadFacts()
	for name, v := range map[string]any{
		"User": wireUser{}, "Chat": wireChat{}, "ChatFullInfo": wireFullChat{}, "Message": wireMessage{}, "InlineKeyboardMarkup": wireMarkup{},
		"MessageOriginUser": wireOrigin{}, "PhotoSize": wirePhoto{}, "File": wireFile{}, "Location": wireLocation{},
		"ForumTopicCreated": wireTopicStart{}, "ForumTopicEdited": wireTopicChange{}, "TextQuote": wireQuote{}, "ExternalReplyInfo": wireExternal{},
		"LinkPreviewOptions": wirePreview{}, "Venue": wireVenue{}, "Contact": wireContact{}, "Dice": wireDice{}, "ForumTopic": wireTopic{}, "CallbackQuery": wireCallback{}, "ChatMemberUpdated": wireMemberUpdate{},
		"MessageReactionUpdated": wireReactions{}, "ReactionTypeEmoji": wireReaction{}, "WebhookInfo": wireWebhook{}, "MessageId": wireMessageID{},
		"MessageEntity": wireEntity{}, "BotCommand": Command{}, "ResponseParameters": wireHint{},
	} {
		known, sent := facts.Types[name].Fields, map[string]bool{}
		fields(reflect.TypeOf(v), sent)
		for field := range sent {
			if _, ok := known[field]; !ok && field != "forward_from" && field != "forward_date" {
				t.Errorf("%s has no field %s", name, field)
			}
		}
		for field, fact := range known {
			if always, ok := sent[field]; fact.Required && (!ok || !always) {
				t.Errorf("%s must always have %s", name, field)
			}
		}
	}
	f := File{ID: "i", UniqueID: "u", Title: "t", Performer: "p"}
	for name, shown := range map[string]map[string]any{
		"Document": f.wire(), "Video": f.wire("width", "height", "duration"), "Audio": f.wire("duration", "title", "performer"),
	} {
		checkFields(t, name, facts.Types[name].Fields, shown)
	}
	tg := New(Options{Now: func() time.Time { return time.Time{} }})
	for s, kind := range map[status]string{creator: "ChatMemberOwner", admin: "ChatMemberAdministrator", member: "ChatMemberMember", left: "ChatMemberLeft", kicked: "ChatMemberBanned"} {
		checkFields(t, kind, facts.Types[kind].Fields, tg.wireMember(&chat{}, 1, s))
	}
}

// checkFields holds an object against the fields that its type has.
func checkFields(t *testing.T, name string, known map[string]factType, shown map[string]any) {
	t.Helper()
	for field := range shown {
		if _, ok := known[field]; !ok {
			t.Errorf("%s has no field %s", name, field)
		}
	}
	for field, fact := range known {
		if _, ok := shown[field]; fact.Required && !ok {
			t.Errorf("%s must have %s", name, field)
		}
	}
}

// fields lists a type's JSON names; true if the field is always written.
func fields(t reflect.Type, into map[string]bool) {
	for f := range t.Fields() {
		if f.Anonymous {
			fields(f.Type, into)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		into[name] = !strings.Contains(options, "omitempty")
	}
}
