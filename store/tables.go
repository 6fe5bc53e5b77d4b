package store

// keepers are all tables. A table that is missing here can't be written:
// its bucket does not exist.
func keepers() []keeper {
	return []keeper{
		offices, units, people, posts, invites, programmes, tasks, assignments,
		asks, reports, evidence, reviews, instructions, extensions, digests,
		messages, dialogues, doubts, marks, wires, parked, audits,
	}
}

func indexes() []*index {
	return []*index{
		unitByName, postsByHolder, postsByUnit, invitesByPost, programmeByName,
		taskByCode, tasksByUnit, tasksByState, tasksByPlan, subtasks, agenda,
		receiptsOpen, askByPeriod, asksOpen, asksByUnit, reportByMessage,
		instructionsByUnit, digestByKey, evidenceByAlbum,
		evidenceWanted, extensionsOpen, doubtsOpen, doubtsByTask, doubtsByAlbum,
		messageByKey, messageByNumber, messagesHeld, outbox,
		notesByTask, notesByUnit,
	}
}

func bucketNames() []string {
	names := []string{metaBucket, journalBucket}
	for _, k := range keepers() {
		names = append(names, k.bucket())
	}
	for _, ix := range indexes() {
		names = append(names, ix.name)
	}
	return names
}

func keeperNamed(name string) keeper {
	for _, k := range keepers() {
		if k.bucket() == name {
			return k
		}
	}
	return nil
}

// Where the notes about a task, or about a unit and no task, are. A unit's
// history is both.
var (
	notesByTask = &index{"notes_by_task"}
	notesByUnit = &index{"notes_by_unit"}
)

func indexNotes(tx *Tx, e *Entry) error {
	for _, n := range e.Notes {
		if n.Task != 0 {
			if err := tx.put(notesByTask.name, bkey(uint64(n.Task), e.Seq), []byte{}); err != nil {
				return err
			}
		}
		if n.Unit != 0 && n.Task == 0 {
			if err := tx.put(notesByUnit.name, bkey(uint64(n.Unit), e.Seq), []byte{}); err != nil {
				return err
			}
		}
	}
	return nil
}
