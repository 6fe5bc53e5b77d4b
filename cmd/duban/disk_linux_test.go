package main

import (
	"net/http"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// full keeps the process from writing to any file, or lets it again: the
// system answers it as it does when the disk is full.
func (p *process) full(yes bool) {
	p.t.Helper()
	limit := syscall.Rlimit{Cur: ^uint64(0), Max: ^uint64(0)}
	if yes {
		limit.Cur = 1
	}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(p.cmd.Process.Pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if errno != 0 {
		p.t.Fatal(errno)
	}
}

// The disk is full: what is sent is not confirmed and gets no answer, and that
// is said to whoever watches. There is room again: everything has its effect
// once, and the admin is told how long it was.
func TestServeOnAFullDisk(t *testing.T) {
	for _, hooked := range []bool{false, true} {
		p := newProcess(t, 2, hooked)
		p.start()
		p.up()
		p.until("what was said before is taken", func() bool { return p.tg.Pending(processToken) == 0 && p.metric("duban_outbox_messages") == "0" })
		p.full(true)
		p.say(first, "正常")
		p.say(first+1, "滞后")
		p.until("it is said", func() bool {
			status, body := p.get("/healthz")
			return status == http.StatusServiceUnavailable && strings.Contains(body, "file: not written since") && strings.Contains(body, "no space left")
		})
		if p.metric("duban_file_unwritable") != "1" || !strings.Contains(p.out.String(), "no space left") {
			t.Errorf("by webhook %v: the metric says %s, the log\n%s", hooked, p.metric("duban_file_unwritable"), p.out.String())
		}
		if hooked {
			if status := p.post(hookSecret, wrote(5000, 5000, first, "/tasks")); status != http.StatusServiceUnavailable {
				t.Errorf("a request is answered with %d", status)
			}
		}
		if n := p.tg.Pending(processToken); n != 2 {
			t.Errorf("by webhook %v: %d updates wait at Telegram, not 2", hooked, n)
		}
		p.full(false)
		p.until("both are answered", func() bool { return p.told(first, "已记录") == 1 && p.told(first+1, "已记录") == 1 })
		p.until("the admin is told", func() bool { return p.told(chief, "数据文件无法写入") == 1 })
		p.up()
		p.until("all is said", func() bool { return p.metric("duban_outbox_messages") == "0" && p.tg.Pending(processToken) == 0 })
		p.stop()
		if p.told(first, "已记录") != 1 || p.told(first+1, "已记录") != 1 || p.told(chief, "数据文件无法写入") != 1 {
			t.Errorf("by webhook %v: something was said twice", hooked)
		}
	}
}

// The disk becomes full between sending a message and recording that it was
// sent: it is not sent a second time, by this process or the next.
func TestFullDiskAfterAMessageWasSent(t *testing.T) {
	for _, restarted := range []bool{false, true} {
		p := newProcess(t, 1, false)
		p.messages(1)
		p.gate.Lock()
		p.start()
		p.until("it is sent", func() bool { return p.told(first, "请填报") == 1 })
		p.full(true)
		p.gate.Unlock()
		p.until("it is said", func() bool { status, _ := p.get("/healthz"); return status == http.StatusServiceUnavailable })
		if restarted {
			p.kill()
			p.start()
		} else {
			p.full(false)
		}
		p.up()
		p.until("it is settled", func() bool { return p.metric("duban_outbox_messages") == "0" })
		if n := p.told(first, "请填报"); n != 1 {
			t.Errorf("restarted %v: it was said %d times", restarted, n)
		}
		p.stop()
	}
}
