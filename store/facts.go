package store

import "strings"

// Fact is a word of duban's own in the text of a note, or as the reason of
// something. The bot has a sentence for each; people's own words, a name or a
// setting may follow it.
type Fact string

const (
	FactLeads       Fact = "lead"       // a unit's part in a task
	FactSupports    Fact = "support"    // a unit's part in a task
	FactPaused      Fact = "paused"     // with the reason
	FactResumed     Fact = "resumed"    //
	FactGranted     Fact = "granted"    // an extension
	FactRefused     Fact = "refused"    // an extension, a return, a leader's signature
	FactTakenBack   Fact = "taken back" // a return was accepted
	FactGivenBack   Fact = "given back" // nothing to answer: the unit returned the task
	FactGivenTo     Fact = "given to"   // nothing to answer: another unit has the task; with its name
	FactClosed      Fact = "closed"     // nothing to answer: the task is closed
	FactSigned      Fact = "counts"     // the leader signed
	FactCadence     Fact = "cadence"    // with the cadence
	FactDigest      Fact = "digest"     // with the cadence of digests
	FactWindow      Fact = "window"     // how many working days an answer may take
	FactHours       Fact = "hours"      // when units may be written to
	FactLights      Fact = "lights"     // the rule for them; with its name
	FactLeave       Fact = "leave"      // with who and when
	FactBack        Fact = "back"       // from leave; with who
	FactBound       Fact = "bound"      // asked in a group or a topic
	FactUnbound     Fact = "unbound"    // asked in its contact's own chat again
	FactTopicGone   Fact = "topic gone" // asked in the group itself from now on
	FactSignOffOn   Fact = "sign-off on"
	FactSignOffOff  Fact = "sign-off off"
	FactNobody      Fact = "no contact has joined"
	FactOnLeave     Fact = "on leave"
	FactUnreachable Fact = "unreachable"
	FactLang        Fact = "language"         // with the language
	FactSeatB       Fact = "seat b"           // the other post is asked too; with the wait
	FactTooBig      Fact = "too big"          // a file over the limit
	FactGone        Fact = "not to be had"    // a file that Telegram does not give out
	FactNoPeriod    Fact = "no period opened" // the cadence was changed meanwhile
	FactLadderEnd   Fact = "the ladder has no further step"
)

// With puts a name, a setting or people's own words behind the fact.
func (f Fact) With(words string) string { return string(f) + ": " + words }

// CutFact parts a fact from what stands behind it.
func CutFact(text string) (f Fact, words string) {
	before, words, _ := strings.Cut(text, ": ")
	return Fact(before), words
}
