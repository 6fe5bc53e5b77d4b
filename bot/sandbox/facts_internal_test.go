package sandbox

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// The table serves exactly the methods whose facts are carried.
func TestTableMatchesFacts(t *testing.T) {
	table, facts := methodTable(), loadFacts()
	for name := range facts.Methods {
		r, ok := table[strings.ToLower(name)]
		if !ok || r.name != name || (r.act == nil) == (r.waits == nil) {
			t.Errorf("%s has facts but no proper row", name)
		}
	}
	if len(table) != len(facts.Methods) || len(table) < 30 {
		t.Errorf("%d rows, %d methods", len(table), len(facts.Methods))
	}
}

// Each type that goes over the wire has only fields that Telegram has, and always those that Telegram always has.
func TestWireMatchesFacts(t *testing.T) {
	facts := loadFacts()
	for name, v := range map[string]any{
		"User": wireUser{}, "Chat": wireChat{}, "ChatFullInfo": wireFullChat{}, "Message": wireMessage{}, "InlineKeyboardMarkup": wireMarkup{},
		"MessageOriginUser": wireOrigin{}, "PhotoSize": wirePhoto{}, "Document": wireDocument{}, "File": wireFile{}, "Location": wireLocation{},
		"ForumTopicCreated": wireTopicStart{}, "ForumTopic": wireTopic{}, "CallbackQuery": wireCallback{}, "ChatMemberUpdated": wireMemberUpdate{},
		"MessageReactionUpdated": wireReactions{}, "ReactionTypeEmoji": wireReaction{}, "WebhookInfo": wireWebhook{}, "MessageId": wireMessageID{},
		"MessageEntity": Entity{}, "BotCommand": Command{}, "ResponseParameters": wireHint{},
	} {
		known, sent := facts.Types[name].Fields, map[string]bool{}
		fields(reflect.TypeOf(v), sent)
		for field := range sent {
			if _, ok := known[field]; !ok {
				t.Errorf("%s has no field %s", name, field)
			}
		}
		for field, fact := range known {
			if always, ok := sent[field]; fact.Required && (!ok || !always) {
				t.Errorf("%s must always have %s", name, field)
			}
		}
	}
	tg := New(Options{Now: func() time.Time { return time.Time{} }})
	for s, kind := range map[status]string{creator: "ChatMemberOwner", admin: "ChatMemberAdministrator", member: "ChatMemberMember", left: "ChatMemberLeft", kicked: "ChatMemberBanned"} {
		got := tg.wireMember(1, s)
		for field, fact := range facts.Types[kind].Fields {
			if _, ok := got[field]; fact.Required && !ok {
				t.Errorf("%s must have %s", kind, field)
			}
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
		into[name] = !strings.Contains(options, "omitempty")
	}
}
