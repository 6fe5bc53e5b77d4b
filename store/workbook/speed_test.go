package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"
)

func big(rows int) Table {
	t := ledger()
	t.Rows = nil
	for i := range rows {
		t.Rows = append(t.Rows, []any{fmt.Sprintf("3-%d", i), Number(fmt.Sprintf("%d.%d", i, i%10)), Number("85.5"),
			time.Date(2025, 11, 1+i%28, 0, 0, 0, 0, shanghai), "区水务局", "本月完成路基三公里，因降雨影响比计划晚一周"})
	}
	return t
}

func BenchmarkWriteXLSX10k(b *testing.B) {
	t := big(10_000)
	b.ReportAllocs()
	for b.Loop() {
		b.ReportMetric(float64(len(written(b, t))), "bytes/file")
	}
}

func BenchmarkReadXLSX10k(b *testing.B) {
	content := written(b, big(10_000))
	b.ReportAllocs()
	for b.Loop() {
		if sheets, err := Read("a.xlsx", content); err != nil || len(sheets[0].Rows) != 10_003 {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadCSV10k(b *testing.B) {
	var out bytes.Buffer
	if err := WriteCSV(&out, big(10_000)); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if sheets, err := Read("a.csv", out.Bytes()); err != nil || len(sheets[0].Rows) != 10_001 {
			b.Fatal(err)
		}
	}
}

func BenchmarkRefuseBomb(b *testing.B) {
	content := bomb(b, maxUnpacked+1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("bomb.xlsx", content); !errors.Is(err, ErrTooLarge) {
			b.Fatal(err)
		}
	}
}
