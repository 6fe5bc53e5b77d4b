package sandbox

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Telegram is the whole imitation: its bots, people, chats and messages. All methods may be called at the same time.
type Telegram struct {
	o     Options
	table map[string]row // by lower-case name
	facts facts
	// life ends with Close, and with it every wait and delivery.
	life context.Context
	end  context.CancelFunc

	mu        sync.Mutex
	bots      []*bot
	people    map[int64]*person
	order     []int64 // people in the order they came
	chats     map[place]*chat
	rooms     []*chat // chats in the order they came
	files     map[string]*stored
	downloads map[string]*stored // by file_path
	presses   map[CallbackID]*press
	faults    []Fault
	calls     []Call
	subs      map[*subscriber]bool
	seq       int64 // of events
	count     map[string]int64
}

// New makes an empty Telegram. It panics if Options.Now is missing.
func New(o Options) *Telegram {
	if o.Now == nil {
		panic("sandbox: Options.Now is required")
	}
	if o.KeepCalls == 0 {
		o.KeepCalls = 100_000
	}
	t := &Telegram{
		o: o, table: methodTable(), facts: loadFacts(),
		people: map[int64]*person{}, chats: map[place]*chat{},
		files: map[string]*stored{}, downloads: map[string]*stored{}, presses: map[CallbackID]*press{},
		subs: map[*subscriber]bool{}, count: map[string]int64{},
	}
	t.life, t.end = context.WithCancel(context.Background())
	return t
}

// Close ends waiting polls, hanging calls and webhook deliveries.
func (t *Telegram) Close() { t.end() }

// next counts ids of one kind, from 1.
func (t *Telegram) next(kind string) int64 {
	t.count[kind]++
	return t.count[kind]
}

// nextID counts ids of one kind, as text.
func (t *Telegram) nextID(kind string) string { return strconv.FormatInt(t.next(kind), 10) }

// second is now as Telegram keeps it, without a part of a second.
func (t *Telegram) second() time.Time { return t.o.Now().Truncate(time.Second) }

// bot is a bot with what Telegram holds for it.
type bot struct {
	Bot
	queue    queue
	webhook  *webhook // nil: none
	poll     *poller
	commands map[menuKey][]Command
	texts    map[string]string // name and descriptions, by kind and language
	buttons  map[int64]object  // menu buttons by person, 0 for all
	wishes   map[bool]object   // rights to ask for, in channels or not
	rate     rate
	messages int  // last id in its private chats
	nosy     bool // sees everything in groups: its privacy is off
}

func (b *bot) account() Account {
	return Account{ID: b.ID, Name: b.Name, Username: b.Username, IsBot: true}
}

// AddBot adds a bot. Its id is the number before the colon of the token, as with Telegram's own tokens, else a counted one.
// The first bot is the one that Say and its like speak to.
func (t *Telegram) AddBot(token, username, name string) Bot {
	t.mu.Lock()
	defer t.mu.Unlock()
	head, _, _ := strings.Cut(token, ":")
	id, err := strconv.ParseInt(head, 10, 64)
	if err != nil || id <= 0 {
		id = 7_000_000_000 + t.next("bot")
	}
	b := &bot{
		Bot:      Bot{ID: id, Token: token, Username: username, Name: name},
		commands: map[menuKey][]Command{}, texts: map[string]string{}, buttons: map[int64]object{}, wishes: map[bool]object{},
	}
	b.queue.next = 100_000_001
	t.bots = append(t.bots, b)
	return b.Bot
}

// Bots gives the bots in the order they came.
func (t *Telegram) Bots() []Bot {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []Bot
	for _, b := range t.bots {
		all = append(all, b.Bot)
	}
	return all
}

func (t *Telegram) botByToken(token string) *bot {
	for _, b := range t.bots {
		if b.Token == token {
			return b
		}
	}
	return nil
}

// botByID gives the bot with this id, the first one for 0, nil if there is none.
func (t *Telegram) botByID(id int64) *bot {
	for _, b := range t.bots {
		if b.ID == id || id == 0 {
			return b
		}
	}
	return nil
}
