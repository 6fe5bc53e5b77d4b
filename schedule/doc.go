// Package schedule says when: what to ask on which day, when an answer is due,
// what happens when it does not come, and where a task should stand today.
//
// Everything here is a function of its arguments. A change that breaks one of
// these rules breaks the bot:
//
//   - The clock is never read, nothing is stored, nothing is remembered. The
//     present comes in as an argument, and its location is the office's zone:
//     days, weeks, months and hours of the day are those of that location.
//   - "Past and not yet done", never "is it now". A period has a key made of
//     the local wall time it is named after; the same key comes out after a
//     restart, a jump of the clock or a long silence.
//   - A wall time that a change to summer time leaves out happens at the first
//     instant after the gap. A wall time that happens twice counts the first
//     time only.
//   - After downtime only the latest missed thing happens; the others come
//     back as skipped, each with its reason.
//   - Working days come from a Calendar that knows where it ends. A nil
//     Calendar knows weekends only.
//   - Figures are exact decimals; shares are 0 to 1, distances from the line
//     are in points (per cent of the target).
//   - What people type is parsed into a value, an error with a typed reason
//     that can be said in both languages, and never a panic.
package schedule
