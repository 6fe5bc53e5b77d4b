package telegram

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNewRefuses(t *testing.T) {
	for name, c := range map[string]Config{
		"no token":        {},
		"blank token":     {Token: " \n"},
		"token with path": {Token: "1:a/../b"},
		"no address":      {Token: "1:SECRET", BaseURL: "telegram"},
		"odd scheme":      {Token: "1:SECRET", BaseURL: "ftp://telegram.invalid"},
		"bad address":     {Token: "1:SECRET", BaseURL: "http://[::1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(c)
			if err == nil {
				t.Fatal("no error")
			}
			noSecret(t, err)
		})
	}
}

func TestMe(t *testing.T) {
	c, _ := newFake(t, always(200, `{"ok":true,"result":{"id":42,"is_bot":true,"first_name":"督办","username":"duban_bot"}}`))
	me, err := c.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Me{ID: 42, Username: "duban_bot", Name: "督办"}, me); d != "" {
		t.Error(d)
	}
	for _, code := range []int{401, 404} {
		c, _ = newFake(t, refusing(code, "No"))
		if _, err := c.Me(t.Context()); !errors.Is(err, ErrUnauthorized) {
			t.Errorf("%d: %v", code, err)
		}
	}
	c, _ = newFake(t, refusing(500, "No"))
	if _, err := c.Me(t.Context()); errors.Is(err, ErrUnauthorized) || err == nil {
		t.Errorf("500: %v", err)
	}
}

func TestSetCommands(t *testing.T) {
	c, f := newFake(t, always(200, `{"ok":true,"result":true}`))
	if err := c.SetCommands(t.Context(), Scope{Chat: 5}, "zh", []MenuEntry{{"tasks", "本单位任务"}}); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"commands": `[{"command":"tasks","description":"本单位任务"}]`, "scope": `{"type":"chat","chat_id":5}`, "language_code": "zh",
	}
	if d := cmp.Diff(want, f.last().fields); d != "" {
		t.Error(d)
	}
	if err := c.SetCommands(t.Context(), Scope{}, "", nil); err != nil {
		t.Fatal(err)
	}
	if f.last().method != "deleteMyCommands" || f.last().fields["scope"] != `{"type":"default"}` {
		t.Errorf("got %+v", f.last())
	}
}

func TestDownload(t *testing.T) {
	content := "0123456789"
	answer := func(size string) func(*http.Request, call) (*http.Response, error) {
		return func(r *http.Request, _ call) (*http.Response, error) {
			switch r.URL.Path {
			case "/bot" + testToken + "/getFile":
				return respond(200, `{"ok":true,"result":{"file_id":"f","file_path":"documents/file_1.xlsx"`+size+`}}`), nil
			case "/file/bot" + testToken + "/documents/file_1.xlsx":
				return respond(200, content), nil
			}
			return respond(404, "SECRET"), nil
		}
	}
	for name, tc := range map[string]struct {
		size  string
		limit int64
		want  error
	}{
		"just fits":           {`,"file_size":10`, 10, nil},
		"size unknown":        {``, 10, nil},
		"said to be too big":  {`,"file_size":10`, 9, ErrTooBig},
		"found to be too big": {``, 9, ErrTooBig},
		"lied about":          {`,"file_size":1`, 9, ErrTooBig},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := newFake(t, answer(tc.size))
			body, file, err := c.Download(t.Context(), "f", tc.limit)
			var got []byte
			if err == nil {
				got, err = io.ReadAll(body)
				if cerr := body.Close(); cerr != nil {
					t.Error(cerr)
				}
			}
			if !errors.Is(err, tc.want) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
			if err == nil && (string(got) != content || file != "file_1.xlsx") {
				t.Errorf("got %q of %q", got, file)
			}
		})
	}
}

// Ensure that a file that a server of one's own names on its disk is read from
// there, and asked for as any other where it isn't there.
func TestDownloadFromTheServersDisk(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file 1.xlsx")
	if err := os.WriteFile(name, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	for where, want := range map[string]string{name: "0123456789", name + "x": "by HTTP"} {
		c, f := newFake(t, func(r *http.Request, _ call) (*http.Response, error) {
			if strings.HasSuffix(r.URL.Path, "getFile") {
				return respond(200, fmt.Sprintf(`{"ok":true,"result":{"file_id":"f","file_path":%q}}`, where)), nil
			}
			return respond(200, "by HTTP"), nil
		})
		body, file, err := c.Download(t.Context(), "f", 10)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(body)
		if err != nil || string(got) != want || file != filepath.Base(where) {
			t.Errorf("%s: got %q of %q, %v, after %d calls", where, got, file, err, len(f.calls))
		}
		body.Close()
	}
}

func TestDownloadErrorsHideTheToken(t *testing.T) {
	c, _ := newFake(t, func(r *http.Request, _ call) (*http.Response, error) {
		if strings.HasSuffix(r.URL.Path, "getFile") {
			return respond(200, `{"ok":true,"result":{"file_id":"f","file_path":"a b%zz"}}`), nil
		}
		return nil, errors.New("cut")
	})
	_, _, err := c.Download(t.Context(), "f", 10)
	if err == nil {
		t.Fatal("no error")
	}
	noSecret(t, err)
}
