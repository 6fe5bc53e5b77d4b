package bot

import (
	"testing"

	"duban/bot/wording"
	"duban/schedule"
)

func decimal(t *testing.T, s string) schedule.Decimal {
	t.Helper()
	d, err := schedule.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Ensure that a target reads as it was promised, with the word that softens
// it, and that English has no 万 and 亿.
func TestTargetsInWords(t *testing.T) {
	for _, c := range []struct {
		kind           schedule.TargetKind
		low, high      string
		measure, en    string
		soft           string
		wantZh, wantEn wording.HTML
	}{
		{schedule.AtLeast, "90", "0", "亿元", "hundred million yuan", "以上", "不少于90亿元", "at least 9 billion yuan"},
		{schedule.AtLeast, "1000", "0", "亿元", "hundred million yuan", "突破", "突破1000亿元", "over 100 billion yuan"},
		{schedule.AtLeast, "1.6", "0", "万平方米", "ten thousand m²", "", "不少于1.6万平方米", "at least 16,000 m²"},
		{schedule.AtLeast, "150", "0", "万美元", "ten thousand US dollars", "", "不少于150万美元", "at least 1.5 million US dollars"},
		{schedule.AtMost, "5.5", "0", "%", "%", "左右", "不超过5.5%左右", "at most about 5.5%"},
		{schedule.Range, "4", "6", "家", "firms", "", "4—6家", "4 to 6 firms"},
		{schedule.Exact, "1204", "0", "套", "flats", "力争", "力争1204套", "1,204 flats (aimed at)"},
		{schedule.Change, "-4.4", "0", "%", "%", "", "下降4.4%", "down 4.4%"},
		{schedule.Change, "5", "0", "%", "%", "左右", "增长5%左右", "up about 5%"},
		{schedule.Keep, "100", "0", "%", "%", "保持", "保持100%", "keep 100%"},
		{schedule.AtLeast, "1234567", "0", "件", "", "", "不少于1234567件", "at least 1,234,567 件"},
	} {
		target := schedule.Target{Kind: c.kind, Low: decimal(t, c.low), High: decimal(t, c.high), Measure: c.measure, MeasureEN: c.en, Soft: c.soft}
		if got := targetText(wording.Zh, target); got != c.wantZh {
			t.Errorf("got %s, want %s", got, c.wantZh)
		}
		if got := targetText(wording.En, target); got != c.wantEn {
			t.Errorf("got %s, want %s", got, c.wantEn)
		}
	}
}

func TestDifferencesKeepTheirSign(t *testing.T) {
	target := schedule.Target{Measure: "万平方米", MeasureEN: "ten thousand m²"}
	for _, c := range []struct{ d, zh, en string }{{"0.4", "+0.4", "+4,000"}, {"-0.25", "−0.25", "−2,500"}} {
		if got := signed(wording.Zh, decimal(t, c.d), target); got != c.zh {
			t.Errorf("got %s, want %s", got, c.zh)
		}
		if got := signed(wording.En, decimal(t, c.d), target); got != c.en {
			t.Errorf("got %s, want %s", got, c.en)
		}
	}
}
