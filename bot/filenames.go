package bot

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/store"
)

// longestFile and longestExt are how much of a name is kept, in bytes: file
// systems allow 255, and what is put before needs some.
const (
	longestFile = 120
	longestExt  = 16
)

// archivePath is where a file is kept, below the archive: a folder for the
// task, and in it version, number and the name that the sender gave. A file
// without a name, such as a photo, has the extension that Telegram gives it.
func archivePath(task store.Task, e store.Evidence, telegramName string) string {
	name := fmt.Sprintf("v%d-%d", e.Version, e.Number)
	if own := safeName(e.Name); own != "" {
		name += "-" + own
	} else {
		name += safeExt(telegramName)
	}
	return path.Join(safeName(fmt.Sprintf("%d-%s", task.ID, task.Code)), name)
}

// safeName is a name that is one part of a path on any system: no separator,
// no sign that hides something, no dots at its ends, not too long. It is empty
// where nothing is left.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "_"), `\`, "/"))
	name = strings.Map(harmless, name)
	ext := safeExt(name)
	stem := trimmed(strings.TrimSuffix(name, path.Ext(name)))
	if stem == "" {
		stem, ext = strings.TrimPrefix(ext, "."), ""
	}
	for len(stem)+len(ext) > longestFile {
		_, last := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-last]
	}
	return stem + ext
}

// safeExt is the extension of a name if it is a plain one.
func safeExt(name string) string {
	ext := path.Ext(name)
	if len(ext) < 2 || len(ext) > longestExt {
		return ""
	}
	for _, r := range ext[1:] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return ""
		}
	}
	return ext
}

// harmless drops what can't be seen, writing direction and zero width among
// it, and writes _ for what a system gives a meaning to.
func harmless(r rune) rune {
	switch {
	case strings.ContainsRune(`/\:*?"<>|`, r):
		return '_'
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), !unicode.IsPrint(r) && r != ' ':
		return -1
	}
	return r
}

// trimmed takes off the dots and spaces that Windows drops and that make a
// file hidden elsewhere.
func trimmed(s string) string { return strings.Trim(s, " .") }
