// Package reading says what a reply reports about which task.
//
// Rules to keep:
//
//   - Never a wrong silent write. What is certain becomes a Line; what could
//     be read in two ways becomes a Question with its readings; what says
//     nothing is Rest. In doubt, ask.
//   - Every figure, task and word of a Line is in the text, word for word.
//   - What is planned, hoped, denied, missing or last year's is no value, nor
//     is a number inside a name or a date.
//   - Reading is stable: full-width or half-width, with spaces or without.
//   - Pure: tasks, text and now in, a Reading out.
package reading
