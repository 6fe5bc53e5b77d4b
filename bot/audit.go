package bot

import (
	"strconv"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// auditLength is how many lines an audit trail shows unless told.
const auditLength = 20

// audit: /audit [CODE|UNIT|N]: who did what, newest first.
func (t *turn) audit(args string) error {
	what := strings.TrimSpace(args)
	past, err := t.trail(what)
	if err != nil {
		return err
	}
	lines := []wording.HTML{t.word(wording.AuditHead, "n", len(past), "entries", t.tx.LastEntry())}
	more, err := t.remarkLines(past)
	if err != nil {
		return err
	}
	return t.say(wording.Lines(append(lines, more...)...))
}

func (t *turn) trail(what string) ([]store.Remark, error) {
	if what == "" {
		return t.tx.History(auditLength)
	}
	if n, err := strconv.Atoi(what); err == nil && n > 0 {
		return t.tx.History(min(n, 200))
	}
	if task, err := t.tx.TaskCoded(what); err == nil {
		return t.tx.TaskHistory(task.ID, auditLength)
	}
	u, err := t.unitOf(what)
	if err != nil {
		return nil, err
	}
	return t.tx.UnitHistory(u.ID, auditLength)
}
