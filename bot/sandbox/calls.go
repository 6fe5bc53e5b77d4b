package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Call is one request of the bot, getUpdates excepted.
type Call struct {
	Bot    int64             `json:"bot"`
	Method string            `json:"method"`
	Params map[string]string `json:"params"`
	// Files are the names of the uploads, by part.
	Files map[string]string `json:"files"`
	Time  time.Time         `json:"time"`
	// Status is the HTTP status that was answered, 0 if the connection was cut or hung.
	Status int `json:"status"`
	// Description is Telegram's error text, empty if all went well.
	Description string `json:"description"`
	// Result is the JSON that the method gave, also when the client never saw it; nil if it did not act.
	Result json.RawMessage `json:"result"`
}

// Calls gives what the bots asked for, oldest first, getUpdates excepted.
func (t *Telegram) Calls() []Call {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.calls)
}

// record keeps a call: what the client saw, and what was done even if it saw nothing.
func (c *call) record(seen reply, acted *reply) {
	if c.row.name == "getUpdates" {
		return
	}
	entry := Call{Bot: c.bot.ID, Method: c.row.name, Params: maps.Clone(c.values), Files: map[string]string{}, Status: seen.status}
	for part, file := range c.files {
		entry.Files[part] = file.name
	}
	if seen.cut {
		entry.Status = 0
	}
	entry.read(seen, acted)
	t := c.t
	t.mu.Lock()
	defer t.mu.Unlock()
	entry.Time = t.o.Now()
	if len(t.calls) >= t.o.KeepCalls {
		t.calls = slices.Delete(t.calls, 0, len(t.calls)/2+1)
	}
	t.calls = append(t.calls, entry)
}

func (entry *Call) read(seen reply, acted *reply) {
	var refused struct{ Description string }
	if json.Unmarshal(seen.body, &refused) == nil {
		entry.Description = refused.Description
	}
	if acted == nil || acted.status != 200 {
		return
	}
	var done struct{ Result json.RawMessage }
	if json.Unmarshal(acted.body, &done) == nil {
		entry.Result = done.Result
	}
}
