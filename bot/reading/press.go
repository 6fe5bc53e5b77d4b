package reading

// wornAfter is how many answers of "no change" in a row are taken without a
// question.
const wornAfter = 2

// Doubt holds what a button would record against what is known of the task:
// "done" short of the figure, and "no change" that has worn out, are asked
// back as they are when somebody writes them.
func Doubt(in Input, line Line) (Question, bool) {
	task := in.Tasks[line.Task]
	q := Question{Task: line.Task, Options: []Option{{Line: line}}}
	switch {
	case line.Claim == Done && short(task, nil):
		q.Kind = DoneShort
		on := line
		on.Claim = OnTrack
		q.Options = append(q.Options, Option{Line: on})
	case line.NoChange && task.Unchanged >= wornAfter && !task.Pressed:
		q.Kind = Worn
	default:
		return Question{}, false
	}
	return q, true
}
