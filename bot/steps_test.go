package bot_test

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"

	"duban/bot/sandbox"
)

// actor is somebody at some place: in the chat with the bot, or in a group.
type actor struct {
	name   string
	person int64
	chat   int64
	thread int
}

// actor reads 王芳, 王芳@城管群 or 王芳@城管群/园林组.
func (s *story) actor(words string) actor {
	name, place, inGroup := strings.Cut(words, "@")
	id, ok := s.people[name]
	if !ok {
		s.t.Fatalf("nobody is called %q in this story", name)
	}
	a := actor{name: name, person: id, chat: id}
	if !inGroup {
		return a
	}
	group, topic, _ := strings.Cut(place, "/")
	if a.chat, ok = s.groups[group]; !ok {
		s.t.Fatalf("no group is called %q in this story", group)
	}
	if topic != "" {
		if a.thread = s.topics[group+"/"+topic]; a.thread == 0 {
			s.t.Fatalf("the group %s has no topic %q", group, topic)
		}
	}
	return a
}

func (s *story) topicName(chat int64, thread int) string {
	for name, id := range s.topics {
		if group, topic, _ := strings.Cut(name, "/"); id == thread && s.groups[group] == chat {
			return "/" + topic
		}
	}
	return ""
}

func (a actor) key() string { return fmt.Sprintf("%d/%d", a.person, a.chat) }

// speak says or sends something in the given ways.
func (s *story) speak(a actor, ways []string, text string) {
	o := []sandbox.SayOption{sandbox.InThread(a.thread)}
	var files, place string
	for _, way := range ways {
		switch {
		case way == "↩":
			o = append(o, sandbox.ReplyTo(s.latest(a)))
		case way == "✎":
			s.effort.typed(a.name, text, false, true)
			if err := s.tg.Edit(a.person, a.chat, s.own[a.key()], text); err != nil {
				s.t.Fatalf("%s edits %q: %v", a.name, text, err)
			}
			return
		case way == "⛔":
			s.tg.Block(a.person)
			return
		case way == "♻":
			s.tg.Unblock(a.person)
			return
		case strings.HasPrefix(way, "📎"):
			files = strings.TrimPrefix(way, "📎")
		case strings.HasPrefix(way, "📍"):
			place = strings.TrimPrefix(way, "📍")
		default:
			s.t.Fatalf("not a way to say something: %s", way)
		}
	}
	s.effort.typed(a.name, text, files != "" || place != "", false)
	m, err := s.send(a, files, place, text, o)
	if err != nil {
		s.t.Fatalf("%s says %q: %v", a.name, text, err)
	}
	s.own[a.key()] = m.ID
}

func (s *story) send(a actor, files, place, text string, o []sandbox.SayOption) (sandbox.Message, error) {
	names := strings.FieldsFunc(files, func(r rune) bool { return r == '、' })
	switch {
	case place != "":
		lat, lon, _ := strings.Cut(place, ",")
		return s.tg.SendLocation(a.person, a.chat, degrees(lat), degrees(lon), o...)
	case len(names) == 1:
		f := upload(names[0])
		return s.tg.SendFile(a.person, a.chat, f.Name, f.Content, text, f.Photo, o...)
	case len(names) > 1:
		uploads := make([]sandbox.Upload, len(names))
		for i, name := range names {
			uploads[i] = upload(name)
		}
		all, err := s.tg.SendAlbum(a.person, a.chat, uploads, text, o...)
		if err != nil {
			return sandbox.Message{}, err
		}
		return all[0], nil
	}
	return s.tg.Say(a.person, a.chat, text, o...)
}

func degrees(text string) float64 {
	d, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return d
}

// upload is a file with content of its own: a photo where its name says so.
func upload(name string) sandbox.Upload {
	if !strings.HasSuffix(name, ".jpg") {
		return sandbox.Upload{Name: name, Content: []byte("content of " + name)}
	}
	return sandbox.Upload{Name: name, Content: append(pngHead(), name...), Photo: true}
}

// pngHead is as much of a grey picture of eight by eight as is needed to know
// that it is one; its bytes don't change with the encoder.
func pngHead() []byte {
	head := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x08\x00\x00\x00\x08\x08\x00\x00\x00\x00")
	return binary.BigEndian.AppendUint32(head, crc32.ChecksumIEEE(head[12:]))
}

// latest is the bot's latest message where the actor is.
func (s *story) latest(a actor) int {
	all := s.tg.Messages(a.chat)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].From.IsBot && !all[i].Deleted && all[i].Thread == a.thread {
			return all[i].ID
		}
	}
	s.t.Fatalf("the bot has said nothing to %s", a.name)
	return 0
}

func (s *story) press(a actor, label string) {
	all := s.tg.Messages(a.chat)
	for i := len(all) - 1; i >= 0; i-- {
		for _, row := range all[i].Buttons {
			for _, b := range row {
				if b.Text == label && !all[i].Deleted && all[i].Thread == a.thread {
					s.pressButton(a, label, all[i].ID, b.Data)
					return
				}
			}
		}
	}
	s.t.Fatalf("%s has no button %q; the chat is\n%s", a.name, label, s.out.String())
}

func (s *story) pressButton(a actor, label string, message int, data string) {
	s.effort.tapped(a.name, data)
	id, err := s.tg.Press(a.person, a.chat, message, data)
	if err != nil {
		s.t.Fatalf("%s presses %s: %v", a.name, label, err)
	}
	s.settle()
	switch answer, ok := s.tg.CallbackAnswer(id); {
	case !ok:
		s.t.Errorf("%s presses %s and the phone goes on waiting", a.name, label)
	case answer.Alert:
		fmt.Fprintf(&s.out, "  （弹窗：%s）\n", answer.Text)
	case answer.Text != "":
		fmt.Fprintf(&s.out, "  （%s）\n", answer.Text)
	}
}
