package reading

// book is what has to be known of the tasks, made ready for one reading.
type book struct {
	tasks    []Task
	names    *names
	runes    []rune
	measures []measure // of all targets, task after task
	first    []int     // where those of a task begin
}

func newBook(tasks []Task) *book {
	b := &book{tasks: tasks, names: newNames(tasks), first: make([]int, len(tasks))}
	targets := 0
	for i, t := range tasks {
		b.first[i] = targets
		targets += len(t.Targets)
	}
	b.runes, b.measures = make([]rune, 0, 8*targets), make([]measure, 0, targets)
	for _, t := range tasks {
		for _, x := range t.Targets {
			lo := len(b.runes)
			b.runes = appendFolded(b.runes, x.Measure)
			b.measures = append(b.measures, parseMeasure(b.runes[lo:]))
		}
	}
	return b
}

// measure is the measure of one target of a task.
func (b *book) measure(task, target int) measure { return b.measures[b.first[task]+target] }

// measured is the first of a task's targets that reports true, or -1.
func (b *book) measured(task int, is func(target int, m measure) bool) int {
	for k, t := range b.tasks[task].Targets {
		if t.Measured() && is(k, b.measure(task, k)) {
			return k
		}
	}
	return -1
}
