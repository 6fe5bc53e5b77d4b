package bot

import (
	"fmt"
	"strings"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// queue records a message. A text too long for one is cut at the borders of
// its blocks into several, the buttons under the last; what is too long for a
// caption goes before its file. Where a message is changed into more than
// fits, the rest is said anew.
func queue(tx *store.Tx, m store.Message) error {
	if len(m.Text) <= telegram.MaxCaption { // bytes are never fewer than units
		_, _, err := tx.Queue(m)
		return err
	}
	for _, one := range parts(m) {
		if _, _, err := tx.Queue(one); err != nil {
			return err
		}
	}
	return nil
}

func parts(m store.Message) []store.Message {
	texts := []string{m.Text}
	switch file := m.File != nil || len(m.Album) > 0; {
	case file && telegram.Units(m.Text) > telegram.MaxCaption:
		texts = append(telegram.Split(m.Text, telegram.MaxText), "")
	case !file && len(m.Text) > telegram.MaxText:
		texts = telegram.Split(m.Text, telegram.MaxText)
	}
	all := make([]store.Message, len(texts))
	for i, text := range texts {
		one := m
		one.Text, one.Key = text, partKey(m.Key, i)
		if i > 0 {
			one.Edits = 0
		}
		if i < len(texts)-1 {
			one.Buttons, one.File, one.Album = nil, nil, nil
		}
		all[i] = one
	}
	return all
}

// partKey is the key of the part i, counted from 0, of a message with the key.
func partKey(key string, i int) string {
	if i == 0 {
		return key
	}
	return fmt.Sprintf("%s/%d", key, i+1)
}

// rewrite changes a message that was said, in as many parts as it was said in.
// A part that Telegram has not numbered yet is left as it is.
func (t *turn) rewrite(l wording.Lang, m store.Message, text wording.HTML, buttons [][]store.Button) error {
	said, err := partsSaid(t.tx, m)
	if err != nil {
		return err
	}
	texts := cutInto(string(text), len(said))
	for i, part := range said {
		if part.Number == 0 {
			continue
		}
		edit := store.Message{To: part.To, Edits: part.Number, Class: store.Receipt, About: m.About, Text: string(wording.PartEmpty.In(l))}
		if i < len(texts) {
			edit.Text = texts[i]
		}
		if i == len(texts)-1 {
			edit.Buttons = buttons
		}
		if err := t.tell(edit); err != nil {
			return err
		}
	}
	return nil
}

func partsSaid(tx *store.Tx, m store.Message) ([]store.Message, error) {
	said := []store.Message{m}
	for {
		part, err := tx.MessageKeyed(partKey(m.Key, len(said)))
		if isMissing(err) {
			return said, nil
		}
		if err != nil {
			return nil, err
		}
		said = append(said, part)
	}
}

// cutInto cuts a text into n parts, or fewer where it has not so many blocks.
// The last part may be too long for one message.
func cutInto(text string, n int) []string {
	if n == 1 {
		return []string{text}
	}
	var cut []string
	for limit := telegram.MaxText; len(cut) < n && limit > telegram.MaxText/n/2; limit -= limit / 10 {
		cut = telegram.Split(text, limit)
	}
	if len(cut) > n {
		cut = append(cut[:n-1:n-1], strings.Join(cut[n-1:], "\n\n"))
	}
	return cut
}
