// Package bot talks to WHOM: who speaks, in which role, what they may do, and
// what is said to them and when.
//
// Rules to keep:
//
//   - Handlers and ticks queue; only the outbox sends. What is queued is in
//     the transaction that records why.
//   - One table of commands and one of presses. A row has its least role; a
//     row without one can't be reached. Rights are checked again at every
//     press, for whoever presses.
//   - A handler gets one turn: one update, one transaction, one now. It
//     returns a complaint (a sentence for the person) or an error (for us:
//     the update is parked and an admin is told).
//   - What is ambiguous is asked back once, and nothing is written for it.
//   - No sentence stands here; all are in wording.
//   - Keys of messages name the thing and the moment, so that saying it again
//     after a crash adds nothing.
//   - A fault in one unit, task or update never stops the others.
//
// The way in, by file:
//
//	from Telegram  intake, route, turn, commands, presses, dialogue, speaker
//	of itself      tick, cadence, ladder, seatb, officetick, books
//	units          tasks, asks, answering, reporting, scope, doubts, receipts, guided, acknowledging, evidence, extending
//	the office     digest, outlook, late, unitview, why, remarks, review, instruct, again
//	admins         posts, editing, assigning, giving, cadencing, importing, pausing, audit, parked
//	to Telegram    outbox, delivery, search, reach
package bot
