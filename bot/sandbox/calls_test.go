package sandbox_test

import (
	"testing"
	"time"

	"duban/bot/sandbox"
)

// What the bot asked for is kept with its result, refusals too, up to the number that was set.
func TestCalls(t *testing.T) {
	w := started(t, func(o *sandbox.Options) { o.KeepCalls = 4 })
	w.say(li, "一")
	w.do("sendMessage", args{"chat_id": 5, "text": "二"})
	w.doForm("sendDocument", args{"chat_id": li, "document": []byte("x")})
	calls := w.Calls()
	same(t, "without getUpdates", len(calls), 3)
	same(t, "parameter", calls[0].Params["text"], "一")
	same(t, "result", len(calls[0].Result) > 0, true)
	same(t, "refusal", calls[1].Description, "Bad Request: chat not found")
	same(t, "status", calls[1].Status, 400)
	same(t, "file", calls[2].Files["document"], "document.bin")
	for range 20 {
		w.say(li, "x")
	}
	same(t, "kept", len(w.Calls()) <= 4, true)
}

func TestLocations(t *testing.T) {
	w := started(t)
	if _, err := w.SendLocation(li, li, 35.1, 118.3); err != nil {
		t.Fatal(err)
	}
	same(t, "waits", w.Pending(token), 1)
	same(t, "sent", w.do("sendLocation", args{"chat_id": li, "latitude": 35.1, "longitude": "118.3"}).OK, true)
	all := w.Messages(li)
	same(t, "point", *all[len(all)-1].Location, sandbox.Location{Latitude: 35.1, Longitude: 118.3})
	same(t, "outside", w.do("sendLocation", args{"chat_id": li, "latitude": 91, "longitude": 0}).Description, "Bad Request: wrong location specified")
}

// What is said about a place comes back with it, that it is followed as long as it is.
func TestMoreOfPlaces(t *testing.T) {
	w := started(t)
	m := w.raw("sendLocation", args{"chat_id": li, "latitude": 35, "longitude": 118, "horizontal_accuracy": 9.5, "live_period": 60, "heading": 90, "proximity_alert_radius": 100})
	same(t, "live", text(t, m["location"]), `{"heading":90,"horizontal_accuracy":9.5,"latitude":35,"live_period":60,"longitude":118,"proximity_alert_radius":100}`)
	w.clock.move(time.Minute)
	reply := w.raw("sendMessage", args{"chat_id": li, "text": "到了", "reply_parameters": args{"message_id": m["message_id"]}})["reply_to_message"]
	same(t, "over", text(t, reply.(map[string]any)["location"]), `{"horizontal_accuracy":9.5,"latitude":35,"longitude":118}`)
	for want, more := range map[string]args{"period": {"live_period": 59}, "heading": {"heading": 361}, "proximity alert radius": {"proximity_alert_radius": -1}} {
		more["chat_id"], more["latitude"], more["longitude"] = li, 1, 1
		same(t, want, w.do("sendLocation", more).Description, "Bad Request: wrong live location "+want+" specified")
	}
	venue := func(more args) string {
		more["chat_id"], more["latitude"], more["longitude"], more["title"], more["address"] = li, 1, 2, "局", "路"
		return text(t, w.raw("sendVenue", more)["venue"])
	}
	same(t, "Foursquare", venue(args{"foursquare_id": "f", "foursquare_type": "arts", "google_place_id": "g"}),
		`{"address":"路","foursquare_id":"f","foursquare_type":"arts","location":{"latitude":1,"longitude":2},"title":"局"}`)
	same(t, "Google", venue(args{"google_place_id": "g"}), `{"address":"路","google_place_id":"g","location":{"latitude":1,"longitude":2},"title":"局"}`)
}

func TestKeyboards(t *testing.T) {
	w := started(t)
	w.say(li, "选", args{"reply_markup": args{"keyboard": [][]any{{"是", args{"text": "否"}}}}})
	w.say(li, "好", args{"reply_markup": args{"remove_keyboard": true}})
	w.say(li, "答", args{"reply_markup": args{"force_reply": true}})
	all := w.Messages(li)
	n := len(all)
	row := all[n-3].Keyboard.Rows[0]
	same(t, "words", row[0].Text+row[1].Text, "是否")
	same(t, "removed", all[n-2].RemoveKeyboard, true)
	same(t, "forced", all[n-1].ForceReply, true)
}

func TestNames(t *testing.T) {
	w := started(t)
	same(t, "name", w.do("setMyName", args{"name": "河东督办"}).OK, true)
	var me struct {
		Name     string `json:"first_name"`
		Username string
		IsBot    bool `json:"is_bot"`
	}
	w.do("getMe", nil).into(t, &me)
	same(t, "me", me.Name+me.Username, "河东督办duban_bot")
	same(t, "bot", me.IsBot, true)
	same(t, "too long", w.do("setMyShortDescription", args{"short_description": long(121)}).Description, "Bad Request: short_description is too long")
	if _, err := w.Say(li, li, "一"); err != nil {
		t.Fatal(err)
	}
	w.do("deleteWebhook", args{"drop_pending_updates": true})
	same(t, "dropped", w.Pending(token), 0)
}
