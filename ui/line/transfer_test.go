package line

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui"
)

// listenTo is an input that says lines.
func listenTo(said ...string) *Input {
	return Listen(strings.NewReader(strings.Join(append(said, ""), "\n")))
}

// porter imports and exports as the test has it.
type porter struct {
	imports func(context.Context, ui.Import, *ui.Progress) (ui.Imported, error)
	exports func(context.Context, ui.Export, *ui.Progress) (ui.Exported, error)
}

func (p porter) Import(ctx context.Context, job ui.Import, done *ui.Progress) (ui.Imported, error) {
	return p.imports(ctx, job, done)
}

func (p porter) Export(ctx context.Context, job ui.Export, done *ui.Progress) (ui.Exported, error) {
	return p.exports(ctx, job, done)
}

// A file is looked at first; it is imported when that is chosen. What is wrong with
// the file is said, and the file asked for again.
func TestImport(t *testing.T) {
	k := newTalk(t, "opportunities", "none.csv", "deals.csv", "1")
	var jobs []ui.Import
	k.cfg.Transfer = porter{imports: func(_ context.Context, job ui.Import, _ *ui.Progress) (ui.Imported, error) {
		jobs = append(jobs, job)
		if job.File == "none.csv" {
			return ui.Imported{}, errors.New("there is no such file")
		}
		header := domain.Outside("Account\x1b[2J")
		return ui.Imported{Rows: 3, Made: 2, Columns: []ui.ImportedColumn{{Header: header, Field: "customer"}}, Rejected: []ui.RejectedRow{{Row: 3, Column: header, Reason: "no date"}}}, nil
	}}
	if err := k.importFile(); err != nil {
		t.Fatal(err)
	}
	k.wants(t, "Import a file\nFirst it is only looked at", "Looking at none.csv.", "there is no such file\nFile", "[none.csv]:", "Looking at deals.csv.",
		"deals.csv: nothing is written yet\n3 rows: 2 new, 1 refused.", "Row 3, Account␛[2J: no date", "Account␛[2J: ", "1. import 2 rows", "Importing deals.csv.",
		"Imported deals.csv\n3 rows: 2 imported, 1 refused.")
	if len(jobs) != 3 || !jobs[1].DryRun || jobs[2].DryRun || jobs[2].Kind != domain.KindOpportunity || jobs[2].Program != domain.DefaultProgram {
		t.Errorf("imported %+v", jobs)
	}
}

// How far an import is, is said now and then; it can be stopped, and what is
// written meanwhile waits for its question.
func TestTransferUnderWay(t *testing.T) {
	for said, stops := range map[string]bool{":cancel": true, "5": false} {
		k := newTalk(t)
		lines, moment, free := make(chan heard), make(chan struct{}), make(chan struct{})
		k.in = &Input{lines: lines}
		k.moment = func() (<-chan struct{}, context.CancelFunc) { return moment, func() {} }
		go func() {
			moment <- struct{}{}
			lines <- heard{line: said}
			close(free)
		}()
		err := k.move("Importing", func(ctx context.Context, p *ui.Progress) error {
			p.Done.Store(1200)
			<-free
			if stops {
				<-ctx.Done()
			}
			return ctx.Err()
		})
		if stops != errors.Is(err, context.Canceled) {
			t.Errorf("%s ends it with %v", said, err)
		}
		k.wants(t, "Importing. :cancel stops it.", " rows")
		if !stops {
			if next, err := k.ask("Which?"); next != said || err != nil {
				t.Errorf("the answer to the next question is %q, %v", next, err)
			}
		}
	}
}

// A list is exported as it is filtered and ordered; a file that is there is
// replaced only when that is wanted.
func TestExport(t *testing.T) {
	for answer, written := range map[string]int{"y": 1, "n": 0} {
		k := talkOfDeals(t, 12, "open", "/deal c", "o", "export", "out.csv", answer, "b")
		var job ui.Export
		n := 0
		k.cfg.Transfer = porter{exports: func(_ context.Context, j ui.Export, _ *ui.Progress) (ui.Exported, error) {
			if !j.Replace {
				return ui.Exported{}, &fs.PathError{Op: "write", Path: j.File, Err: fs.ErrExist}
			}
			job = j
			n++
			return ui.Exported{File: "/home/me/out.csv", Rows: 1}, nil
		}}
		k.goes(t, "pipeline")
		k.wants(t, "Export opportunities", "hold \"deal c\"", "Replace the file?")
		if n != written {
			t.Errorf("%s writes %d files", answer, n)
		}
		if written == 1 && (job.Query.Match != "deal c" || job.Query.List != domain.ListOpen || job.File != "out.csv") {
			t.Errorf("exported %+v", job)
		}
	}
}
