// Package store remembers WHAT: the records of duban's words, the journal and
// the one bbolt file.
//
// Rules to keep:
//
//   - A use case is one write transaction with one now: Update, then As once
//     for every cause (an update, a tick, an operator's verb).
//   - Every change of state goes through table.put, inside As. That is what
//     makes it part of a journal entry; a bucket written in any other way is
//     found by Verify.
//   - The journal is append-only and each entry carries the hash of the one
//     before it. All other buckets, indexes too, can be rebuilt from it, so
//     a record is never deleted: it gets a state that says it is over.
//   - A commit flushes the journal alone. The other buckets follow: what they
//     lack is a layer in memory, settled in batches, made again after a crash.
//     Read and write them through Tx.bucket and Tx.put, never in the file.
//   - What has nothing in common may be done at the same time, Beside. A side
//     notes every row that its answers rest on: so whatever reads does it
//     through bucket, and what depends on the order of entries says stray.
//   - Reports are versions. No function here changes one that stands.
//   - Index rows are functions of the record alone, never of the clock.
//   - No network, no file output and no waiting inside a transaction; bytes
//     of bbolt don't leave it.
//   - Times are kept in UTC; the reader's zone is the caller's business.
package store
