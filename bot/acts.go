package bot

import (
	"duban/bot/wording"
	"duban/store"
)

// acts is what the audit trail calls each act of the journal.
func acts() map[store.Act]wording.Sentence {
	return map[store.Act]wording.Sentence{
		store.UnitMade: wording.ActUnitMade, store.UnitChanged: wording.ActUnitChanged,
		store.ProgrammeMade: wording.ActProgrammeMade, store.ProgrammeChanged: wording.ActProgrammeChanged,
		store.Invited: wording.ActInvited, store.Joined: wording.ActJoined, store.PostVacated: wording.ActPostVacated,
		store.LeaveSet: wording.ActLeaveSet, store.Unreachable: wording.ActUnreachable, store.ReachableAgain: wording.ActReachableAgain,
		store.TaskMade: wording.ActTaskMade, store.TaskChanged: wording.ActTaskChanged, store.TaskGiven: wording.ActTaskGiven,
		store.TaskReceived: wording.ActTaskReceived, store.TaskReturned: wording.ActTaskReturned, store.ReturnDecided: wording.ActReturnDecided,
		store.TaskPaused: wording.ActTaskPaused, store.TaskResumed: wording.ActTaskResumed, store.TaskReopened: wording.ActTaskReopened,
		store.Asked: wording.ActAsked, store.AskSkipped: wording.ActAskSkipped, store.AskAnswered: wording.ActAskAnswered,
		store.AskExcused: wording.ActAskExcused, store.AskReminded: wording.ActAskReminded, store.AskEscalated: wording.ActAskEscalated,
		store.AskClosed: wording.ActAskClosed, store.AskAgain: wording.ActAskAgain,
		store.AskedBack: wording.ActAskedBack, store.Reported: wording.ActReported, store.ReportSigned: wording.ActReportSigned,
		store.ReviewAccepted: wording.ActReviewAccepted, store.ReviewReturned: wording.ActReviewReturned,
		store.Instructed: wording.ActInstructed, store.InstructionRead: wording.ActInstructionRead,
		store.ExtensionAsked: wording.ActExtensionAsked, store.ExtensionDecided: wording.ActExtensionDecided,
		store.DigestMade: wording.ActDigestMade, store.OfficeChanged: wording.ActOfficeChanged,
		store.Heard: wording.ActHeard, store.WasParked: wording.ActWasParked, store.ParkedAgain: wording.ActParkedAgain,
		store.ChatMoved: wording.ActChatMoved, store.MessageHeld: wording.ActMessageHeld, store.Imported: wording.ActImported,
		store.BooksOpen: wording.ActBooksOpen, store.Writable: wording.ActWritable,
		store.FileKept: wording.ActFileKept, store.FileLost: wording.ActFileLost,
	}
}

func actSentence(a store.Act) wording.Sentence {
	if s, ok := acts()[a]; ok {
		return s
	}
	return wording.Sentence{Zh: string(a), En: string(a)}
}
