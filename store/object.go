package store

import (
	"strconv"
	"time"
	"unicode/utf8"

	"duban/schedule"
)

// object writes a JSON object field by field, byte for byte as json.Marshal
// does. The records that every reply changes write themselves with it; their
// struct tags still say how they are read.
type object struct {
	b   []byte
	err error // the first
}

func (o *object) open()  { o.b = append(o.b, '{') }
func (o *object) close() { o.b = append(o.b, '}') }

// next separates the value that follows from the one before it.
func (o *object) next() {
	if c := o.b[len(o.b)-1]; c != '{' && c != '[' {
		o.b = append(o.b, ',')
	}
}

func (o *object) name(name string) {
	o.next()
	o.b = append(append(append(o.b, '"'), name...), '"', ':')
}

// nested writes a field that is itself an object.
func (o *object) nested(name string, fields func()) {
	o.name(name)
	o.open()
	fields()
	o.close()
}

// each writes a field that is a list, of objects or of what one writes.
func (o *object) each(name string, n int, one func(i int)) {
	o.name(name)
	o.b = append(o.b, '[')
	for i := range n {
		o.next()
		one(i)
	}
	o.b = append(o.b, ']')
}

func (o *object) text(name, v string) {
	o.name(name)
	o.b = appendQuoted(o.b, v)
}

func (o *object) textIf(name, v string) {
	if v != "" {
		o.text(name, v)
	}
}

func (o *object) number(name string, v int64) {
	o.name(name)
	o.b = strconv.AppendInt(o.b, v, 10)
}

func (o *object) numberIf(name string, v int64) {
	if v != 0 {
		o.number(name, v)
	}
}

func (o *object) id(name string, v uint64) {
	o.name(name)
	o.b = strconv.AppendUint(o.b, v, 10)
}

func (o *object) idIf(name string, v uint64) {
	if v != 0 {
		o.id(name, v)
	}
}

func (o *object) flagIf(name string, v bool) {
	if v {
		o.name(name)
		o.b = append(o.b, "true"...)
	}
}

func (o *object) time(name string, v time.Time) {
	o.name(name)
	text, err := v.AppendText(append(o.b, '"'))
	if err != nil {
		o.fail(err)
		return
	}
	o.b = append(text, '"')
}

func (o *object) timeIf(name string, v time.Time) {
	if !v.IsZero() {
		o.time(name, v)
	}
}

func (o *object) decimal(name string, v schedule.Decimal) {
	o.name(name)
	o.b = append(o.b, '"')
	if v.Exponent() == 0 && v.NumDigits() <= 18 {
		o.b = strconv.AppendInt(o.b, v.CoefficientInt64(), 10)
	} else {
		o.b = append(o.b, v.String()...)
	}
	o.b = append(o.b, '"')
}

func (o *object) fail(err error) {
	if o.err == nil {
		o.err = err
	}
}

const hexDigits = "0123456789abcdef"

// appendQuoted writes a JSON string as json.Marshal does: <, > and & are
// escaped, what is not UTF-8 becomes U+FFFD.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b, from = append(append(b, s[from:i]...), `\ufffd`...), i+size
			}
			if r == '\u2028' || r == '\u2029' {
				b, from = append(append(b, s[from:i]...), `\u202`...), i+size
				b = append(b, hexDigits[r&0xF])
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' {
			i++
			continue
		}
		b = appendEscaped(append(b, s[from:i]...), c)
		i++
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xF])
}
