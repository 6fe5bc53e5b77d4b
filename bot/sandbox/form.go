package sandbox

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
)

// addForm reads a query or a form. Nothing in it is a mistake: a semicolon is a letter, and so is a percent sign that leads nowhere.
func (p params) addForm(text string) {
	for pair := range strings.SplitSeq(text, "&") {
		if name, value, _ := strings.Cut(pair, "="); pair != "" {
			p.add(unescape(name, true), unescape(value, true))
		}
	}
}

// unescape decodes percent signs, and plus signs as spaces if told so.
func unescape(text string, plus bool) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		letter := text[i]
		if letter == '%' && i+2 < len(text) {
			if raw, err := hex.DecodeString(text[i+1 : i+3]); err == nil {
				letter = raw[0]
				i += 2
			}
		} else if letter == '+' && plus {
			letter = ' '
		}
		out.WriteByte(letter)
	}
	return out.String()
}

// unpacked undoes the compression that Content-Encoding names; gzip and deflate are told apart by their first bytes.
func unpacked(body io.Reader, encoding string) (io.Reader, *apiError) {
	switch strings.ToLower(encoding) {
	case "", "none":
		return body, nil
	case "gzip", "deflate":
	default:
		return nil, &apiError{code: http.StatusUnsupportedMediaType, text: "Unsupported Media Type: unsupported content-encoding"}
	}
	packed := bufio.NewReader(body)
	head, _ := packed.Peek(2)
	if len(head) == 0 {
		return packed, nil
	}
	var plain io.Reader
	var err error
	if bytes.Equal(head, []byte{0x1f, 0x8b}) {
		plain, err = gzip.NewReader(packed)
	} else {
		plain, err = zlib.NewReader(packed)
	}
	if err != nil {
		return nil, unreadableBody()
	}
	return plain, nil
}
