package bot

import (
	"duban/bot/wording"
	"duban/store"
)

func contactCommands() []command {
	return []command{
		{name: "tasks", role: store.Contact, args: wording.ArgsTasks, help: wording.HelpTasks, run: (*turn).tasks},
		{name: "task", role: store.Contact, args: wording.ArgsCode, help: wording.HelpTask, run: (*turn).task},
		{name: "asks", role: store.Contact, help: wording.HelpAsks, run: (*turn).asks},
		{name: "report", role: store.Contact, args: wording.ArgsReport, help: wording.HelpReport, run: (*turn).reportTyped},
		{name: "history", role: store.Contact, args: wording.ArgsCode, help: wording.HelpHistory, run: (*turn).history},
		{name: "return", role: store.Contact, args: wording.ArgsReturn, help: wording.HelpReturn, run: (*turn).returnTyped},
		{name: "extend", role: store.Contact, args: wording.ArgsExtend, help: wording.HelpExtend, run: (*turn).extend},
	}
}

func contactPresses() []press {
	return []press{
		{"sign", store.Contact, (*turn).sign},
		{"signall", store.Contact, (*turn).signAll},
		{"receipts", store.Contact, (*turn).receiptPage},
		{"returns", store.Contact, (*turn).returnsPressed},
		{"return", store.Contact, (*turn).returnPressed},
		{"claim", store.Contact, (*turn).claim},
		{"state", store.Contact, (*turn).claimTask},
		{"same", store.Contact, (*turn).same},
		{"line", store.Contact, (*turn).line},
		{"walk", store.Contact, (*turn).walk},
		{"fill", store.Contact, (*turn).fill},
		{"fix", store.Contact, (*turn).fix},
		{"pick", store.Contact, (*turn).pick},
		{"task", store.Contact, (*turn).taskPressed},
		{"tasks", store.Contact, (*turn).turnPage},
		{"history", store.Contact, (*turn).historyPressed},
		{"evidence", store.Contact, (*turn).showEvidence},
		{"signoff", store.Leader, (*turn).signOff},
		{"signoffall", store.Leader, (*turn).signOffAll},
		{"unsigned", store.Leader, (*turn).showUnsigned},
		{"later", store.Contact, (*turn).laterPressed},
		{"parts", store.Contact, (*turn).askParts},
		{"seen", store.Contact, (*turn).seen},
		{"extend", store.Supervisor, (*turn).decideExtension},
		{"returned", store.Supervisor, (*turn).decideReturn},
	}
}

func contactDialogues() []dialogue {
	return []dialogue{
		{"return", (*turn).returnSaid},
		{"extend", (*turn).extendSaid},
		{"walk", (*turn).walked},
		{"refuse", (*turn).refused},
		{"fix", (*turn).fixed},
	}
}

// reportTyped: /report CODE words, for a task that nobody asked about; also
// for a supporting unit's part.
func (t *turn) reportTyped(args string) error {
	code, text := firstWord(args)
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	unit, ok := t.unitIn(task)
	if !ok {
		return complain(wording.NotYourUnit)
	}
	if !task.Open() {
		return complain(wording.TaskNotOpen, "code", task.Code)
	}
	ask, err := t.newestAsk(unit)
	if err != nil {
		return err
	}
	s, err := t.scopeIn(unit, ask, task.ID)
	if err != nil {
		return err
	}
	return t.report(s, text, nil)
}

// unitIn is the unit for which the speaker has a part in the task.
func (t *turn) unitIn(task store.Task) (store.UnitID, bool) {
	for _, u := range append([]store.UnitID{task.Lead}, task.Support...) {
		if u != 0 && t.who.speaksFor(u) {
			return u, true
		}
	}
	return 0, false
}
