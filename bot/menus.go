package bot

import (
	"context"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// setMenus gives everybody the menu of their role and language; strangers see
// what everyone may do.
func (r *Runner) setMenus(ctx context.Context) {
	who := r.bot.Store.Who()
	if r.setFor != nil && *r.setFor == who {
		return
	}
	wanted := map[store.PersonID]menu{}
	err := r.bot.Store.View(r.bot.now(), func(tx *store.Tx) (err error) {
		wanted, err = r.bot.menusWanted(tx)
		return err
	})
	if err != nil {
		r.bot.Log.Error("menus", "err", err)
		return
	}
	for id, m := range wanted {
		if r.menus[id] == m.key() {
			continue
		}
		if ctx.Err() != nil {
			return
		}
		if err := r.client.SetCommands(ctx, telegram.Scope{Chat: int64(id)}, "", m.entries()); err != nil {
			r.bot.Log.Warn("menu", "person", id, "err", err)
		}
		r.menus[id] = m.key() // a refused menu is not asked for again at every update
	}
	r.setFor = &who
}

// menu is what a person's menu is made of.
type menu struct {
	role store.Role
	lang wording.Lang
}

func (m menu) key() string { return m.role.String() + string(m.lang) }

func (m menu) entries() []telegram.MenuEntry {
	var all []telegram.MenuEntry
	for _, row := range Menu(m.role, m.lang) {
		all = append(all, telegram.MenuEntry{Command: row.Name, Description: row.Help})
	}
	return all
}

func (b *Bot) menusWanted(tx *store.Tx) (map[store.PersonID]menu, error) {
	wanted := map[store.PersonID]menu{}
	for p, err := range tx.People() {
		if err != nil {
			return nil, err
		}
		s, err := speakerOf(tx, p.ID)
		if err != nil {
			return nil, err
		}
		l, err := b.lang(tx, s)
		if err != nil {
			return nil, err
		}
		if !p.Reach.Unreachable {
			wanted[p.ID] = menu{s.role, l}
		}
	}
	return wanted, nil
}
