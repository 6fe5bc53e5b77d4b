// Package workbook moves tables between people's files and plain strings. It
// is the only home of the spreadsheet library and of the text encodings.
//
// Coming in, a cell is the text that a person would retype: a date is
// 2025-11-28 whatever the cell's format, a number has its decimal digits and
// no exponent, a merged range repeats its value. What such a text means is the
// caller's affair, and so are full-width digits and units of measure. A file
// is judged by its bytes, never by the ending of its name, and everything that
// it can make us hold in memory is bounded, since anybody may send one.
//
// Going out, a text stays a text: no cell that we write can become a formula,
// in .xlsx by the type of the cell, in .csv by a leading apostrophe. A decimal
// keeps its digits, and is written as text where a spreadsheet would drop some.
//
// Times are wall clocks: a spreadsheet has no time zone, so the zone of a
// time.Time is that of the reader of the file, and the caller has set it.
package workbook
