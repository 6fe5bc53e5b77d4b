// Package telegram is the wire: raw updates in, messages out, and nothing about duban's own words.
//
// Rules that a change must keep:
//   - An update is confirmed to Telegram only by an offset that the caller's accept returned, or by a 200 after it: that is, after the commit.
//   - The offset is assigned, never the larger of two: Telegram may start its numbers again lower.
//   - A failed call is either Refused, which proves that nothing happened, or InDoubt. There is no third kind, and no guess from a time-out.
//   - The bot's token is in the path of every request. It appears in no error text.
//   - Lengths are UTF-16 units of the text after its entities, as Telegram counts.
//   - Nothing here reads the clock. Waiting is done with timers, so that a virtual clock moves it.
//   - The Telegram client library is imported here only, and prints nothing.
package telegram
