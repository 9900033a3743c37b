package packed

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/belay-tui/belay/domain"
)

// kinds are the kinds of record, each by its zero value.
var kinds = map[domain.Kind]domain.Record{
	domain.KindFirm: domain.Firm{}, domain.KindLead: domain.Lead{}, domain.KindOpportunity: domain.Opportunity{},
	domain.KindProject: domain.Project{}, domain.KindSurvey: domain.Survey{}, domain.KindStory: domain.Story{},
	domain.KindCredential: domain.Credential{},
}

// filler sets the fields of records by reflection, so that a field that is new
// in the domain is one that the codec must know.
type filler struct {
	t *rapid.T
	// all says that no field stays zero.
	all bool
}

func (f filler) record(k domain.Kind) domain.Record {
	v := reflect.New(reflect.TypeOf(kinds[k])).Elem()
	f.fill(v)
	return v.Interface().(domain.Record)
}

var (
	texts  = rapid.OneOf(rapid.StringN(1, 20, -1), rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "bytes")) }))
	prints = rapid.OneOf(rapid.StringMatching(`[0-9a-f]{1,17}`), rapid.StringMatching(`[0-9A-Fa-f]{2,8}`), texts)
)

func (f filler) fill(v reflect.Value) {
	if !f.all && rapid.IntRange(0, 3).Draw(f.t, "leave out") == 0 {
		return
	}
	switch v.Interface().(type) {
	case domain.Untrusted:
		v.Set(reflect.ValueOf(domain.Stored(texts.Draw(f.t, "text"))))
		return
	case domain.ID:
		id := domain.ID(rapid.SliceOfN(rapid.ByteRange(1, 255), 16, 16).Draw(f.t, "id"))
		v.Set(reflect.ValueOf(id))
		return
	case time.Time:
		unit := rapid.SampledFrom([]time.Duration{time.Millisecond, time.Second, time.Nanosecond}).Draw(f.t, "unit")
		at := time.Unix(rapid.Int64Range(-62135596799, 253402300799).Draw(f.t, "second"), rapid.Int64Range(0, 999_999_999).Draw(f.t, "nano"))
		v.Set(reflect.ValueOf(at.UTC().Truncate(unit)))
		return
	case domain.Imported:
		v.Set(reflect.ValueOf(domain.Imported{Print: prints.Draw(f.t, "print")}))
		f.fill(v.FieldByName("Status"))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				f.fill(v.Field(i))
			}
		}
	case reflect.Slice:
		n := rapid.IntRange(1, 3).Draw(f.t, "items")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			f.fill(v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(1, 12).Draw(f.t, "entries") {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			f.fill(key)
			f.fill(value)
			v.SetMapIndex(key, value)
		}
	case reflect.String:
		v.SetString(texts.Draw(f.t, "string"))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int32, reflect.Int64:
		bits := v.Type().Bits() - 1
		v.SetInt(rapid.Int64Range(-1<<bits, 1<<bits-1).Filter(func(n int64) bool { return n != 0 }).Draw(f.t, "number"))
	default:
		f.t.Fatalf("the test cannot fill a %s", v.Type())
	}
}

// TestFillerFills makes sure that the filler leaves no field zero.
func TestFillerFills(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, k := range domain.Kinds() {
			notZero(t, string(k), reflect.ValueOf(filler{t, true}.record(k)))
		}
	})
}

func notZero(t *rapid.T, path string, v reflect.Value) {
	if v.IsZero() {
		t.Fatalf("%s is zero", path)
	}
	switch v.Interface().(type) {
	case domain.Untrusted, time.Time:
		return
	}
	switch {
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Tag.Get("json") != "-" {
				notZero(t, path+"."+f.Name, v.Field(i))
			}
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			notZero(t, path, v.Index(i))
		}
	}
}
