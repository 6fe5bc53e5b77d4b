package store

import (
	"encoding/json"

	"duban/schedule"
)

// How the records that every reply changes are written. A field that is added
// to one of them has to be added here: a test compares with json.Marshal.

func (t *Task) fields(o *object) {
	o.id("id", uint64(t.ID))
	o.text("code", t.Code)
	o.id("programme", uint64(t.Programme))
	o.idIf("parent", uint64(t.Parent))
	o.text("title", t.Title)
	o.textIf("title_en", t.TitleEN)
	o.textIf("section", t.Section)
	o.textIf("source", t.Source)
	o.textIf("source_en", t.SourceEN)
	o.textIf("remark", t.Remark)
	if len(t.Marks) > 0 {
		o.each("marks", len(t.Marks), func(i int) { o.b = appendQuoted(o.b, t.Marks[i]) })
	}
	if len(t.Targets) > 0 {
		o.each("targets", len(t.Targets), func(i int) { targetFields(o, &t.Targets[i]) })
	}
	o.idIf("lead", uint64(t.Lead))
	if len(t.Support) > 0 {
		o.any("support", t.Support)
	}
	o.time("start", t.Start)
	o.time("due", t.Due)
	o.text("state", string(t.State))
	o.textIf("evidence", t.Evidence)
	o.textIf("cadence", t.Cadence)
	if t.Pause != nil {
		o.any("pause", t.Pause)
	}
	t.Standing.fields(o)
	o.timeIf("ask_at", t.AskAt)
	o.textIf("period", t.Period)
}

func targetFields(o *object, t *schedule.Target) {
	o.open()
	o.textIf("name", t.Name)
	o.textIf("name_en", t.NameEN)
	o.text("kind", string(t.Kind))
	if !t.Low.IsZero() {
		o.decimal("low", t.Low)
	}
	if !t.High.IsZero() {
		o.decimal("high", t.High)
	}
	o.textIf("measure", t.Measure)
	o.textIf("measure_en", t.MeasureEN)
	o.textIf("soft", t.Soft)
	o.flagIf("level", t.Level)
	if t.Baseline != nil {
		o.decimal("baseline", *t.Baseline)
	}
	o.close()
}

func (s *Standing) fields(o *object) {
	if s.Version == 0 && s.At.IsZero() && s.Values == nil && s.Claim == "" && s.Light == "" && s.Class == "" && s.Better == 0 && s.Unchanged == 0 && !s.Pressed {
		return
	}
	o.nested("standing", func() {
		o.numberIf("version", int64(s.Version))
		o.timeIf("at", s.At)
		valueFields(o, s.Values)
		o.textIf("claim", string(s.Claim))
		o.textIf("light", string(s.Light))
		o.textIf("class", string(s.Class))
		o.numberIf("better", int64(s.Better))
		o.numberIf("unchanged", int64(s.Unchanged))
		o.flagIf("pressed", s.Pressed)
	})
}

func valueFields(o *object, values []Value) {
	if len(values) == 0 {
		return
	}
	o.each("values", len(values), func(i int) {
		v := &values[i]
		o.open()
		o.number("target", int64(v.Target))
		o.decimal("amount", v.Amount)
		o.textIf("approx", v.Approx)
		o.timeIf("at", v.At)
		o.close()
	})
}

func (r *Report) fields(o *object) {
	o.id("task", uint64(r.Task))
	o.number("version", int64(r.Version))
	o.id("unit", uint64(r.Unit))
	o.idIf("ask", uint64(r.Ask))
	o.number("by", int64(r.By))
	o.time("at", r.At)
	if r.Via != (Via{}) {
		o.nested("via", func() {
			o.numberIf("chat", int64(r.Via.Chat))
			o.numberIf("message", int64(r.Via.Message))
			o.textIf("button", r.Via.Button)
		})
	}
	valueFields(o, r.Values)
	o.textIf("claim", string(r.Claim))
	o.flagIf("same", r.Same)
	o.textIf("progress", r.Progress)
	o.textIf("problem", r.Problem)
	o.textIf("next", r.Next)
	o.timeIf("expect", r.Expect)
	o.textIf("words", r.Words)
	o.flagIf("late", r.Late)
	o.numberIf("corrects", int64(r.Corrects))
	o.text("state", string(r.State))
	o.textIf("refusal", r.Refusal)
	o.textIf("light", string(r.Light))
	o.textIf("class", string(r.Class))
	o.flagIf("copied", r.Copied)
	o.flagIf("attached", r.Attached)
}

func (m *Message) fields(o *object) {
	o.id("id", uint64(m.ID))
	o.text("key", m.Key)
	o.flagIf("once", m.Once)
	o.number("class", int64(m.Class))
	o.nested("to", func() {
		o.numberIf("chat", int64(m.To.Chat))
		o.numberIf("thread", int64(m.To.Thread))
	})
	o.textIf("text", m.Text)
	if len(m.Buttons) > 0 {
		o.each("buttons", len(m.Buttons), func(i int) { buttonFields(o, m.Buttons[i]) })
	}
	o.numberIf("reply_to", int64(m.ReplyTo))
	o.numberIf("edits", int64(m.Edits))
	o.textIf("callback", m.Callback)
	o.flagIf("alert", m.Alert)
	if m.File != nil {
		o.any("file", m.File)
	}
	if len(m.Album) > 0 {
		o.any("album", m.Album)
	}
	if m.About != (About{}) {
		o.nested("about", func() {
			o.idIf("unit", uint64(m.About.Unit))
			o.idIf("ask", uint64(m.About.Ask))
			o.idIf("task", uint64(m.About.Task))
			o.numberIf("report", int64(m.About.Report))
		})
	}
	o.time("queued", m.Queued)
	o.timeIf("not_until", m.NotUntil)
	o.timeIf("expires", m.Expires)
	o.text("state", string(m.State))
	o.textIf("reason", m.Reason)
	o.numberIf("attempts", int64(m.Attempts))
	o.timeIf("sent_at", m.SentAt)
	o.numberIf("number", int64(m.Number))
	if len(m.More) > 0 {
		o.any("more", m.More)
	}
	if m.Search.After != 0 || m.Search.Entry != 0 || m.Search.Upto != 0 || m.Search.Tried != nil {
		o.any("search", m.Search)
	}
}

func buttonFields(o *object, line []Button) {
	if line == nil {
		o.b = append(o.b, "null"...)
		return
	}
	o.b = append(o.b, '[')
	for _, b := range line {
		o.next()
		o.open()
		o.text("text", b.Text)
		o.textIf("data", b.Data)
		o.textIf("url", b.URL)
		o.close()
	}
	o.b = append(o.b, ']')
}

func (a *Ask) fields(o *object) {
	o.id("id", uint64(a.ID))
	o.id("unit", uint64(a.Unit))
	o.text("period", a.Period)
	o.time("opens", a.Opens)
	o.time("asked", a.Asked)
	o.time("due", a.Due)
	o.textIf("late", a.Late)
	if a.Lines == nil {
		o.raw("lines", []byte("null"))
	} else {
		o.each("lines", len(a.Lines), func(i int) { a.Lines[i].fields(o) })
	}
	o.text("state", string(a.State))
	o.textIf("reason", a.Reason)
	o.timeIf("settled", a.Settled)
	if len(a.Taken) > 0 {
		o.any("taken", a.Taken)
	}
	o.timeIf("next_step", a.NextStep)
	if len(a.Copies) > 0 {
		o.any("copies", a.Copies)
	}
}

func (l *AskLine) fields(o *object) {
	o.open()
	o.number("number", int64(l.Number))
	o.id("task", uint64(l.Task))
	o.text("state", string(l.State))
	o.numberIf("report", int64(l.Report))
	o.textIf("reason", l.Reason)
	o.close()
}

func (m *Mark) fields(o *object) {
	o.text("key", m.Key)
	o.time("at", m.At)
}

// fields of an update put the bytes that came as they are: json.Marshal would
// take the spaces out and rewrite signs.
func (p *Parked) fields(o *object) {
	o.id("id", uint64(p.ID))
	o.raw("raw", p.Raw)
	o.text("fault", p.Fault)
	o.time("at", p.At)
	o.timeIf("done", p.Done)
}

// any writes a field that is seldom there.
func (o *object) any(name string, v any) {
	raw, err := json.Marshal(v)
	o.fail(err)
	o.raw(name, raw)
}

func (o *object) raw(name string, v []byte) {
	o.name(name)
	o.b = append(o.b, v...)
}
