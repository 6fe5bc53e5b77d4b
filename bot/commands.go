package bot

import (
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// command is a row of the one table of commands. /help, the menus of Telegram
// and the table in README.md are made of it.
type command struct {
	name    string
	role    store.Role       // least role; Nobody is for everyone, strangers too
	private bool             // only in a private chat
	args    wording.Sentence // their shape, empty where there are none
	help    wording.Sentence
	run     func(t *turn, args string) error
}

// commands is a function and not a variable because /help reads the table.
func commands() []command {
	var all []command
	for _, part := range [][]command{commonCommands(), contactCommands(), unitCommands(), supervisorCommands(), adminCommands()} {
		all = append(all, part...)
	}
	return all
}

func (b *Bot) find(name string) (command, bool) {
	for _, c := range b.commands {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

func commonCommands() []command {
	return []command{
		{name: "start", role: store.Nobody, private: true, args: wording.ArgsStart, help: wording.HelpStart, run: (*turn).start},
		{name: "help", role: store.Contact, help: wording.HelpHelp, run: (*turn).help},
		{name: "me", role: store.Contact, help: wording.HelpMe, run: (*turn).me},
		{name: "lang", role: store.Contact, args: wording.ArgsLang, help: wording.HelpLang, run: (*turn).setLang},
	}
}

// help lists what the speaker may do, by role, the own role's commands last.
func (t *turn) help(string) error {
	var blocks []wording.HTML
	for role := store.Contact; role <= t.who.role; role++ {
		var lines []wording.HTML
		for _, c := range t.commands {
			if c.role == role {
				lines = append(lines, helpLine(t.lang, c))
			}
		}
		if len(lines) > 0 {
			head := wording.Bold(t.word(roleSentence(role)))
			blocks = append(blocks, wording.Lines(append([]wording.HTML{head}, lines...)...))
		}
	}
	return t.say(wording.Blocks(append(blocks, t.word(wording.HelpEnd))...))
}

func helpLine(l wording.Lang, c command) wording.HTML {
	usage := "/" + c.name
	if c.args.Is() {
		usage += " " + c.args.Pick(l)
	}
	return wording.Escape(usage) + " — " + c.help.In(l)
}

// MenuRow is a command as Telegram's menu and the README show it.
type MenuRow struct {
	Name, Args, Help string
	Role             store.Role
}

// Menu is the table of commands up to a role, in a language.
func Menu(role store.Role, l wording.Lang) []MenuRow {
	var rows []MenuRow
	for _, c := range commands() {
		if c.role <= role {
			rows = append(rows, MenuRow{c.name, c.args.Pick(l), c.help.Text(l), c.role})
		}
	}
	return rows
}

// words splits arguments at spaces, full-width ones too.
func words(args string) []string { return strings.Fields(args) }

// firstWord cuts the first word off.
func firstWord(args string) (first, rest string) {
	args = strings.TrimSpace(args)
	i := strings.IndexFunc(args, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '　' })
	if i < 0 {
		return args, ""
	}
	return args[:i], strings.TrimSpace(args[i:])
}

// nameFirst cuts a line after the longest name at its head that is known, else
// after its first word.
func nameFirst(line string, known func(name string) bool) (name, rest string) {
	for _, cut := range heads(line) {
		if known(cut[0]) {
			return cut[0], cut[1]
		}
	}
	return firstWord(line)
}
