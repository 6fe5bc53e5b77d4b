package bot

import (
	"time"

	"duban/store"
)

// FirstAdmin makes a code for the admin's post as long as nobody holds one;
// empty once somebody does. An earlier code that nobody used is replaced.
func (b *Bot) FirstAdmin() (code string, err error) {
	now := b.now()
	err = b.Store.Update(now, func(tx *store.Tx) error {
		posts, err := tx.PostsIn(0)
		if err != nil {
			return err
		}
		var vacant store.Post
		for _, p := range posts {
			if p.Role == store.Admin && p.Holder != 0 {
				return nil
			}
			if p.Role == store.Admin {
				vacant = p
			}
		}
		return tx.As(store.By{Actor: store.ByOperator, Cause: "first start"}, func() error {
			if vacant.ID == 0 {
				if vacant, err = tx.PutPost(store.Post{Role: store.Admin}); err != nil {
					return err
				}
			}
			code = b.Code()
			return tx.Invite(vacant.ID, code, now.Add(inviteLife*time.Hour))
		})
	})
	return code, err
}
