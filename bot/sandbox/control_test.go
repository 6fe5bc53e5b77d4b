package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// outside is a client of the orders over HTTP.
type outside struct {
	*world
	handler http.Handler
}

// order posts a JSON object and gives the status and what came back.
func (o outside) order(name, body string) (int, map[string]any) {
	return o.ask(httptest.NewRequest(http.MethodPost, "/sandbox/"+name, strings.NewReader(body)))
}

func (o outside) look(what string) (int, map[string]any) {
	return o.ask(httptest.NewRequest(http.MethodGet, "/sandbox/"+what, nil))
}

func (o outside) ask(r *http.Request) (int, map[string]any) {
	o.t.Helper()
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	var v any
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		o.t.Fatalf("%s: %s %v", r.URL, w.Body, err)
	}
	m, ok := v.(map[string]any)
	if !ok {
		m = map[string]any{"all": v}
	}
	return w.Code, m
}

// A client in any language makes people, groups and topics, says things as they do, and reads what the bot did.
func TestControl(t *testing.T) {
	w := newWorld(t)
	o := outside{w, w.Control()}
	for _, order := range [][2]string{
		{"person", `{"id":7,"first_name":"孙","language_code":"zh"}`}, {"start", `{"person":7,"text":"码"}`}, {"say", `{"person":7,"chat":7,"text":"一"}`},
		{"contact", `{"person":7,"chat":7}`}, {"location", `{"person":7,"chat":7,"latitude":35,"longitude":118}`},
	} {
		code, got := o.order(order[0], order[1])
		same(t, order[0], code, 200)
		if order[0] == "say" {
			same(t, "as Telegram shows it", got["text"], any("一"))
		}
	}
	same(t, "updates", len(w.updates()), 4)
	_, group := o.order("group", `{"title":"坛","members":[7],"forum":true,"bot_admin":true}`)
	code, topic := o.order("topic", `{"chat":`+number(group["id"])+`,"name":"局"}`)
	same(t, "topic", code == 200 && topic["id"].(float64) > 1, true)
	m := w.say(7, "问", args{"reply_markup": buttons("a")})
	_, press := o.order("press", `{"person":7,"chat":7,"message":`+number(float64(m.ID))+`,"data":"a"}`)
	code, _ = o.look("answer?id=" + press["id"].(string))
	same(t, "not answered", code, 400)
	w.do("answerCallbackQuery", args{"callback_query_id": press["id"], "text": "好", "show_alert": true})
	_, got := o.look("answer?id=" + press["id"].(string))
	same(t, "answered", got["text"].(string), "好")
	_, messages := o.look("messages?chat=7")
	all := messages["all"].([]any)
	same(t, "messages", all[len(all)-1].(map[string]any)["text"].(string), "问")
	_, calls := o.look("calls")
	same(t, "calls", len(calls["all"].([]any)) > 0, true)
	_, chats := o.look("chats?person=7")
	same(t, "chats", len(chats["all"].([]any)), 2)

	code, got = o.order("say", `{"person":7,"chat":7,"txt":"x"}`)
	same(t, "unknown field", code == 400 && strings.Contains(got["error"].(string), "txt"), true)
	code, _ = o.order("say", `{"person":5,"chat":5,"text":"x"}`)
	same(t, "nobody", code, 400)
	r := httptest.NewRequest(http.MethodPost, "/sandbox/block", strings.NewReader(`{"person":7}`))
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	strange := httptest.NewRecorder()
	o.handler.ServeHTTP(strange, r)
	same(t, "another site's page", strange.Code, 403)
}

func number(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}

// Faults, limits and the numbering of updates can be ordered from outside.
func TestControlBreaks(t *testing.T) {
	w := started(t)
	o := outside{w, w.Control()}
	send := func() answer { return w.do("sendMessage", args{"chat_id": li, "text": "x"}) }
	o.order("fault", `{"do":"429","method":"sendMessage","retry_after":3,"times":2}`)
	same(t, "429", send().Parameters.RetryAfter, 3)
	_, faults := o.look("faults")
	same(t, "left", faults["all"].([]any)[0].(map[string]any)["times"].(float64), 1)
	o.ask(httptest.NewRequest(http.MethodDelete, "/sandbox/faults", nil))
	same(t, "taken back", send().OK, true)
	o.order("fault", `{"do":"refused","status":403,"text":"Forbidden: bot was kicked from the group chat"}`)
	same(t, "refused", send().Description, "Forbidden: bot was kicked from the group chat")
	code, _ := o.order("fault", `{"do":"meteor"}`)
	same(t, "no such fault", code, 400)

	o.order("limits", `{"per_second":1}`)
	send()
	same(t, "limited", send().ErrorCode, 429)
	o.order("limits", `{}`)
	same(t, "lifted", send().OK, true)

	w.speak(li, "一")
	o.order("renumber", `{"id":5}`)
	same(t, "renumbered", w.poll(0)[0].ID, 5)
	o.order("repeat", `{"n":1}`)
	same(t, "repeated", w.Pending(token), 2)
}

// FaultDelay acts at once and answers later; a client that gives up sees nothing of it.
func TestDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := started(t, inBubble)
		o := outside{w, w.Control()}
		o.order("fault", `{"do":"delay","delay":1.5,"times":2}`)
		begin := w.now()
		same(t, "sent", w.do("sendMessage", args{"chat_id": li, "text": "x"}).OK, true)
		same(t, "later", w.now().Sub(begin), 1500*time.Millisecond)
		before := len(w.Messages(li))
		client := http.Client{Transport: w, Timeout: time.Second}
		_, err := client.Post("http://x/bot"+token+"/sendMessage", "application/json", strings.NewReader(`{"chat_id":101,"text":"一"}`))
		same(t, "given up", err != nil, true)
		same(t, "done all the same", len(w.Messages(li)), before+1)
	})
}
