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
	promises                   // 再报: the answer is put off
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
	things   phrasebook[struct{}] // with their counters: 所学校
}

// words builds the tables once for all readings.
var words = sync.OnceValue(func() *lexicon {
	return &lexicon{words: wordBook(), dates: dateBook(), units: unitBook(), suffixes: plainBook(nameSuffixes), lengths: plainBook(timeLengths), things: thingBook()}
})

func wordBook() phrasebook[word] {
	c := newCompiler[word]()
	for _, row := range wordRows() {
		c.add(word{row.kind, row.claim, row.note}, phrases{row.words})
	}
	for _, row := range combinedRows() {
		for _, p := range row.all {
			c.add(row.is, p)
		}
	}
	return c.done()
}

func dateBook() phrasebook[dateWord] {
	c := newCompiler[dateWord]()
	for _, row := range dateWords() {
		c.add(row, phrases{row.words})
	}
	return c.done()
}

func unitBook() phrasebook[*unit] {
	c := newCompiler[*unit]()
	for _, row := range unitRows() {
		for name := range strings.SplitSeq(row.names, "|") {
			c.add(row.unit([]rune(name)), phrases{name})
		}
	}
	return c.done()
}

// plainBook is of words that all mean the same.
func plainBook(words string) phrasebook[struct{}] {
	c := newCompiler[struct{}]()
	c.add(struct{}{}, phrases{words})
	return c.done()
}

func thingBook() phrasebook[struct{}] {
	c := newCompiler[struct{}]()
	for _, p := range countedThings() {
		c.add(struct{}{}, p)
	}
	return c.done()
}

// at gives the longest word that begins at i; end is i where none does.
func (l *lexicon) at(r []rune, i int) (word, int) { return l.words.at(r, i) }

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
