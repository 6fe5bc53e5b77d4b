package sandbox_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"testing"

	"duban/bot/sandbox"
)

// answer is what a method gives.
type answer struct {
	OK          bool
	Result      json.RawMessage
	ErrorCode   int `json:"error_code"`
	Description string
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	}
}

func (a answer) into(t testing.TB, v any) {
	t.Helper()
	if !a.OK {
		t.Fatalf("refused: %d %s", a.ErrorCode, a.Description)
	}
	if err := json.Unmarshal(a.Result, v); err != nil {
		t.Fatalf("%s: %v", a.Result, err)
	}
}

type args map[string]any

// do calls a method with a JSON body.
func (w *world) do(method string, a args) answer {
	w.t.Helper()
	body, err := json.Marshal(a)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.post(method, "application/json", body)
}

func (w *world) post(method, kind string, body []byte) answer {
	w.t.Helper()
	got, err := w.try(method, kind, body)
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func (w *world) try(method, kind string, body []byte) (answer, error) {
	r, err := http.NewRequest(http.MethodPost, "https://api.telegram.org/bot"+token+"/"+method, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", kind)
	resp, err := w.RoundTrip(r)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return answer{}, err
	}
	var a answer
	err = json.Unmarshal(raw, &a)
	return a, err
}

// form is a multipart body: plain values are fields, []byte are files under the field's own name.
func form(t testing.TB, a args) (kind string, body []byte) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, v := range a {
		var err error
		var part io.Writer
		content, isFile := v.([]byte)
		if isFile {
			part, err = m.CreateFormFile(name, name+".bin")
		} else {
			part, err = m.CreateFormField(name)
			content = flatten(t, v)
		}
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write(content)
	}
	_ = m.Close()
	return m.FormDataContentType(), b.Bytes()
}

func flatten(t testing.TB, v any) []byte {
	t.Helper()
	if s, ok := v.(string); ok {
		return []byte(s)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (w *world) doForm(method string, a args) answer {
	w.t.Helper()
	kind, body := form(w.t, a)
	return w.post(method, kind, body)
}

// message is the part of Message that the tests look at.
type message struct {
	ID     int `json:"message_id"`
	Thread int `json:"message_thread_id"`
	From   struct {
		ID    int64
		IsBot bool `json:"is_bot"`
	}
	Chat struct {
		ID   int64
		Type string
	}
	Date     int64
	EditDate int64    `json:"edit_date"`
	IsTopic  bool     `json:"is_topic_message"`
	ReplyTo  *message `json:"reply_to_message"`
	Album    string   `json:"media_group_id"`
	Text     string
	Caption  string
	Entities []sandbox.Entity
	Photo    []struct {
		ID            string `json:"file_id"`
		UniqueID      string `json:"file_unique_id"`
		Width, Height int
	}
	Document *struct {
		ID   string `json:"file_id"`
		Name string `json:"file_name"`
		Size int64  `json:"file_size"`
	}
	Markup *struct {
		Rows [][]struct {
			Text string
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	} `json:"reply_markup"`
	MigrateTo   int64                  `json:"migrate_to_chat_id"`
	MigrateFrom int64                  `json:"migrate_from_chat_id"`
	Topic       *struct{ Name string } `json:"forum_topic_created"`
	Joined      []struct{ ID int64 }   `json:"new_chat_members"`
	Forward     *struct{ Type string } `json:"forward_origin"`
}

// update is the part of Update that the tests look at.
type update struct {
	ID       int      `json:"update_id"`
	Message  *message `json:"message"`
	Edited   *message `json:"edited_message"`
	Callback *struct {
		ID      string
		Data    string
		Message message
		From    struct{ ID int64 }
	} `json:"callback_query"`
	Mine *struct {
		Old struct{ Status string } `json:"old_chat_member"`
		New struct{ Status string } `json:"new_chat_member"`
	} `json:"my_chat_member"`
	Member   *struct{} `json:"chat_member"`
	Reaction *struct {
		New []struct{ Emoji string } `json:"new_reaction"`
	} `json:"message_reaction"`
}
