package bot_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/store"
)

// A file that can't be sent is not passed over in silence.
func TestWhoWantsAFileHearsThatItDoesNotCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.tg.Inject(sandbox.Fault{Method: "sendDocument", Times: 9, Do: sandbox.FaultRefused, Status: http.StatusRequestEntityTooLarge, Text: "Request Entity Too Large"})
		m := to(1001, store.Receipt, "台账")
		m.File = &store.File{Name: "a.csv", Content: []byte("x")}
		ids := l.queue(m)
		l.pass(time.Minute)
		if n := l.heardPart(1001, "没有发出"); n != 1 || l.message(ids[0]).State != store.Failed {
			t.Errorf("heard of it %d times; the message is %s", n, l.message(ids[0]).State)
		}
	})
}
