package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func text(s string) Upload {
	return Upload{Name: s + ".txt", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

func TestSendFields(t *testing.T) {
	buttons := [][]Button{{{Text: "按序时", Data: "a:1"}, {Text: "看", URL: "https://example.org/?a=1&b=2"}}}
	keyboard := `{"inline_keyboard":[[{"text":"按序时","callback_data":"a:1"},{"text":"看","url":"https://example.org/?a=1\u0026b=2"}]]}`
	done := `{"ok":true,"result":true}`
	for name, tc := range map[string]struct {
		out    Outgoing
		answer string
		method string
		fields map[string]string
	}{
		"message": {
			Outgoing{Method: SendMessage, Chat: -100, Thread: 4, Text: "<b>一</b>", Buttons: buttons, ReplyTo: 9, Silent: true}, sentBody,
			"sendMessage", map[string]string{
				"chat_id": "-100", "message_thread_id": "4", "text": "<b>一</b>", "parse_mode": "HTML", "reply_markup": keyboard,
				"link_preview_options": `{"is_disabled":true}`, "disable_notification": "true",
				"reply_parameters": `{"message_id":9,"allow_sending_without_reply":true}`,
			},
		},
		"plainest message": {
			Outgoing{Method: SendMessage, Chat: 5, Text: `"quoted"`, Preview: true}, sentBody,
			"sendMessage", map[string]string{"chat_id": "5", "text": `"quoted"`, "parse_mode": "HTML"},
		},
		"edit text": {
			Outgoing{Method: EditText, Chat: 5, MessageID: 7, Text: "x"}, sentBody,
			"editMessageText", map[string]string{
				"chat_id": "5", "message_id": "7", "text": "x", "parse_mode": "HTML", "link_preview_options": `{"is_disabled":true}`,
			},
		},
		"take buttons away": {
			Outgoing{Method: EditMarkup, Chat: 5, MessageID: 7}, sentBody,
			"editMessageReplyMarkup", map[string]string{"chat_id": "5", "message_id": "7"},
		},
		"delete": {
			Outgoing{Method: Delete, Chat: 5, MessageID: 7}, done,
			"deleteMessage", map[string]string{"chat_id": "5", "message_id": "7"},
		},
		"answer, cut to what Telegram takes": {
			Outgoing{Method: Answer, CallbackID: "q", Text: strings.Repeat("好", 201), Alert: true}, done,
			"answerCallbackQuery", map[string]string{
				"callback_query_id": "q", "text": strings.Repeat("好", 199) + "…", "show_alert": "true",
			},
		},
		"react": {
			Outgoing{Method: React, Chat: 5, MessageID: 7, Text: "👍"}, done,
			"setMessageReaction", map[string]string{
				"chat_id": "5", "message_id": "7", "reaction": `[{"type":"emoji","emoji":"👍"}]`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, f := newFake(t, always(200, tc.answer))
			if _, err := c.Send(t.Context(), tc.out); err != nil {
				t.Fatal(err)
			}
			if f.last().method != tc.method {
				t.Errorf("method %s, want %s", f.last().method, tc.method)
			}
			if d := cmp.Diff(tc.fields, f.last().fields); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSendSaysWhatWasSent(t *testing.T) {
	c, _ := newFake(t, always(200, sentBody))
	sent, err := c.Send(t.Context(), Outgoing{Method: SendMessage, Chat: 5, Text: "x"})
	if err != nil {
		t.Fatal(err)
	}
	want := Sent{MessageID: 77, Date: time.Date(2025, 11, 28, 9, 0, 0, 0, time.UTC), IDs: []int{77}}
	if d := cmp.Diff(want, sent); d != "" {
		t.Error(d)
	}
}

// parts are the forms' names for a file of each kind.
var parts = map[FileKind]string{Document: "document", Photo: "photo", Video: "video", Audio: "audio", Voice: "voice"}

func TestUploadIsOpenedForEachAttempt(t *testing.T) {
	opened, closed := 0, 0
	up := Upload{Name: `表 "一".xlsx`, Open: func() (io.ReadCloser, error) {
		opened++
		return &counted{Reader: strings.NewReader("cells"), closed: &closed}, nil
	}}
	for kind, part := range parts {
		c, f := newFake(t, refusing(500, "Internal Server Error"))
		up.Kind = kind
		for range 2 {
			if _, err := c.Send(t.Context(), Outgoing{Method: SendFile, Chat: 5, Upload: up, Text: "台账"}); err == nil {
				t.Fatal("no error")
			}
			if got := f.last().files[part]; got != "cells" {
				t.Errorf("%s: content %q", part, got)
			}
			if got := f.last().names[part]; got != "表 _一_.xlsx" {
				t.Errorf("%s: name %q", part, got)
			}
		}
	}
	if opened != 2*len(parts) || closed != opened {
		t.Errorf("opened %d, closed %d, want %d", opened, closed, 2*len(parts))
	}
}

type counted struct {
	io.Reader
	closed *int
}

func (c *counted) Close() error { *c.closed++; return nil }

func TestAlbum(t *testing.T) {
	c, f := newFake(t, always(200, `{"ok":true,"result":[{"message_id":8,"date":1764320400},{"message_id":9,"date":1764320400}]}`))
	same := text("same")
	sent, err := c.Send(t.Context(), Outgoing{Method: SendAlbum, Chat: 5, Text: "<i>两份</i>", Album: []Upload{same, same}})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]int{8, 9}, sent.IDs); d != "" {
		t.Error(d)
	}
	want := map[string]string{"1_same.txt": "same", "2_same.txt": "same"}
	if d := cmp.Diff(want, f.last().files); d != "" {
		t.Error(d)
	}
	var media []map[string]any
	if err := json.Unmarshal([]byte(f.last().fields["media"]), &media); err != nil {
		t.Fatal(err)
	}
	wantMedia := []map[string]any{
		{"type": "document", "media": "attach://1_same.txt", "caption": "<i>两份</i>", "parse_mode": "HTML"},
		{"type": "document", "media": "attach://2_same.txt"},
	}
	if d := cmp.Diff(wantMedia, media); d != "" {
		t.Error(d)
	}
}

func TestNothingIsSentWhenAFileFails(t *testing.T) {
	gone := Upload{Name: "a.png", Open: func() (io.ReadCloser, error) { return nil, errors.New("gone") }}
	half := Upload{Name: "b.png", Open: func() (io.ReadCloser, error) { return &brokenBody{}, nil }}
	for name, out := range map[string]Outgoing{
		"open":           {Method: SendFile, Upload: gone},
		"read":           {Method: SendFile, Upload: half},
		"read in album":  {Method: SendAlbum, Album: []Upload{text("a"), half}},
		"none":           {Method: SendFile},
		"album of one":   {Method: SendAlbum, Album: []Upload{text("a")}},
		"unknown method": {Method: "shout"},
	} {
		t.Run(name, func(t *testing.T) {
			c, f := newFake(t, always(200, sentBody))
			_, err := c.Send(t.Context(), out)
			var refused *Refused
			if !errors.As(err, &refused) || refused.Code != 0 {
				t.Errorf("got %v, want a refusal of our own", err)
			}
			if len(f.calls) != 0 {
				t.Errorf("%d requests left", len(f.calls))
			}
		})
	}
}

func TestSendEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c, f := newFake(t, always(200, sentBody))
	_, err := c.Send(ctx, Outgoing{Method: SendMessage, Chat: 5, Text: "x"})
	var doubt *InDoubt
	if !errors.As(err, &doubt) || !doubt.NeverLeft || !errors.Is(err, context.Canceled) || len(f.calls) != 0 {
		t.Errorf("got %v after %d requests", err, len(f.calls))
	}
}

func TestCost(t *testing.T) {
	for want, out := range map[int]Outgoing{0: {Method: Answer}, 1: {Method: EditText}, 3: {Method: SendAlbum, Album: make([]Upload, 3)}} {
		if got := out.Cost(); got != want {
			t.Errorf("%s costs %d, want %d", out.Method, got, want)
		}
	}
}

func TestFileThatTelegramHas(t *testing.T) {
	for kind, part := range parts {
		c, f := newFake(t, always(200, sentBody))
		if _, err := c.Send(t.Context(), Outgoing{Method: SendFile, Chat: 5, Upload: Upload{FileID: "AgAC", Kind: kind}}); err != nil {
			t.Fatal(err)
		}
		if f.last().fields[part] != "AgAC" || len(f.last().files) != 0 {
			t.Errorf("sent %+v", f.last())
		}
	}
	c, f := newFake(t, always(200, `{"ok":true,"result":[{"message_id":8}]}`))
	album := []Upload{{FileID: "AgAC", Kind: Photo}, {FileID: "AgAD", Kind: Video}}
	if _, err := c.Send(t.Context(), Outgoing{Method: SendAlbum, Chat: 5, Album: album}); err != nil {
		t.Fatal(err)
	}
	if want := `[{"type":"photo","media":"AgAC"},{"type":"video","media":"AgAD"}]`; f.last().fields["media"] != want {
		t.Errorf("sent %+v", f.last().fields)
	}
}

func TestReactionIsTakenBack(t *testing.T) {
	c, f := newFake(t, always(200, `{"ok":true,"result":true}`))
	if _, err := c.Send(t.Context(), Outgoing{Method: React, Chat: 5, MessageID: 7}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]string{"chat_id": "5", "message_id": "7"}, f.last().fields); d != "" {
		t.Error(d)
	}
}
