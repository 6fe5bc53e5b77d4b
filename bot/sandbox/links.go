package sandbox

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	anyProtocol = regexp.MustCompile(`^[^:/?#@\[\]]*://`)
	webLink     = regexp.MustCompile(`^(?i:(https?)://)?(?:[^/?#@]*@)?([^/?#@:\[\]]*)(:[^/?#]*)?((?s:[/?#].*))?$`)
	appLink     = regexp.MustCompile(`^(?i:(tg|ton):)(?://)?([A-Za-z0-9_-]+)(/?[^/].*)?/?$`)
	userLink    = regexp.MustCompile(`^(?i:tg:)(?://)?user\?(?:.*&)?id=([1-9][0-9]{0,17})(?:&|$)`)
)

var blanks = strings.NewReplacer(" ", "%20", "\t", "%09", "\n", "%0A", "\r", "%0D")

// checkLink gives an address as Telegram keeps it, http where it names no protocol, or the reason why it is none.
func checkLink(address string) (link, fault string) {
	if m := appLink.FindStringSubmatch(address); m != nil {
		return strings.ToLower(m[1]) + "://" + strings.ToLower(m[2]) + m[3], ""
	}
	m := webLink.FindStringSubmatch(address)
	if p := anyProtocol.FindString(address); p != "" && !strings.EqualFold(p, "http://") && !strings.EqualFold(p, "https://") {
		return "", "Unsupported URL protocol"
	}
	if m == nil {
		return "", "Disallowed character in URL host"
	}
	protocol, host, port, rest := strings.ToLower(m[1]), strings.ToLower(m[2]), m[3], strings.TrimRight(m[4], spaces)
	if n, err := strconv.Atoi(strings.TrimPrefix(port, ":")); port != "" && (err != nil || n < 1 || n > 65535) {
		return "", "Wrong port number specified in the URL"
	}
	switch {
	case host == "":
		return "", "URL host is empty"
	case strings.ContainsAny(host, spaces):
		return "", "Disallowed character in URL host"
	case !strings.Contains(host, "."):
		return "", "Wrong HTTP URL"
	}
	if protocol == "" {
		protocol = "http"
	}
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	return protocol + "://" + host + port + blanks.Replace(rest), ""
}

// linkTo turns a mark over a text into a link to an address or into a mention of the user that the address names;
// false if it is neither.
func (e Entity) linkTo(address string) (Entity, bool) {
	if m := userLink.FindStringSubmatch(address); m != nil {
		e.Type = "text_mention"
		e.User, _ = strconv.ParseInt(m[1], 10, 64)
		return e, true
	}
	var fault string
	e.Type = "text_link"
	e.URL, fault = checkLink(address)
	return e, fault == ""
}
