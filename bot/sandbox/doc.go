// Package sandbox is a Telegram Bot API in memory: for tests, and for the demo that needs no token and no network.
//
// Three doors lead in: Telegram itself is the Bot API (an http.Handler and an http.RoundTripper, so that a testing/synctest bubble can
// use it), Page is a chat page for people, and Control lets a test in another program say and break things over HTTP.
//
// Rules to keep:
//   - It imports no package of this module and no Telegram library, so that any bot can be tried against it.
//   - It opens no socket and starts no goroutine, but for webhook deliveries, which end with the queue or with Close.
//   - What the bot asks for is refused with the words and codes of Telegram, and what Telegram passes over is passed over here; a test
//     must not pass here and fail there. methods.json carries the facts about the methods that are served, and a test holds the table
//     against it.
//   - Time comes from Options.Now alone (dates, keeping for 24 hours, limits); timers are used for waiting only.
//   - Ids are counted, never drawn, so that the same steps give the same ids.
//   - One lock guards everything; nothing waits while holding it, and a subscriber that does not read delays nobody.
//   - Values that leave the package are copies.
package sandbox
