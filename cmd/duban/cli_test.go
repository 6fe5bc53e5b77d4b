package main

import (
	"bytes"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/bot/sandbox"
	"duban/store"
	"duban/store/lists"

	"go.etcd.io/bbolt"
)

// duban runs the program in this process with the environment cleared of ours.
func duban(t *testing.T, env map[string]string, args ...string) (code int, out, errs string) {
	t.Helper()
	for _, name := range []string{"DUBAN_TOKEN", "DUBAN_TOKEN_FILE", "DUBAN_API_URL", "DUBAN_DB", "DUBAN_TZ", "DUBAN_LANG", "DUBAN_LISTEN", "DUBAN_FILES", "DUBAN_FILES_LIMIT"} {
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
	var o, e bytes.Buffer
	code = run(args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

func TestWrongUseAndFaultsSayWhatToDo(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	held, err := store.Open(filepath.Join(dir, "held.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	tg := sandbox.New(sandbox.Options{Now: time.Now})
	tg.AddBot("123456:right", "duban_bot", "督办")
	server := httptest.NewServer(tg)
	defer server.Close()
	for name, c := range map[string]struct {
		env  map[string]string
		args []string
		code int
		says string
	}{
		"no such verb":        {nil, []string{"fly"}, 2, "duban --help"},
		"no such flag":        {nil, []string{"serve", "--fast"}, 2, "--fast"},
		"no token":            {nil, []string{"serve"}, 2, "DUBAN_TOKEN_FILE"},
		"two tokens":          {map[string]string{"DUBAN_TOKEN": "1:a", "DUBAN_TOKEN_FILE": file("token", "1:b")}, []string{"serve"}, 2, "请只保留一个"},
		"no zone":             {map[string]string{"DUBAN_TOKEN": "1:a", "DUBAN_TZ": "Mars/Olympus"}, []string{"serve", "--db", filepath.Join(dir, "a.db")}, 2, "Mars/Olympus"},
		"all faults at once":  {map[string]string{"DUBAN_TZ": "Mars/Olympus"}, []string{"check", "--db", file("bad.db", "junk")}, 2, "DUBAN_TOKEN_FILE"},
		"language":            {nil, []string{"verify", "--lang", "fr"}, 2, "fr"},
		"wrong token":         {map[string]string{"DUBAN_TOKEN": "123456:wrong", "DUBAN_API_URL": server.URL}, []string{"serve", "--db", filepath.Join(dir, "b.db")}, 1, "@BotFather"},
		"file in use":         {nil, []string{"verify", "--db", filepath.Join(dir, "held.db")}, 1, "正被另一个 duban 使用"},
		"damaged file":        {nil, []string{"verify", "--db", file("junk.db", strings.Repeat("junk", 5000))}, 1, "duban restore"},
		"damaged pages":       {map[string]string{"DUBAN_TOKEN": "123456:right", "DUBAN_API_URL": server.URL}, []string{"check", "--db", file("pages.db", broken(t))}, 1, "duban restore"},
		"empty token file":    {map[string]string{"DUBAN_TOKEN_FILE": file("blank", " \n")}, []string{"serve"}, 2, "令牌文件是空的"},
		"odd token":           {map[string]string{"DUBAN_TOKEN": "my token"}, []string{"serve"}, 2, "@BotFather"},
		"no such folder":      {map[string]string{"DUBAN_TOKEN": "1:a", "DUBAN_API_URL": server.URL}, []string{"serve", "--db", filepath.Join(dir, "none", "a.db")}, 1, "请核对路径"},
		"address in use":      {map[string]string{"DUBAN_TOKEN": "123456:right", "DUBAN_API_URL": server.URL, "DUBAN_LISTEN": strings.TrimPrefix(server.URL, "http://")}, []string{"serve", "--db", filepath.Join(dir, "f.db")}, 1, "请更换端口"},
		"list of an old kind": {nil, []string{"import", file("old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("0", 2000)), "--db", filepath.Join(dir, "c.db")}, 1, "另存为 .xlsx"},
		"no file":             {nil, []string{"export", filepath.Join(dir, "x.xlsx"), "--db", filepath.Join(dir, "none.db")}, 1, "数据文件不存在"},
		"export to something": {nil, []string{"export", filepath.Join(dir, "x.pdf"), "--db", seeded(t)}, 2, ".xlsx, .csv or .json"},
		"faulty list":         {nil, []string{"import", file("list.csv", "编号,标题,目标值\nA-1,公园,六个多\n"), "--db", filepath.Join(dir, "c.db")}, 1, "第2行“目标值”"},
		"not a list":          {nil, []string{"import", file("x.xlsx", "no"), "--db", filepath.Join(dir, "c.db")}, 1, ""},
		"files in no folder":  {map[string]string{"DUBAN_TOKEN": "1:a", "DUBAN_FILES": file("plain", "x")}, []string{"serve", "--db", filepath.Join(dir, "d.db")}, 2, "DUBAN_FILES"},
		"no room for files":   {map[string]string{"DUBAN_FILES": dir, "DUBAN_FILES_LIMIT": "-1"}, []string{"check", "--db", filepath.Join(dir, "e.db")}, 2, "DUBAN_FILES_LIMIT"},
		"webhook without TLS": {map[string]string{"DUBAN_TOKEN": "1:a"}, []string{"serve", "--public-url", "http://x"}, 2, "https://"},
	} {
		began := time.Now()
		code, _, errs := duban(t, c.env, c.args...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %s", name, code, errs)
		}
		if strings.Contains(errs, "123456:wrong") {
			t.Errorf("%s: the token is printed: %s", name, errs)
		}
		if took := time.Since(began); name == "file in use" && took > 2*time.Second {
			t.Errorf("%s: it took %v to say so", name, took)
		}
	}
}

// broken is a file with a fault in the middle, where opening it does not look.
func broken(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(seeded(t))
	if err != nil {
		t.Fatal(err)
	}
	for at := 2 * os.Getpagesize(); at < len(content)/2; at++ {
		content[at] = 0xa5
	}
	return string(content)
}

// seeded is a file with the district's list.
func seeded(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	db := filepath.Join(dir, "duban.db")
	for name, content := range map[string][]byte{"1-units.csv": lists.Hedong2025Units(), "2-list.csv": lists.Hedong2025()} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"1-units.csv", "2-list.csv"} {
		if code, _, errs := duban(t, nil, "import", filepath.Join(dir, name), "--db", db, "--year", "2025"); code != 0 {
			t.Fatalf("import %s: %s", name, errs)
		}
	}
	return db
}

func TestOperatorsVerbs(t *testing.T) {
	db, dir := seeded(t), t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"verify"}, 0, "the books balance"},
		{[]string{"export", path("ledger.xlsx")}, 0, "wrote"},
		{[]string{"export", path("ledger.csv")}, 0, "wrote"},
		{[]string{"export", path("ledger.json")}, 0, "wrote"},
		{[]string{"import", path("ledger.xlsx"), "--dry-run", "--year", "2025"}, 0, "0 new, 0 changed, 294 as before; 0 new units (dry run, nothing was changed)"},
		{[]string{"import", path("ledger.csv"), "--year", "2025", "--assign"}, 0, "0 new, 0 changed, 294 as before; 0 new units"},
		{[]string{"rehearse", "--from", "2025-09-20", "--days", "14"}, 0, "14 天内"},
		{[]string{"backup", path("copy.db")}, 0, "copied"},
		{[]string{"backup", path("copy.db")}, 1, ""},
		{[]string{"restore", path("copy.db")}, 0, "the file that was there is"},
		{[]string{"verify"}, 0, "the chain is whole"},
	} {
		code, out, errs := duban(t, map[string]string{"DUBAN_DB": db}, c.args...)
		if code != c.code || !strings.Contains(out, c.says) {
			t.Fatalf("%v: exit %d, %s%s", c.args, code, out, errs)
		}
	}
	if code, out, errs := duban(t, nil, "template", path("empty.xlsx")); code != 0 {
		t.Errorf("template: %s%s", out, errs)
	}
}

// A running bot has the file; its copy is fetched through the socket.
func TestBackupOfARunningBot(t *testing.T) {
	db := seeded(t)
	s, err := store.Open(db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	stop, err := offerBackups(s, db)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if code, out, errs := duban(t, nil, "backup", copied, "--db", db); code != 0 {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	if code, _, errs := duban(t, nil, "verify", "--db", copied); code != 0 {
		t.Errorf("the copy: %s", errs)
	}
	stop()
	if _, err := os.Stat(socketOf(db)); !os.IsNotExist(err) {
		t.Errorf("the socket is left behind: %v", err)
	}
}

func TestEveryVerbExplainsItself(t *testing.T) {
	for _, verb := range []string{"demo", "serve", "sandbox", "import", "template", "export", "verify", "backup", "restore", "rehearse", "read", "check"} {
		code, out, _ := duban(t, nil, verb, "-h")
		if code != 0 || !strings.Contains(out, "Example:") {
			t.Errorf("%s -h: exit %d\n%s", verb, code, out)
		}
	}
}

// verify names each row that is missing, in the reader's language, and what
// the journal says of it.
func TestVerifyNamesWhatIsMissing(t *testing.T) {
	db := seeded(t)
	b, err := bbolt.Open(db, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	third := []byte{0, 0, 0, 0, 0, 0, 0, 3}
	err = b.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("tasks")).Delete(third) })
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "task 3: the record is missing", "zh": "任务 3：记录缺失"} {
		code, out, errs := duban(t, nil, "verify", "--db", db, "--lang", lang)
		if code != 1 || out != "" || !strings.Contains(errs, want) || !strings.Contains(errs, "bucket tasks: the journal says") || !strings.Contains(errs, "账目有 1 处不平") {
			t.Errorf("exit %d: %s%s", code, out, errs)
		}
	}
}
