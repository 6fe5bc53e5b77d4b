package workbook

import (
	"math"
	"strconv"
	"strings"
)

// maxDigits is how many significant digits a spreadsheet keeps of a number.
const maxDigits = 15

// isDecimal reports whether text is a decimal in its usual form: an optional
// minus, no leading zeros, no plus, no exponent, digits on both sides of the
// point.
func isDecimal(text string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if whole == "" || len(whole) > 1 && whole[0] == '0' || point && part == "" {
		return false
	}
	return strings.Trim(whole+part, "0123456789") == ""
}

// significant counts the digits that matter in a decimal.
func significant(text string) int {
	whole, part, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return len(strings.TrimLeft(whole+part, "0"))
}

// decimal writes the number of a cell as digits. The file may hold 17 digits,
// an exponent, or the dust of a binary sum; people see 15 digits.
func decimal(raw string) string {
	if isDecimal(raw) && (significant(raw) <= maxDigits || !strings.Contains(raw, ".")) {
		return trimZeros(raw)
	}
	value, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return raw
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(value, 'g', maxDigits, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

func trimZeros(text string) string {
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}

// shift moves the point of a decimal by places to the right, or to the left
// when places is negative. What is not a decimal stays as it is.
func shift(text string, places int) string {
	if !isDecimal(text) {
		return text
	}
	digits, minus := strings.CutPrefix(text, "-")
	whole, part, _ := strings.Cut(digits, ".")
	at := len(whole) + places
	all := strings.Repeat("0", max(0, -at)) + whole + part
	at = max(0, at)
	all += strings.Repeat("0", max(0, at-len(all)))
	moved := strings.TrimLeft(all[:at], "0")
	if moved == "" {
		moved = "0"
	}
	if at < len(all) {
		moved += "." + all[at:]
	}
	if minus {
		moved = "-" + moved
	}
	return trimZeros(moved)
}
