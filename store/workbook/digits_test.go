package workbook

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestShiftAndDecimals(t *testing.T) {
	tests := []struct {
		in     string
		places int
		want   string
	}{
		{"0.8", 2, "80"}, {"0.8565", 2, "85.65"}, {"80", -2, "0.8"}, {"5", -2, "0.05"}, {"-0.5", -2, "-0.005"},
		{"100", -2, "1"}, {"0", 2, "0"}, {"0.001", 2, "0.1"}, {"12.50", -2, "0.125"}, {"1e5", 2, "1e5"},
	}
	for _, test := range tests {
		if got := shift(test.in, test.places); got != test.want {
			t.Errorf("shift(%q, %d) = %q, want %q", test.in, test.places, got, test.want)
		}
	}
	for text, want := range map[string]bool{"0": true, "-1.50": true, "10": true, "007": false, "+1": false, ".5": false, "5.": false,
		"1e5": false, "": false, "-": false, "1.2.3": false, "１２": false, "-0.0": true} {
		if isDecimal(text) != want {
			t.Errorf("isDecimal(%q) is not %v", text, want)
		}
	}
}

func TestSerialsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seconds := rapid.Int64Range(-2e9, 4e9).Draw(t, "seconds")
		at := time.Unix(seconds, 0).UTC()
		if back, ok := fromSerial(toSerial(at)); at.Year() > 1900 && (!ok || !back.Equal(at)) {
			t.Errorf("%v comes back as %v", at, back)
		}
	})
}
