// Package outbox sends what the store has planned, and finds out what became of
// it. It knows nothing of tasks and units: what can't go as planned it lays on
// a desk.
//
// Rules to keep:
//
//   - A message is marked as being sent in a commit before the call, and what
//     became of it in one after it. So a crash leaves it in doubt, never lost.
//   - Only a refusal proves that nothing was sent. Everything else is looked
//     for under the numbers that it can have.
//   - An ask that may have arrived is not said again: it is held and listed.
//     Anything else is.
//   - One call at a time in each chat; answers to presses wait for nobody.
//   - A freeze that Telegram asked for outlives a restart.
//
// The way in: outbox goes round, choosing picks what may go, delivery concludes
// from how a call ended, search looks for what is in doubt, restart for what
// was cut off.
package outbox
