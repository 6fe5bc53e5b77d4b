// Package tables is the list as the table that an office has: read into a
// plan of what it would change, compared with what is on record and loaded, or
// written as ledger or template.
//
// Rules to keep:
//
//   - Reading is pure: sheets in, a plan out. A plan with a fault loads
//     nothing, and a fault names sheet, row and column as people see them.
//   - A table says what it has columns for. What it does not speak of stays as
//     it is on record, and a row that is gone takes no task off the list.
//   - What nothing is taken from is named, never passed over in silence.
//   - A figure is taken only where the table leaves no other reading.
//   - A ledger can be loaded again and changes nothing.
package tables
