package schedule

import "testing"

func TestParseQuiet(t *testing.T) {
	for text, want := range map[string]Quiet{
		"8:30-18:00":               {At(8, 30), At(18, 0), true},
		"09：00—17：30":              {At(9, 0), At(17, 30), true},
		"工作日 9点至17点半":              {At(9, 0), At(17, 30), true},
		"每天 8:00到20:00":            {At(8, 0), At(20, 0), false},
		"every day 8:00 to 20:00":  {At(8, 0), At(20, 0), false},
		"Working days 9:00 - 5 pm": {At(9, 0), At(17, 0), true},
		"22:00~6:00":               {At(22, 0), At(6, 0), true},
		"工作日全天":                    {HoldDaysOff: true},
		"working days all day":     {HoldDaysOff: true},
		"每天 不限":                    {},
		"不限":                       {},
		"always":                   {},
	} {
		got, err := ParseQuiet(text)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		for _, said := range []string{got.Zh(), got.En()} {
			if again, err := ParseQuiet(said); err != nil || again != want {
				t.Errorf("%s is said %q, and read again as %+v, %v", text, said, again, err)
			}
		}
	}
	for _, text := range []string{"", "9:00", "晚上", "9:00-9:00", "25:00-26:00", "9:00-", "8:00-12:00-18:00"} {
		if got, err := ParseQuiet(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}
