package reading

// book is what has to be known of the tasks, made ready for one reading.
type book struct {
	tasks    []Task
	names    names
	runes    []rune
	measures []measure // of all targets, task after task
	first    []int     // where those of a task begin
}

// open makes the book that of the tasks.
func (b *book) open(tasks []Task) {
	b.tasks, b.runes, b.measures, b.first = tasks, b.runes[:0], b.measures[:0], b.first[:0]
	b.names.take(tasks)
	for _, t := range tasks {
		b.first = append(b.first, len(b.measures))
		for _, x := range t.Targets {
			lo := len(b.runes)
			b.runes = appendFolded(b.runes, x.Measure)
			b.measures = append(b.measures, parseMeasure(b.runes[lo:len(b.runes):len(b.runes)]))
		}
	}
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
