package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxToken bounds one piece of XML: the longest cell text, escaped, fits.
const maxToken = 1 << 20

var errLongToken = fmt.Errorf("an XML token of over %d bytes: %w", maxToken, ErrTooLarge)

// archive is the zip file that an .xlsx is.
type archive struct {
	files map[string]*zip.File
	// left is how many bytes may still be unpacked.
	left int64
}

func openArchive(content []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, fmt.Errorf("damaged archive (%w): %w", err, ErrNotTable)
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File)), left: maxUnpacked}
	for _, f := range z.File {
		a.files[partName(f.Name)] = f
	}
	return a, nil
}

// partName makes one spelling of a part's name: writers disagree about
// slashes and capitals.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(name string) bool { return a.files[partName(name)] != nil }

// each calls visit with every token of a part until its end or an error. A
// part that is absent has no tokens. The tokens are raw: prefixes stay, pairs
// are not matched, so a part cannot build up nesting in memory.
func (a *archive) each(name string, visit func(xml.Token) error) error {
	f := a.files[partName(name)]
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > uint64(a.left) {
		return fmt.Errorf("%s unpacks to %d bytes: %w", name, f.UncompressedSize64, ErrTooLarge)
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s (%w): %w", name, err, ErrNotTable)
	}
	defer r.Close()
	if err = walk(&meter{from: bufio.NewReader(r), left: &a.left}, visit); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func walk(m *meter, visit func(xml.Token) error) error {
	d := xml.NewDecoder(m)
	for {
		m.token = 0
		token, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if errors.Is(err, ErrTooLarge) {
			return err
		}
		if err != nil {
			return fmt.Errorf("damaged (%w): %w", err, ErrNotTable)
		}
		if err = visit(token); err != nil {
			return err
		}
	}
}

// meter counts what the XML decoder draws, for a whole workbook and for one
// token. The decoder takes single bytes from a reader that offers them.
type meter struct {
	from  *bufio.Reader
	left  *int64
	token int
}

// ReadByte fails with ErrTooLarge when a budget is spent.
func (m *meter) ReadByte() (byte, error) {
	if m.token++; m.token > maxToken {
		return 0, errLongToken
	}
	if *m.left--; *m.left < 0 {
		return 0, ErrTooLarge
	}
	return m.from.ReadByte()
}

// Read is there because the decoder asks for a reader; it calls ReadByte.
func (m *meter) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := m.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// attr is the value of an attribute by its name without the prefix.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
