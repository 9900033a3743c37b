package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
	"github.com/belay-tui/belay/store/exchange"
)

// sheet is a kind of record as a table for spreadsheets.
type sheet[R domain.Record] struct {
	kind   domain.Kind
	page   func(book *store.Book, ctx context.Context, q domain.Query, offset, limit int) (domain.Page[R], error)
	header []string
	row    func(R) []domain.Untrusted
}

func (a *app) exports() *cobra.Command {
	c := &cobra.Command{
		Use: "export", Short: "cli.export.short", Long: "cli.export.long", Args: a.noArgs, RunE: a.needsVerb,
		Example: "belay export leads leads.csv\nbelay export projects -",
	}
	c.AddCommand(
		a.exportOf(domain.KindLead, "leads", "cli.export.leads"),
		a.exportOf(domain.KindOpportunity, "opportunities", "cli.export.opportunities", "opps"),
		a.exportOf(domain.KindProject, "projects", "cli.export.projects"),
	)
	return c
}

// writer writes records of a kind as CSV.
type writer interface {
	// writer writes the rows of a query; count is told how many are written, and
	// how many there are.
	writer(ctx context.Context, book *store.Book, q domain.Query, count func(done, of int)) func(io.Writer) error
}

// sheetOf is the table of a kind; of those without one it is that of leads.
func sheetOf(a *app, kind domain.Kind) writer {
	switch kind {
	case domain.KindOpportunity:
		return opportunitySheet()
	case domain.KindProject:
		return projectSheet()
	case domain.KindLead, domain.KindSurvey, domain.KindStory, domain.KindCredential, domain.KindFirm:
	}
	return leadSheet(a)
}

func (a *app) exportOf(kind domain.Kind, noun, text string, aliases ...string) *cobra.Command {
	var force bool
	var f listFlags
	c := &cobra.Command{
		Use: noun + " FILE", Short: text, Long: "cli.export.long", Aliases: aliases, Args: a.args(1, 1),
		Example: "belay export " + noun + " " + noun + ".csv\nbelay export " + noun + " - --match acme",
	}
	c.Flags().BoolVar(&force, "force", false, "cli.flag.force")
	f.choose(c, kind)
	c.RunE = func(c *cobra.Command, args []string) error {
		ctx := c.Context()
		book, err := a.open(ctx)
		if err != nil {
			return err
		}
		q, err := a.asked(ctx, book, kind, f)
		if err != nil {
			return err
		}
		n := 0
		write := sheetOf(a, kind).writer(ctx, book, q, func(done, _ int) { n = done })
		if args[0] == "-" {
			return write(a.exact())
		}
		if err := writeFile(args[0], force, write); err != nil {
			return err
		}
		if a.json {
			return a.emit(exportJSON{domain.Outside(args[0]), n})
		}
		a.say(a.w.N("cli.export.done", n, "path", args[0]))
		return nil
	}
	return c
}

type exportJSON struct {
	File domain.Untrusted `json:"file"`
	Rows int              `json:"rows"`
}

func (s sheet[R]) writer(ctx context.Context, book *store.Book, q domain.Query, count func(done, of int)) func(io.Writer) error {
	return func(w io.Writer) error {
		return exchange.WriteCSV(w, s.header, s.rows(ctx, book, q, count), exchange.Cell)
	}
}

func (s sheet[R]) rows(ctx context.Context, book *store.Book, q domain.Query, count func(done, of int)) iter.Seq2[[]domain.Untrusted, error] {
	return func(yield func([]domain.Untrusted, error) bool) {
		done := 0
		for offset := 0; ; offset += pageSize {
			page, err := s.page(book, ctx, q, offset, pageSize)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, r := range page.Rows {
				done++
				count(done, page.Total)
				if !yield(s.row(r), nil) {
					return
				}
			}
			if offset+pageSize >= page.Total {
				return
			}
		}
	}
}

// writeFile makes a file that only the user reads. It replaces one only if
// forced, and then only when the new one is whole.
func writeFile(path string, force bool, write func(io.Writer) error) (err error) {
	if _, err := os.Lstat(path); err == nil && !force {
		return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".belay-*.tmp") // 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	if err := errors.Join(write(temp), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("write %s: %w", domain.Clean(path), err)
	}
	return os.Rename(temp.Name(), path)
}

func leadSheet(a *app) sheet[domain.Lead] {
	return sheet[domain.Lead]{
		kind: domain.KindLead, page: (*store.Book).Leads,
		header: []string{
			"portal_id", "status", "origin", "company", "contact", "title", "email", "phone", "mobile", "website", "street", "city", "state",
			"postal_code", "country", "industry", "employees", "source", "product", "value", "due", "description", "created_at",
		},
		row: func(l domain.Lead) []domain.Untrusted {
			c, p := l.Company, l.Contact
			return []domain.Untrusted{
				portal(l.PortalID), plain(string(l.StatusAt(a.now()))), plain(string(l.Origin)), c.Name, p.Name, p.Title, p.Email, p.Phone, p.Mobile,
				c.Website, c.Street, c.City, c.State, c.PostalCode, c.Country, c.Industry, number(c.Employees), l.Source, l.Product,
				plain(l.Value.String()), optional(instant(l.Due)), l.Description, optional(instant(l.OfferedAt)),
			}
		},
	}
}

func opportunitySheet() sheet[domain.Opportunity] {
	return sheet[domain.Opportunity]{
		kind: domain.KindOpportunity, page: (*store.Book).Opportunities,
		header: []string{
			"portal_id", "account_id", "name", "customer", "stage", "probability", "amount", "acv", "kind", "close_date", "product", "next",
			"source", "description", "created_at",
		},
		row: func(o domain.Opportunity) []domain.Untrusted {
			return []domain.Untrusted{
				portal(o.PortalID), o.AccountID, o.Name, o.Customer, plain(o.Stage), plain(strconv.Itoa(o.Probability)), plain(o.Amount.String()),
				plain(o.ACV.String()), plain(string(o.Kind)), plain(o.CloseDate.String()), o.Product, o.Next.Text, o.Source, o.Description,
				optional(instant(o.CreatedAt)),
			}
		},
	}
}

func projectSheet() sheet[judged] {
	return sheet[judged]{
		kind: domain.KindProject, page: judgedPage,
		header: []string{"name", "customer", "kind", "role", "for", "product", "industry", "status", "start", "end", "csat", "counts"},
		row: func(p judged) []domain.Untrusted {
			csat := ""
			if score := p.CSAT.Score(); !score.IsZero() {
				csat = strconv.FormatFloat(score.Float(), 'f', 2, 64)
			}
			return []domain.Untrusted{
				p.Name, p.Customer, plain(string(p.Kind)), plain(string(p.Role)), plain(string(p.For)), p.Product, p.Industry,
				plain(string(p.Status)), plain(p.Start.String()), plain(p.End.String()), plain(csat), plain(strconv.FormatBool(p.standing.Counts)),
			}
		},
	}
}

func plain(s string) domain.Untrusted { return domain.Outside(s) }

func optional(s *string) domain.Untrusted {
	if s == nil {
		return domain.Untrusted{}
	}
	return domain.Outside(*s)
}

func number(n int) domain.Untrusted {
	if n == 0 {
		return domain.Untrusted{}
	}
	return domain.Outside(strconv.Itoa(n))
}
