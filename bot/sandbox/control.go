package sandbox

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"time"
)

// Control lets a client outside this program do over HTTP what a test does in Go, under /sandbox/. A POST takes a JSON object, whose
// fields are named below, and gives what came of it, or {"error": ...} with status 400.
//
//	person    id, first_name, last_name, username, language_code: adds or renames an account
//	group     title, members, forum, supergroup, bot_admin, no_bot: gives {"id": ...}; the first member is its creator
//	topic     chat, name: gives {"id": ...}
//	say       person, chat, text, reply, thread; also start (person, text), contact, location (latitude, longitude)
//	file      multipart: person, chat, caption, kind, reply, thread and parts named file; several are an album
//	edit      person, chat, message, text; also delete, and react (emoji)
//	press     person, chat, message, data: gives {"id": ...}, to ask GET answer?id=... for
//	block     person; also unblock, join and leave (person, chat), and deactivate (person)
//	promote   chat; also demote and kick: what the first bot is there
//	privacy   on: whether the first bot sees only what is meant for it in groups
//	migrate   chat: gives {"id": ...} of the supergroup
//	fault     do, method, chat, skip, times, retry_after, status, text, delay (seconds); do is a FaultKind
//	limits    per_second, chat_burst, group_per_minute; an empty object lifts them all
//	renumber  id: update ids go on from there; repeat (n): the latest n updates come again
//
// GET gives people, chats?person=, messages?chat=, calls, faults and answer?id=; DELETE faults takes the orders back.
func (t *Telegram) Control() http.Handler {
	mux := http.NewServeMux()
	orders := t.deeds()
	maps.Copy(orders, t.worldOrders())
	for name, do := range orders {
		mux.Handle("POST /sandbox/"+name, do)
	}
	mux.HandleFunc("POST /sandbox/file", t.upload)
	mux.HandleFunc("DELETE /sandbox/faults", func(w http.ResponseWriter, _ *http.Request) { t.ClearFaults(); answer(w, true, nil) })
	for name, look := range t.looks() {
		mux.HandleFunc("GET /sandbox/"+name, func(w http.ResponseWriter, r *http.Request) {
			v, err := look(r)
			answer(w, v, err)
		})
	}
	return http.NewCrossOriginProtection().Handler(mux)
}

// faultOrder is a Fault with its delay in seconds.
type faultOrder struct {
	Fault
	Delay float64 `json:"delay"`
}

func given(id int64, what string) (any, error) {
	if id == 0 {
		return nil, errors.New("sandbox: " + what)
	}
	return map[string]int64{"id": id}, nil
}

// worldOrders change what is not a person's to change.
func (t *Telegram) worldOrders() map[string]order {
	type group struct {
		GroupOptions
		Title   string  `json:"title"`
		Members []int64 `json:"members"`
	}
	type named struct {
		Chat int64  `json:"chat"`
		Name string `json:"name"`
	}
	return map[string]order{
		"person": done(func(p Person) error { t.AddPerson(p); return nil }),
		"group": take(func(g group) (any, error) {
			return given(t.AddGroup(g.Title, g.GroupOptions, g.Members...), "no group")
		}),
		"topic":      take(func(n named) (any, error) { return given(int64(t.AddTopic(n.Chat, n.Name)), "the chat is no forum") }),
		"press":      take(t.pressOrder),
		"promote":    done(func(d deed) error { t.Promote(d.Chat); return nil }),
		"demote":     done(func(d deed) error { t.Demote(d.Chat); return nil }),
		"kick":       done(func(d deed) error { t.KickBot(d.Chat); return nil }),
		"privacy":    done(func(v struct{ On bool }) error { t.SetPrivacy(v.On); return nil }),
		"migrate":    take(func(d deed) (any, error) { return given(t.Migrate(d.Chat), "no such group") }),
		"deactivate": done(func(d deed) error { t.Deactivate(d.Person); return nil }),
		"fault":      done(t.faultOrder),
		"limits":     done(t.limitsOrder),
		"renumber":   done(func(v struct{ ID int }) error { t.Renumber(v.ID); return nil }),
		"repeat":     done(func(v struct{ N int }) error { t.Repeat(v.N); return nil }),
	}
}

func (t *Telegram) pressOrder(d deed) (any, error) {
	id, err := t.Press(d.Person, d.Chat, d.Message, d.Data, d.options()...)
	return map[string]CallbackID{"id": id}, err
}

func (t *Telegram) faultOrder(f faultOrder) error {
	if !slices.Contains(faultKinds, f.Do) {
		return errors.New("sandbox: do must be one of the kinds of fault")
	}
	f.Fault.Delay = time.Duration(f.Delay * float64(time.Second))
	t.Inject(f.Fault)
	return nil
}

func (t *Telegram) limitsOrder(l Limits) error {
	if l == (Limits{}) {
		t.SetLimits(nil)
		return nil
	}
	t.SetLimits(&l)
	return nil
}

// looks are what can be looked at, by name.
func (t *Telegram) looks() map[string]func(*http.Request) (any, error) {
	return map[string]func(*http.Request) (any, error){
		"people":   func(*http.Request) (any, error) { return t.People(), nil },
		"chats":    func(r *http.Request) (any, error) { return t.Chats(number(r, "person")), nil },
		"messages": func(r *http.Request) (any, error) { return t.shown(number(r, "bot"), number(r, "chat")), nil },
		"calls":    func(*http.Request) (any, error) { return t.Calls(), nil },
		"faults":   func(*http.Request) (any, error) { return t.Faults(), nil },
		"answer": func(r *http.Request) (any, error) {
			a, ok := t.CallbackAnswer(CallbackID(r.FormValue("id")))
			if !ok {
				return nil, errors.New("sandbox: the press has not been answered")
			}
			return a, nil
		},
	}
}

// shown gives a chat's messages that are still there, as the Bot API shows them.
func (t *Telegram) shown(bot, chat int64) []wireMessage {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := []wireMessage{}
	if c := t.find(bot, chat); c != nil {
		for _, m := range c.messages {
			if !m.Deleted {
				all = append(all, t.wire(m))
			}
		}
	}
	return all
}
