package outbox

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"duban/bot/telegram"
	"duban/schedule"
	"duban/store"
)

const (
	// grace is how long a call may still take effect after it was cut.
	grace = time.Second
	// listening is how long a request for updates has to be open to tell that
	// nothing waits.
	listening = 3 * time.Second
	// searching is how long a message in doubt keeps its place among the calls.
	searching = 30 * time.Second
	// deaf is when the search goes on although updates don't come in.
	deaf = time.Minute
	// beyond the highest number that can be accounted for a search looks at so
	// many more.
	beyond = 4
	// groupReach is how far it looks in a group, where others take numbers
	// that the bot does not see.
	groupReach = 12
	// searchMost is the most numbers that are tried; each is a call at the
	// pace of messages.
	searchMost = 300
)

// errAbsent: a probe found that the message does not have the number.
var errAbsent = errors.New("the message is not there")

// ears know how far what people write is on record: their messages take
// numbers from the series in which one of ours is looked for.
type ears struct {
	mu    sync.Mutex
	open  time.Time // since when polling goes without a failure; zero where nobody polls
	heard time.Time // everything written before is on record
}

// Listen says that updates are asked for from the moment on.
func (o *Outbox) Listen(from time.Time) {
	o.ears.mu.Lock()
	defer o.ears.mu.Unlock()
	o.ears.open = from
}

// Polled hears how a request for updates went that ended now.
func (o *Outbox) Polled(s telegram.PollState, now time.Time) {
	if s.Kind != telegram.PollOK {
		o.Listen(now.Add(s.Wait))
		return
	}
	if !s.Full() {
		o.ears.mu.Lock()
		defer o.ears.mu.Unlock()
		o.ears.heard = now
	}
}

// caughtUp is when what was written before at is on record.
func (e *ears) caughtUp(at time.Time) time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.heard.Before(at) {
		return at
	}
	open := schedule.Later(e.open, at).Add(listening)
	if limit := at.Add(deaf); e.open.IsZero() || open.After(limit) {
		return limit
	}
	return open
}

// taken are the numbers that messages of others have, by series, as far as
// the journal tells; ours are in the store.
type taken struct {
	from, next uint64 // the entries after from and before next were read
	numbers    map[store.ChatID]map[int]bool
}

// read takes in what the journal says since an entry; alone means that no other
// doubt needs what was read before.
func (t *taken) read(tx *store.Tx, since uint64, alone bool, me telegram.Me) error {
	if t.numbers == nil || since < t.from || alone && since >= t.next {
		*t = taken{from: since, next: since + 1, numbers: map[store.ChatID]map[int]bool{}}
	}
	for e, err := range tx.Entries(t.next) {
		if err != nil {
			return err
		}
		if t.next = e.Seq + 1; e.Raw == nil {
			continue
		}
		in, err := telegram.Decode(e.Raw, me)
		if err == nil && in.Kind != telegram.KindPress && in.MessageID != 0 {
			t.add(store.ChatID(in.Chat.ID).Series(), in.MessageID)
		}
	}
	return nil
}

func (t *taken) add(series store.ChatID, number int) {
	if t.numbers[series] == nil {
		t.numbers[series] = map[int]bool{}
	}
	t.numbers[series][number] = true
}

func (t *taken) last(series store.ChatID) (last int) {
	for n := range t.numbers[series] {
		last = max(last, n)
	}
	return last
}

// lastNumber is the highest number known in the chat's series.
func (o *Outbox) lastNumber(tx *store.Tx, chat store.ChatID) (int, error) {
	last := tx.LastNumber(chat)
	if chat < 0 {
		return last, nil
	}
	w, err := tx.Wire(o.Me.ID)
	return max(last, w.Number), err
}

// seek decides what to do next about a message in doubt: look under another
// number, or conclude from what was tried.
func (o *Outbox) seek(tx *store.Tx, m store.Message, now time.Time) (f flight, goes bool, err error) {
	able, err := probable(tx, m)
	switch {
	case err != nil:
		return f, false, err
	case !able:
		return f, false, o.unproved(tx, m)
	}
	rank, lost := o.doubts(tx, m.ID, now)
	if err := o.taken.read(tx, m.Search.Entry, lost == 1, o.Me); err != nil {
		return f, false, err
	}
	last, err := o.lastNumber(tx, m.To.Chat)
	if err != nil {
		return f, false, err
	}
	last = max(last, m.Search.After, o.taken.last(m.To.Chat.Series()))
	upto := m.Search.Upto
	switch {
	case upto != 0:
	case m.To.Chat < 0:
		upto, rank = last+groupReach, 0
	default:
		// All that people wrote until the call was lost is on record, so what
		// has a higher number can only be ours.
		upto = last + lost + beyond
		m.Search.Upto = upto
	}
	free := o.free(tx, m, upto)
	n := nextProbe(free, m.Search.Tried, rank)
	switch {
	case len(free) > searchMost || n == 0 && m.Search.Upto == 0:
		return f, false, o.unproved(tx, m)
	case n == 0:
		m.State, m.Reason, m.NotUntil = store.Planned, "a search found that it had not arrived", time.Time{}
		return f, false, tx.PutMessage(m)
	}
	return flight{m: m, probe: n}, true, tx.PutMessage(m)
}

// probable reports whether a probe can tell. Where there are no buttons it asks
// whether a message of ours without buttons is there: that is the one only if
// no other of the chat is without a number.
func probable(tx *store.Tx, m store.Message) (bool, error) {
	if len(m.Buttons) > 0 {
		return true, nil
	}
	for held, err := range tx.HeldFor(m.To.Chat) {
		if err != nil || held.Reason == unproven {
			return false, err
		}
	}
	return len(m.Album) == 0, nil
}

// doubts counts the numbers of private chats that may be ours without our
// knowing, of messages in doubt or being sent, and those before this message.
func (o *Outbox) doubts(tx *store.Tx, id store.MessageID, now time.Time) (before, all int) {
	for _, f := range o.flying {
		if f.probe == 0 && f.m.To.Chat > 0 {
			all += f.m.Cost()
		}
	}
	for u := range tx.Heads(now) {
		if u.InDoubt && u.Chat > 0 {
			if all += u.Cost; u.ID < id {
				before += u.Cost
			}
		}
	}
	return before, all
}

// free are the numbers that the message may have, rising.
func (o *Outbox) free(tx *store.Tx, m store.Message, upto int) (all []int) {
	known := o.taken.numbers[m.To.Chat.Series()]
	for n := m.Search.After + 1; n <= upto && len(all) <= searchMost; n++ {
		if !known[n] && !tx.Numbered(m.To.Chat, n) {
			all = append(all, n)
		}
	}
	return all
}

// nextProbe is the number to try next, 0 if all were tried. Messages that were
// lost together mostly arrived, and in the order in which they were sent: so
// the search begins at the message's rank among them.
func nextProbe(free, tried []int, rank int) (best int) {
	nearest := len(free)
	rank = min(rank, len(free)-1)
	for i, n := range free {
		if far := max(i-rank, rank-i); far < nearest && !slices.Contains(tried, n) {
			best, nearest = n, far
		}
	}
	return best
}

// probe looks under one number: identical buttons there are "not modified".
func (o *Outbox) probe(ctx context.Context, f flight) error {
	present, err := o.Wire.Probe(ctx, int64(f.m.To.Chat), f.probe, wireButtons(f.m.Buttons))
	if err == nil && !present {
		err = errAbsent
	}
	return err
}
