package words

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/belay-tui/belay/domain"
)

// data makes a template's data of name, value pairs, and of the keys of actions.
// A name without a value is left out.
func (w *Words) data(pairs []any) map[string]any {
	data := make(map[string]any, len(pairs)/2+2)
	data[keyName] = w.keyData()
	for i := 0; i+1 < len(pairs); i += 2 {
		data[fmt.Sprint(pairs[i])] = w.arg(pairs[i+1])
	}
	return data
}

// arg is what a sentence shows of a value. Only a bool stays what it is, for
// the sentences that ask.
func (w *Words) arg(v any) any {
	if b, ok := v.(bool); ok {
		return b
	}
	return w.show(v)
}

func (w *Words) show(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return domain.Clean(v)
	case domain.Untrusted:
		return v.String()
	case domain.Date:
		return w.Date(v)
	case domain.Span:
		return w.T("format.span", "from", v.From, "to", v.To)
	case domain.Money:
		return w.Money(v)
	case domain.Quantity:
		return w.Quantity(v)
	case time.Time:
		return w.Instant(v, time.Time{})
	case time.Duration:
		return w.Left(v.Abs())
	case domain.Duplicate:
		return w.duplicate(v)
	case error:
		return domain.Clean(w.Error(v))
	case fmt.Stringer:
		return domain.Clean(v.String())
	}
	return w.showKind(reflect.ValueOf(v))
}

// duplicate names a record and what it has in common with another.
func (w *Words) duplicate(d domain.Duplicate) string {
	reasons := make([]string, len(d.Reasons))
	for i, l := range d.Reasons {
		reasons[i] = w.Value(string(l))
	}
	title := d.Title
	if title.IsZero() {
		title = domain.Outside(d.Ref.String())
	}
	status := ""
	if d.Status != "" {
		status = w.Value(d.Status)
	}
	return w.T("format.duplicate", "title", title, "status", status, "kind", d.Ref.Kind, "reasons", reasons, "strength", d.Strength)
}

// showKind shows values whose type is not known here: the domain's names for
// states and kinds, counts, and lists of anything.
func (w *Words) showKind(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return w.Value(v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return w.number(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return w.number(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		return w.number(strconv.FormatFloat(v.Float(), 'f', -1, 64))
	case reflect.Slice, reflect.Array:
		parts := make([]string, v.Len())
		for i := range parts {
			if e := v.Index(i); e.Kind() == reflect.String { // as one would type it
				parts[i] = domain.Clean(e.String())
			} else {
				parts[i] = w.show(e.Interface())
			}
		}
		return strings.Join(parts, w.format.list)
	default:
		return domain.Clean(fmt.Sprint(v.Interface()))
	}
}

// Value returns the word for one of the domain's names, such as a status: the
// message value.NAME, else the name with spaces for underscores.
func (w *Words) Value(name string) string {
	if name == "" {
		return ""
	}
	if id := "value." + name; w.Has(id) {
		return w.T(id)
	}
	return domain.Clean(strings.ReplaceAll(name, "_", " "))
}
