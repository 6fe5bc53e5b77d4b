package sandbox

import "strings"

// person is a human account as Telegram holds it.
type person struct {
	Person
	deactivated bool
}

func (p *person) name() string { return strings.TrimSpace(p.FirstName + " " + p.LastName) }

func (p *person) account() Account {
	return Account{ID: p.ID, Name: p.name(), Username: p.Username}
}

// AddPerson adds an account, or replaces the names of one that is there.
func (t *Telegram) AddPerson(p Person) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old := t.people[p.ID]; old != nil {
		old.Person = p
		return
	}
	t.people[p.ID] = &person{Person: p}
	t.order = append(t.order, p.ID)
}

// People gives the accounts in the order they came, without the deactivated ones.
func (t *Telegram) People() []Person {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []Person
	for _, id := range t.order {
		if p := t.people[id]; !p.deactivated {
			all = append(all, p.Person)
		}
	}
	return all
}

// Deactivate deletes an account; the bot may no longer write to it.
func (t *Telegram) Deactivate(id int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p := t.people[id]; p != nil {
		p.deactivated = true
	}
}

// Block makes a person block the bot (every bot, if there are several that they speak to).
func (t *Telegram) Block(id int64) { t.setBlocked(id, true) }

// Unblock takes a block back.
func (t *Telegram) Unblock(id int64) { t.setBlocked(id, false) }

func (t *Telegram) setBlocked(id int64, blocked bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, b := range t.bots {
		if c := t.chats[place{b.ID, id}]; c != nil {
			t.block(b, c, blocked)
		}
	}
}

// block changes a private chat's state and tells the bot, as Telegram does, by my_chat_member.
func (t *Telegram) block(b *bot, c *chat, blocked bool) {
	if c.Blocked == blocked {
		return
	}
	c.Blocked = blocked
	before, after := member, kicked
	if !blocked {
		before, after = kicked, member
	}
	t.tellMember(b, c, c.ID, b.ID, before, after)
	t.emitChat(c)
}

// account gives the names of a person or bot; an unknown id has none.
func (t *Telegram) account(id int64) Account {
	if p := t.people[id]; p != nil {
		return p.account()
	}
	for _, b := range t.bots {
		if b.ID == id {
			return b.account()
		}
	}
	return Account{ID: id}
}
