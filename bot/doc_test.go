package bot

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The package comment tells the way to every file, and to none that is not here.
func TestTheWayInNamesEveryFile(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, way, ok := strings.Cut(string(text), "The way in")
	if !ok {
		t.Fatal("there is no way in")
	}
	told := map[string]int{"doc": 1}
	for _, line := range regexp.MustCompile(`(?m)^//\t.{15}(.*)$`).FindAllStringSubmatch(way, -1) {
		for _, name := range strings.Split(line[1], ",") {
			told[strings.TrimSpace(name)]++
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".go")
		if strings.HasSuffix(name, "_test") {
			continue
		}
		if told[name] != 1 {
			t.Errorf("%s is named %d times", file, told[name])
		}
		delete(told, name)
	}
	for name := range told {
		t.Errorf("there is no %s.go", name)
	}
}
