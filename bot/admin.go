package bot

import (
	"duban/bot/wording"
	"duban/store"
)

func adminCommands() []command {
	return []command{
		{name: "units", role: store.Admin, private: true, help: wording.HelpUnits, run: (*turn).listUnits},
		{name: "unit_add", role: store.Admin, private: true, args: wording.ArgsUnitAdd, help: wording.HelpUnitAdd, run: (*turn).addUnit},
		{name: "people", role: store.Admin, private: true, help: wording.HelpPeople, run: (*turn).listPeople},
		{name: "invite", role: store.Admin, private: true, args: wording.ArgsInvite, help: wording.HelpInvite, run: (*turn).invite},
		{name: "revoke", role: store.Admin, private: true, args: wording.ArgsInvite, help: wording.HelpRevoke, run: (*turn).revoke},
		{name: "programmes", role: store.Admin, private: true, help: wording.HelpProgrammes, run: (*turn).listProgrammes},
		{name: "programme_add", role: store.Admin, private: true, args: wording.ArgsProgrammeAdd, help: wording.HelpProgrammeAdd, run: (*turn).addProgramme},
		{name: "newtask", role: store.Admin, private: true, args: wording.ArgsNewTask, help: wording.HelpNewTask, run: (*turn).newTask},
		{name: "edit", role: store.Admin, private: true, args: wording.ArgsEdit, help: wording.HelpEdit, run: (*turn).editTask},
		{name: "assign", role: store.Admin, private: true, args: wording.ArgsAssign, help: wording.HelpAssign, run: (*turn).assign},
		{name: "cadence", role: store.Admin, private: true, args: wording.ArgsCadence, help: wording.HelpCadence, run: (*turn).cadence},
		{name: "office", role: store.Admin, private: true, args: wording.ArgsOffice, help: wording.HelpOffice, run: (*turn).office},
		{name: "import", role: store.Admin, private: true, help: wording.HelpImport, run: (*turn).importAsked},
		{name: "template", role: store.Admin, private: true, help: wording.HelpTemplate, run: (*turn).template},
		{name: "export", role: store.Admin, private: true, help: wording.HelpExport, run: (*turn).export},
		{name: "pause", role: store.Admin, private: true, args: wording.ArgsPause, help: wording.HelpPause, run: (*turn).pause},
		{name: "resume", role: store.Admin, private: true, args: wording.ArgsResume, help: wording.HelpResume, run: (*turn).resume},
		{name: "audit", role: store.Admin, private: true, args: wording.ArgsAudit, help: wording.HelpAudit, run: (*turn).audit},
		{name: "books", role: store.Admin, private: true, help: wording.HelpBooks, run: (*turn).books},
		{name: "parked", role: store.Admin, private: true, help: wording.HelpParked, run: (*turn).listParked},
	}
}

func adminPresses() []press {
	return []press{
		{"assignall", store.Admin, (*turn).assignAllPressed},
		{"assigntask", store.Admin, (*turn).assignPressed},
		{"load", store.Admin, (*turn).loadPressed},
		{"drop", store.Admin, (*turn).dropPressed},
		{"again1", store.Admin, (*turn).runAgain},
		{"lights", store.Admin, (*turn).lightsPressed},
		{"make", store.Admin, (*turn).makePressed},
	}
}

func adminDialogues() []dialogue {
	return []dialogue{
		{"newtask", (*turn).newTaskSaid},
		{"import", (*turn).importSaid},
	}
}
