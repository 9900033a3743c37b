package main_test

import (
	"strings"
	"testing"
)

// TestStarCatches shows the checker something wrong of every kind, and the
// nearest right thing, so that it cannot come to find nothing.
func TestStarCatches(t *testing.T) {
	const ours = `import _ "` + module + `/`
	tests := []struct {
		name, file, src string
		want            string // part of the only violation, or nothing
	}{
		{"domain to store", "domain/a.go", ours + `store"`, "imports nothing of ours"},
		{"domain to its subpackage", "domain/a.go", ours + `domain/presets"`, "imports nothing of ours"},
		{"domain's test to its subpackage", "domain/a_test.go", ours + `domain/presets"`, ""},
		{"domain's test to store", "domain/a_test.go", ours + `store"`, "domain imports only domain"},
		{"preset to domain", "domain/presets/a.go", ours + `domain"`, ""},
		{"preset to ui", "domain/presets/a.go", ours + `ui/words"`, "domain imports only domain"},
		{"store to domain", "store/a.go", ours + `domain"`, ""},
		{"store to ui", "store/a.go", ours + `ui/words"`, "store imports only store, domain"},
		{"store's test to ui", "store/a_test.go", ours + `ui"`, "store imports only"},
		{"store to its subpackage", "store/a.go", ours + `store/exchange"`, ""},
		{"store to what is for tests", "store/a.go", ours + `store/storetest"`, "for tests"},
		{"store's test to what is for tests", "store/a_test.go", ours + `store/storetest"`, ""},
		{"exchange to store", "store/exchange/a.go", ours + `store"`, "store/exchange imports only"},
		{"exchange to domain", "store/exchange/a.go", ours + `domain"`, ""},
		{"ui to store", "ui/leads/a.go", ours + `store"`, "ui imports only ui, domain"},
		{"ui to ui", "ui/leads/a.go", ours + `ui/grid"`, ""},
		{"ui to cmd", "ui/a.go", ours + `cmd/belay"`, "ui imports only"},
		{"cmd to all", "cmd/belay/a.go", ours + `store"`, ""},
		{"nowhere", "internal/a.go", ours + `domain"`, "no place in the star"},
		{"a name that only starts alike", "storehouse/a.go", ours + `domain"`, "no place in the star"},

		{"bbolt in store", "store/a.go", `import _ "go.etcd.io/bbolt"`, ""},
		{"bbolt in exchange", "store/exchange/a.go", `import _ "go.etcd.io/bbolt"`, "only for store"},
		{"bbolt in cmd", "cmd/belay/a.go", `import _ "go.etcd.io/bbolt/errors"`, "only for store"},
		{"bbolt in a test of ui", "ui/a_test.go", `import _ "go.etcd.io/bbolt"`, "only for store"},
		{"screen in ui", "ui/a.go", `import _ "charm.land/bubbletea/v2"`, ""},
		{"screen in store", "store/a.go", `import _ "charm.land/lipgloss/v2"`, "only for ui, cmd"},
		{"screen in domain", "domain/a.go", `import _ "charm.land/bubbletea/v2"`, "only for ui, cmd"},

		{"files in domain", "domain/a.go", `import _ "os"`, "pure"},
		{"processes in a preset", "domain/presets/a.go", `import _ "os/exec"`, "pure"},
		{"file systems in domain", "domain/a.go", `import _ "io/fs"`, "pure"},
		{"network in domain", "domain/a.go", `import _ "net/http"`, "pure"},
		{"addresses in domain", "domain/a.go", `import _ "net/mail"`, ""},
		{"log in domain", "domain/a.go", `import _ "log/slog"`, "pure"},
		{"logarithms in domain", "domain/a.go", `import _ "math/bits"`, ""},
		{"chance in domain", "domain/a.go", `import _ "math/rand"`, "pure"},
		{"seeded chance in domain", "domain/a.go", `import _ "math/rand/v2"`, ""},
		{"files in domain's test", "domain/a_test.go", `import _ "os"`, ""},
		{"files in store", "store/a.go", `import _ "os"`, ""},

		{"clock in store", "store/a.go", `import "time"; var x = time.Now()`, "time.Now reads the clock"},
		{"clock handed on", "ui/a.go", `import "time"; var now = time.Now`, "time.Now reads the clock"},
		{"clock renamed", "ui/a.go", `import c "time"; var x = c.Since(c.Time{})`, "c.Since reads the clock"},
		{"clock unnamed", "ui/a.go", `import . "time"; var x = Now()`, "hides the clock"},
		{"clock in an id", "store/a.go", `import "github.com/oklog/ulid/v2"; var x = ulid.Make()`, "ulid.Make reads"},
		{"clock in cmd", "cmd/belay/a.go", `import "time"; var x = time.Now()`, ""},
		{"clock in a test", "store/a_test.go", `import "time"; var x = time.Now()`, ""},
		{"clock in what is for tests", "ui/uitest/a.go", `import "time"; var x = time.After(1)`, ""},
		{"a Now of its own", "ui/a.go", `var x = clock.Now()`, ""},
		{"timer in store", "store/a.go", `import "time"; var x = time.NewTimer(1)`, ""},
		{"timer in domain", "domain/a.go", `import "time"; var x = time.NewTimer(1)`, "depends on the machine"},
		{"zone by its name", "domain/a.go", `import "time"; var x, _ = time.LoadLocation("UTC")`, ""},
		{"zone of the machine", "domain/a.go", `import "time"; var x = time.Local`, "depends on the machine"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := violations(tt.file, []byte("package p\n"+tt.src))
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("found %q, want nothing", got)
			case tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)):
				t.Errorf("found %q, want one with %q", got, tt.want)
			}
		})
	}
	if _, err := violations("domain/a.go", []byte("package")); err == nil {
		t.Error("a file that is not Go passes")
	}
}
