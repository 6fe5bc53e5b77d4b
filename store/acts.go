package store

// Act names what was done, in the notes of the journal. The bot has a
// sentence for each.
type Act string

const (
	UnitMade         Act = "unit.made"
	UnitChanged      Act = "unit.changed"
	ProgrammeMade    Act = "programme.made"
	ProgrammeChanged Act = "programme.changed"
	Invited          Act = "person.invited"
	Joined           Act = "person.joined"
	PostVacated      Act = "post.vacated"
	LeaveSet         Act = "post.leave"
	Unreachable      Act = "person.unreachable"
	ReachableAgain   Act = "person.reachable"
	TaskMade         Act = "task.made"
	TaskChanged      Act = "task.changed"
	TaskGiven        Act = "task.assigned"
	TaskReceived     Act = "task.acknowledged"
	TaskReturned     Act = "task.returned" // by the unit: not ours
	ReturnDecided    Act = "task.return_decided"
	TaskPaused       Act = "task.paused"
	TaskResumed      Act = "task.resumed"
	TaskClosed       Act = "task.closed"
	TaskReopened     Act = "task.reopened"
	Asked            Act = "ask.opened"
	AskSkipped       Act = "ask.skipped"
	AskAnswered      Act = "ask.answered"
	AskExcused       Act = "ask.excused"
	AskReminded      Act = "ask.reminded"
	AskEscalated     Act = "ask.escalated"
	AskClosed        Act = "ask.closed"
	AskAgain         Act = "ask.again"
	AskedBack        Act = "report.asked_back"
	Reported         Act = "report.made"
	ReportSigned     Act = "report.signed"
	ReviewAccepted   Act = "review.accepted"
	ReviewReturned   Act = "review.returned"
	Instructed       Act = "instruction.made"
	InstructionRead  Act = "instruction.read"
	ExtensionAsked   Act = "extension.asked"
	ExtensionDecided Act = "extension.decided"
	DigestMade       Act = "digest.made"
	OfficeChanged    Act = "office.changed"
	Heard            Act = "update.heard" // taken, and nothing followed from it
	WasParked        Act = "update.parked"
	ParkedAgain      Act = "update.again"
	ChatMoved        Act = "chat.moved"
	MessageHeld      Act = "message.held"
	FileKept         Act = "evidence.kept" // a file is in the office's own folder
	FileLost         Act = "evidence.not_kept"
	Imported         Act = "list.imported"
	Writable         Act = "file.writable" // again, after the disk was full
	BooksOpen        Act = "books.open"    // an audit found something; with how much
)
