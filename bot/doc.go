// Package bot talks to WHOM: who speaks, in which role, what they may do, and
// what is said to them and when.
//
// Rules to keep:
//
//   - Handlers and ticks queue; only the outbox below sends. What is queued is in
//     the transaction that records why.
//   - One table of commands and one of presses. A row has its least role; a
//     row without one can't be reached. Rights are checked again at every
//     press, for whoever presses.
//   - A handler gets one turn: one update, one transaction, one now. It
//     returns a complaint (a sentence for the person) or an error (for us:
//     the update is parked and an admin is told).
//   - A turn changes nothing but its transaction, nor does what a tick does for
//     one unit: either may be run beside others, and a second time in order.
//   - What is ambiguous is asked back once, and nothing is written for it.
//   - No sentence stands here; all are in wording.
//   - Keys of messages name the thing and the moment, so that saying it again
//     after a crash adds nothing.
//   - A fault in one unit, task or update never stops the others.
//
// The way in, by file; a test insists that each is named:
//
//	to start       bot, wire, run, downtime, firstadmin, menus
//	from Telegram  intake, parked, route, turn, speaker, commands, presses, dialogue, joining, groups
//	of itself      tick, duties, opening, cadence, asks, ladder, seatb, officetick, books
//	tasks          acknowledging, receipts, receiptlist, tasks, taskcard, targets, figures, naming, history, footnotes
//	asks           askcopies, answering, contact, guided, settled, worn
//	reports        scope, reporting, correcting, doubts, supporting
//	evidence       evidence, evidenceasked, evidenceshown, archive, filenames
//	requests       extending, moretime, returning, requests, deciding
//	a unit's own   unitaffairs, leave, handover, signing, signcards, unsigned
//	the office     supervisor, digest, outlook, costs, late, unitview, why, remarks, review, reviewcards, reviewverdict, instruct, again
//	admins         admin, posts, editing, giving, cadencing, settings, pausing, importing, ledger, audit, acts
//	to Telegram    desk, parts, reach, groupreach, undelivered, arrived
package bot
