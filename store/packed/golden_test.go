package packed

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
)

// TestGolden holds the format to what books have: for each kind a record as
// JSON and its packed form. A field that is added later is in neither, and
// neither is ever written anew.
func TestGolden(t *testing.T) {
	for _, k := range domain.Kinds() {
		t.Run(string(k), func(t *testing.T) {
			plain, err := os.ReadFile(filepath.Join("testdata", string(k)+".json"))
			if err != nil {
				t.Fatal(err)
			}
			rec := reflect.New(reflect.TypeOf(kinds[k]))
			if err := json.Unmarshal(plain, rec.Interface()); err != nil {
				t.Fatal(err)
			}
			want := rec.Elem().Interface().(domain.Record)
			lines, err := os.ReadFile(filepath.Join("testdata", string(k)+".hex"))
			if err != nil {
				t.Fatal(err)
			}
			golden, err := hex.DecodeString(strings.Join(strings.Fields(string(lines)), ""))
			if err != nil {
				t.Fatal(err)
			}
			if got := pack(t, want, nil); !bytes.Equal(got, golden) {
				t.Errorf("packed as\n%x\nwant\n%x", got, golden)
			}
			if got := unpack(t, k, golden); !reflect.DeepEqual(got, want) {
				t.Errorf("unpacked %#v\nwant %#v", got, want)
			}
		})
	}
}
