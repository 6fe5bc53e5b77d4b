package reading

import (
	"slices"
	"strings"
	"sync"
)

// kind is what a stretch of a reply does in the grammar.
type kind uint8

const (
	textKind    kind = iota // words that the grammar does not know
	lineKind                // end of a line
	stopKind                // 。 ; !
	commaKind               // , and the list mark 、
	markKind                // : ) . - after a label
	numberKind              // a figure
	dateKind                // a date or a length of time
	labelKind               // unmistakable numbers of the ask: ①, (1), 第1项, 前三项
	nameKind                // words of titles, names of targets, codes
	madeKind                // 完成, 建成: what follows has been reached
	doneKind                // 已完成: a standing alone, a verb before a figure
	partlyKind              // 基本完成: neither
	fillKind                // 目前, 的, we have: carries nothing
	leadKind                // 但, 就: carries nothing before a label
	totalKind               // 累计
	moreKind                // 新增, 又: an increment
	lessKind                // 减少
	ofKind                  // 完成率: a share of the target
	planKind                // 计划, 预计, 力争
	missingKind             // 还差, 未完成, 在建
	goalKind                // 目标, 应完成
	otherKind               // 惠及, 投资: another thing is counted
	stageKind               // 开工, 招标: another stage is counted
	partKind                // 其中
	hedgeKind               // 可能, 好像
	denyKind                // 不, 没, 未, not
	claimKind               // 正常, 滞后
	sameKind                // 不变
	ditto                   // 同上: the last report, or the line above
	restKind                // 其余
	allKind                 // 全部, 都
	exceptKind              // 除, 外
	problemKind             // 问题, 因
	nextKind                // 下一步
	vagueKind               // 正在推进, 高度重视
	nodKind                 // 收到, 👌
	greetKind               // 您好, 谢谢
	aboutKind               // 约, 左右
	underKind               // 近, 不到
	askKind                 // 吗, ?
	joinKind                // 和, &
	eachKind                // 各
	tickKind                // ✅ ❌
	againstKind             // 同比: a rate of change
	asideKind               // 联系人, 电话: neither report nor progress
	fixKind                 // 写错了: what came before is taken back
)

// note is what more there is to know of a word than its kind.
type note uint32

const (
	finishes  note = 1 << iota // 完成: alone it says that all is done
	entirely                   // 全部完成: beside a figure too
	reaches                    // 降至: the figure behind it is a total
	afresh                     // 新建: of all, or since the last report
	sums                       // 共: a total
	sofar                      // 已, 目前: back to what has been reached
	until                      // 截至: the date behind it ends what is counted
	reason                     // 因: a reason within the sentence, no heading
	opens                      // 问题是: its text follows at once
	turns                      // 预计: behind a figure it begins a plan
	forecasts                  // 预计: the day beside it is when all is done
	nears                      // 近: not quite, but a figure
	trails                     // 了: ends what is said of a figure
	looses                     // 已解决: takes a claim before it back
	still                      // 还是: as before, unless two figures stand beside it
	vaguely                    // 进行中: without a figure it says nothing
	unmoved                    // 没动: no change where something was reported, else not started
	rates                      // 完成率: the share beside it is of the target
	underway                   // 正在办理: a figure behind it is not reached
	wrong                      // 写错了: takes back also where nothing else is said
	generic                    // names no task, as a part of a title
	arrives                    // 到位: what a task about money waits for
	serves                     // 惠及: what a target about people counts
)

// word is one entry of the table of words.
type word struct {
	kind  kind
	claim Claim
	note  note
}

// lexicon is the tables made ready for search; nothing changes it after it is
// built.
type lexicon struct {
	words    phrasebook[word]
	dates    phrasebook[dateWord]
	units    phrasebook[*unit]
	suffixes phrasebook[struct{}] // of names with a number: 3号楼
	lengths  phrasebook[struct{}] // of time
}

// words builds the tables once for all readings.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{words: newPhrasebook[word](), dates: newPhrasebook[dateWord](), units: newPhrasebook[*unit](), suffixes: newPhrasebook[struct{}](), lengths: newPhrasebook[struct{}]()}
	for _, row := range wordRows() {
		l.words.add(row.words, func([]rune) word { return word{row.kind, row.claim, row.note} })
	}
	l.words.add(vaguePhrases(), func([]rune) word { return word{kind: vagueKind} })
	l.words.add(underwayPhrases(), func([]rune) word { return word{kind: vagueKind, note: underway} })
	l.words.add(planPhrases(), func([]rune) word { return word{kind: claimKind, claim: OnTrack} })
	l.words.add(newPhrases(), func([]rune) word { return word{kind: madeKind, note: afresh} })
	l.words.add(againPhrases(), func([]rune) word { return word{kind: moreKind} })
	l.words.add(towardPhrases(), func([]rune) word { return word{kind: madeKind, note: reaches} })
	l.words.add(samePhrases(), func([]rune) word { return word{kind: sameKind} })
	l.words.add(pacePhrases("快|快了|快些|快一些|快一点|提前|提前了|超前"), func([]rune) word { return word{kind: claimKind, claim: OnTrack} })
	l.words.add(pacePhrases("慢|慢了|慢些|慢一些|慢一点|慢点|滞后|滞后了|落后|落后了|晚|晚了|推迟|推迟了|延后|延后了"), func([]rune) word { return word{kind: claimKind, claim: Behind} })
	l.words.add(idlePhrases(), func([]rune) word { return word{kind: claimKind, claim: NotStarted} })
	l.words.add(partGoals(), func([]rune) word { return word{kind: vagueKind} })
	l.words.add(slowPhrases(), func([]rune) word { return word{kind: claimKind, claim: Behind} })
	l.words.add(latePhrases(), func([]rune) word { return word{kind: claimKind, claim: Behind} })
	for _, row := range dateWords() {
		l.dates.add(row.words, func([]rune) dateWord { return row })
	}
	for _, row := range unitRows() {
		l.units.add(row.names, row.unit)
	}
	l.suffixes.add(nameSuffixes, func([]rune) (none struct{}) { return })
	l.lengths.add(timeLengths, func([]rune) (none struct{}) { return })
	return l
})

// at gives the longest word that begins at i; end is i where none does.
func (l *lexicon) at(r []rune, i int) (word, int) { return l.words.at(r, i) }

// phrasebook finds the longest phrase at a place, rune by rune.
type phrasebook[T any] struct {
	next   map[step]int32 // from a beginning of phrases to a longer one
	values []phrase[T]    // by beginning; 0 is the empty one
}

// step leads from one beginning to the next.
type step struct {
	from int32
	by   rune
}

// phrase is what a beginning means, if it is a whole phrase.
type phrase[T any] struct {
	is    T
	whole bool
}

func newPhrasebook[T any]() phrasebook[T] {
	return phrasebook[T]{next: map[step]int32{}, values: make([]phrase[T], 1)}
}

// add adds phrases, apart by |. Of two that are the same the first stays.
func (b *phrasebook[T]) add(phrases string, is func(runes []rune) T) {
	for p := range strings.SplitSeq(phrases, "|") {
		at, runes := int32(0), []rune(p)
		for _, r := range runes {
			to, ok := b.next[step{at, r}]
			if !ok {
				to = int32(len(b.values))
				b.next[step{at, r}] = to
				b.values = append(b.values, phrase[T]{})
			}
			at = to
		}
		if !b.values[at].whole {
			b.values[at] = phrase[T]{is(runes), true}
		}
	}
}

// at gives the longest phrase that begins at i; end is i where none does. A
// Latin one must end with a word and may not begin inside one.
func (b *phrasebook[T]) at(r []rune, i int) (is T, end int) {
	end = i
	if i > 0 && i < len(r) && letter(r[i]) && letter(r[i-1]) {
		return is, i
	}
	at := int32(0)
	for k := i; k < len(r); k++ {
		to, ok := b.next[step{at, r[k]}]
		if !ok {
			break
		}
		at = to
		if v := &b.values[at]; v.whole && !(letter(r[k]) && k+1 < len(r) && letter(r[k+1])) {
			is, end = v.is, k+1
		}
	}
	return is, end
}

// phraseAt reports whether the phrase stands at i; a Latin one must end with a
// word and may not begin inside one.
func phraseAt(r []rune, i int, phrase []rune) (int, bool) {
	end := i + len(phrase)
	if end > len(r) || len(phrase) > 1 && r[i+1] != phrase[1] || !slices.Equal(r[i:end], phrase) {
		return i, false
	}
	if letter(phrase[len(phrase)-1]) && end < len(r) && letter(r[end]) {
		return i, false
	}
	if letter(phrase[0]) && i > 0 && letter(r[i-1]) {
		return i, false
	}
	return end, true
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' }
