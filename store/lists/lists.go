// Package lists holds task lists that ship with duban, as the plain tables an
// admin could have typed.
//
// Rules to keep:
//   - A list is only a CSV file (UTF-8 without a byte order mark, RFC 4180) and
//     is read by the importer that reads an admin's own file. Nothing here
//     parses it, so a list cannot say what a person's file could not.
//   - Figures are facts of a published document; each row names section and
//     line. The one figure that is not printed, incomes in step with GDP read as
//     a difference of 0, says so in its remark. Titles and remarks are our own words.
//   - What the document does not say (who is responsible, how projects are
//     grouped) is marked in the column 示意内容 and stays marked wherever it is
//     shown.
//   - A code, once published, keeps its meaning. New rows go below with new codes.
//   - A row that repeats the code above it adds a target to that task and fills
//     the target columns only.
package lists

import _ "embed"

// Year is that of the list's document: Hedong District's work report for 2025
// (河东政发〔2025〕1号).
const Year = 2025

// The two programmes that the column 清单 names.
const (
	WorkReport = "工作报告任务"
	Livelihood = "20项民心工程"
)

// The marks that the column 示意内容 may hold, joined by 、 where there are two.
const (
	IllustrativeUnits    = "单位" // the responsible units are ours, not the document's
	IllustrativeGrouping = "分组" // so is the grouping into a livelihood project
)

//go:embed hedong-2025.csv
var hedong2025 string

//go:embed hedong-2025-units.csv
var hedong2025Units string

// Hedong2025 is the district's task list for 2025 as CSV, header row first.
// The bytes are the caller's own.
func Hedong2025() []byte { return []byte(hedong2025) }

// Hedong2025Units is every unit that the task list names, as CSV with the
// columns 代码, 名称, 英文名称 and 简称. The task list refers to 名称.
func Hedong2025Units() []byte { return []byte(hedong2025Units) }
