package reading

import (
	"slices"
	"sync"
	"time"

	"duban/schedule"
)

// Target is one target of a task with what was last reported for it.
type Target struct {
	schedule.Target
	Last *schedule.Decimal // last reported value in the target's own measure; nil where none was
}

// Task is what the reader has to know of one open task.
type Task struct {
	Number         int    // its number in the ask; 0 when the ask does not list it
	Code           string // its code in the programme
	Title, TitleEN string
	Targets        []Target
	LastDate       time.Time // when the last report was made; zero where none was
	LastText       string    // the words of the last report
	Unchanged      int       // answers of "no change" in a row
	Pressed        bool      // a concrete question was put already: vague or worn-out answers are taken as they are
	Start, Due     time.Time
}

// Input is one reply with what it may be about.
type Input struct {
	Tasks []Task
	Text  string    // as it was sent
	Now   time.Time // dates are read against it, in its zone
	Focus int       // index of the only task the dialogue is about, or a negative number
}

// Claim is how the unit says a task stands.
type Claim string

// The claims; the empty one is none.
const (
	OnTrack    Claim = "on_track"    // 正常
	AtRisk     Claim = "at_risk"     // 有风险
	Behind     Claim = "behind"      // 滞后
	Blocked    Claim = "blocked"     // 受阻
	NotStarted Claim = "not_started" // 未启动
	Done       Claim = "done"        // 已完成: goes to review, closes nothing
)

// Value is one figure for one target.
type Value struct {
	Target    int              // index into the task's targets
	Amount    schedule.Decimal // in the target's own measure; a total unless the target is a level
	Typed     string           // the figure as typed, with its unit
	Increment bool             // typed as an addition; Amount is the resulting total
	Approx    string           // the word that leaves a doubt: 约, 近, 余, 多, 左右
}

// Line is what is reported for one task.
type Line struct {
	Task     int // index into Input.Tasks
	Values   []Value
	Claim    Claim
	NoChange bool
	Progress string     // free text, word for word, as are the next two
	Problem  string     // what stands in the way
	Next     string     // the next step
	Expect   *time.Time // the day the unit expects to be done, midnight in the zone of Input.Now
	Source   string     // the words of the reply that were read, one clause after the other
}

// QuestionKind says why something is asked back.
type QuestionKind string

// The reasons for asking back.
const (
	Lower       QuestionKind = "lower"         // a total below the last one
	Over        QuestionKind = "over"          // more than one and a half times the target, or a share above 100 %
	Jump        QuestionKind = "jump"          // up or down by more than half of the target in one period
	Misfit      QuestionKind = "misfit"        // a unit of measure that does not fit
	TotalOrMore QuestionKind = "total_or_more" // an increment or a total, could be either
	WhichTask   QuestionKind = "which_task"    // several tasks match, or number and title disagree
	WhichTarget QuestionKind = "which_target"  // several targets match
	NoTask      QuestionKind = "no_task"       // a figure or a standing with no task, or with a number that the ask does not have
	DoneShort   QuestionKind = "done_short"    // "done" without the number reached
	Share       QuestionKind = "share"         // a percentage for a target measured in things
	Inexact     QuestionKind = "inexact"       // 五六个, 十几个, a range, or a figure that is no number
	Conflict    QuestionKind = "conflict"      // two figures or two standings that exclude each other
	Unsure      QuestionKind = "unsure"        // a figure in words that may make it something else
	Vague       QuestionKind = "vague"         // neither number nor date nor obstacle
	Worn        QuestionKind = "worn"          // "no change" for the third time in a row
)

// Option is one possible reading, complete: taking it records its line.
type Option struct {
	Line Line
}

// Question is something to be asked back. Nothing is recorded for its task
// until it is answered.
type Question struct {
	Task    int // index into Input.Tasks, or -1 where no task is certain
	Kind    QuestionKind
	Clause  string   // the words of the reply that it is about
	Options []Option // may be empty: then only the person can say
}

// Reading is all that a reply says.
type Reading struct {
	Lines     []Line     // certain; in the order of the ask
	Questions []Question // at most one a task, in the order of the reply
	Rest      string     // words that report nothing: greetings, thanks, talk
	Nod       bool       // nothing but 收到, 👌, thanks or a greeting: no report
	AllSame   bool       // every task of the ask was called unchanged in one word
}

// mostFigures are as many figures, dates and numbers of the ask as are read.
const mostFigures = 600

// longestReply is the most that is read, in characters: twice what one message
// may have. Anything longer is asked back.
const longestReply = 8192

// Read reads a reply. It never fails: what it cannot be certain of is a
// question, and what says nothing is Rest.
func Read(in Input) Reading {
	d := desks.Get().(*desk)
	defer desks.Put(d)
	return d.read(in)
}

// desk is the memory of one reading, used again for another. Nothing of a
// Reading lies in it.
type desk struct {
	in      Input
	text    folded
	book    book
	lexer   lexer
	parser  parser
	numbers []int
	slab    []draft
	drafts  []*draft
}

var desks = sync.Pool{New: func() any { return new(desk) }}

func (d *desk) read(in Input) Reading {
	d.in = in
	d.text.fold(in.Text)
	f := &d.text
	if len(f.runes) > longestReply {
		return unreadable(f)
	}
	d.book.open(in.Tasks)
	d.numbers = slices.Grow(d.numbers[:0], 2*len(in.Tasks))
	for i, t := range in.Tasks {
		if t.Number > 0 {
			d.numbers = append(d.numbers, i)
		}
	}
	p := &d.parser
	*p = parser{f: f, lex: words(), in: &d.in, book: &d.book, sole: -1, segs: p.segs[:0], ties: p.ties, found: p.found, ask: d.numbers[:len(d.numbers):len(d.numbers)]}
	switch {
	case in.Focus >= 0 && in.Focus < len(in.Tasks):
		p.sole = in.Focus
	case len(p.ask) == 1:
		p.sole = p.ask[0]
	case len(in.Tasks) == 1:
		p.sole = 0
	}
	l := &d.lexer
	*l = lexer{f: f, in: &d.in, book: &d.book, lex: words(), toks: l.toks[:0], extra: l.extra[:0], asked: d.numbers[len(d.numbers):len(d.numbers):cap(d.numbers)]}
	for _, i := range p.ask {
		l.asked = append(l.asked, in.Tasks[i].Number)
	}
	slices.Sort(l.asked)
	l.measures()
	p.toks = l.tokenize()
	if p.crowded() {
		return unreadable(f)
	}
	p.settleDates()
	p.settleCorrections()
	d.slab = slices.Grow(d.slab[:0], len(in.Tasks))
	c := collector{p: p, slab: d.slab, drafts: d.drafts[:0]}
	for _, s := range p.parse() {
		c.segment(s)
	}
	d.drafts = c.drafts
	return c.reading()
}

// unreadable asks back what nobody could have meant to be read.
func unreadable(f *folded) Reading {
	return Reading{Questions: []Question{{Task: -1, Kind: NoTask, Clause: f.source(0, min(60, len(f.runes)))}}}
}

// crowded reports whether the reply holds too many figures.
func (p *parser) crowded() bool {
	n := 0
	for i := range p.toks {
		if k := p.toks[i].kind; k == numberKind || k == dateKind || k == labelKind {
			n++
		}
	}
	return n > mostFigures
}
