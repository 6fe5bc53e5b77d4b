package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"duban/bot/telegram"
	"duban/store"
)

// Who writes a page gets a receipt that fits on a phone; what is recorded is
// the page.
func TestReceiptOfALongReportIsShort(t *testing.T) {
	d, s := desk(t, func() time.Time { return noon })
	district(t, s, 1, 1, "", func(int) time.Time { return nine })
	round(t, d, s, true)
	page := "累计8个 正常，" + strings.Repeat("各施工单位按计划推进，", 300)
	if _, err := d.Accept(context.Background(), []json.RawMessage{reply(1, 0, page)}); err != nil {
		t.Fatal(err)
	}
	err := s.View(noon, func(tx *store.Tx) error {
		r, ok, err := tx.LastReport(1)
		if !ok || strings.Count(r.Progress, "各施工单位按计划推进") != 300 {
			t.Errorf("recorded: %v %d characters of %d", ok, len(r.Progress), len(page))
		}
		m, messageErr := receiptTo(tx, 1000)
		if n := telegram.Units(m.Text); messageErr != nil || n > 400 || !strings.Contains(m.Text, "…") {
			t.Errorf("%v: the receipt has %d characters: %s", messageErr, n, m.Text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// receiptTo is what a chat was told of what is recorded.
func receiptTo(tx *store.Tx, chat store.ChatID) (found store.Message, err error) {
	for m, err := range tx.Messages() {
		if err != nil {
			return found, err
		}
		if m.To.Chat == chat && strings.Contains(m.Text, "已记录") {
			found = m
		}
	}
	return found, nil
}
