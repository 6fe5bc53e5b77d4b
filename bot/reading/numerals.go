package reading

// hanDigit is the value of a digit, -1 for anything else.
func hanDigit(r rune) int {
	switch everyday(r) {
	case '零':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// hanUnit is 10, 100, 1000, 10⁴ or 10⁸, and 0 for anything else.
func hanUnit(r rune) int64 {
	switch everyday(r) {
	case '十', '廿', '卅':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10000
	case '亿':
		return 100000000
	}
	return 0
}

// everyday turns a banker's numeral into the common one.
func everyday(r rune) rune {
	switch r {
	case '壹':
		return '一'
	case '贰':
		return '二'
	case '叁':
		return '三'
	case '肆':
		return '四'
	case '伍':
		return '五'
	case '陆':
		return '六'
	case '柒':
		return '七'
	case '捌':
		return '八'
	case '玖':
		return '九'
	case '〇':
		return '零'
	case '拾':
		return '十'
	case '佰':
		return '百'
	case '仟':
		return '千'
	}
	return r
}
