package reading

import (
	"encoding/json"
	"testing"
)

// Ensure that a target in short and a figure are read the same where JSON
// writes their characters as escapes.
func TestEscapes(t *testing.T) {
	for _, in := range []string{
		`{"title": "公路", "target": "≤20公里", "last": "12公里"}`,
		`{"title": "公路", "target": "\u226420\u516c\u91cc", "last": "12\u516c\u91cc"}`,
	} {
		var got CaseTask
		if err := json.Unmarshal([]byte(in), &got); err != nil {
			t.Fatalf("%s: %v", in, err)
		}
		if got.Target.Measure != "公里" || got.Target.Kind != "at_most" || got.Last.String() != "12" {
			t.Errorf("%s reads as %+v, last %s", in, *got.Target, got.Last)
		}
	}
}
