package store

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// benchProject is a project, and the survey of it.
func benchProject(i int) (domain.Project, domain.Survey) {
	end := domain.DateOf(start) - domain.Date(chance(i, 1)%(4*365))
	p := domain.Project{
		ID: id(i + 1), Program: program, Name: out(pick(i, 2, benchThing) + " " + fmt.Sprint(i)), Customer: out(pick(i, 3, benchFirm) + " " + fmt.Sprint(chance(i, 4)%30_000)),
		Kind: domain.ProjectKinds()[chance(i, 5)%3], Role: domain.Prime, For: domain.ForCustomer, Product: out("Service Cloud"), Industry: out(pick(i, 6, benchField)),
		Status: domain.ProjectCompleted, Start: end - 90, End: end, CreatedAt: end.Time().AddDate(0, 0, -90), ChangedAt: end.Time(),
		Contacts: []domain.Contact{{Name: out("Ann One"), Email: out(fmt.Sprintf("ann@c%d.example", i)), Consent: end - 10}},
	}
	s := domain.Survey{
		ID: id(i + 1), Program: program, Project: p.ID, ProjectName: p.Name, Customer: p.Customer, To: p.Contacts[0],
		Status: domain.SurveySent, QueuedAt: p.ChangedAt, SentAt: p.ChangedAt,
	}
	p.Survey = s.ID
	switch chance(i, 7) % 10 {
	case 0:
		p.Status, p.Survey = domain.ProjectActive, domain.ID{}
	case 1:
		p.Status = domain.ProjectTerminated
	case 2, 3:
	default:
		s.Status, s.AnsweredAt = domain.SurveyAnswered, p.ChangedAt.Add(48*time.Hour)
		p.CSAT = domain.CSAT{Answered: true, Rated: 10}
		for q := range 10 {
			rating := domain.Rating(5 - chance(i, 8+uint64(q))%8/6)
			s.Ratings = append(s.Ratings, rating)
			p.CSAT.Sum += int(rating)
		}
	}
	return p, s
}

// putProjects puts projects and their surveys into a book, as one batch.
func putProjects(b *testing.B, book *Book, n int) {
	b.Helper()
	err := book.batch(context.Background(), "put projects", func(t *batch) error {
		for i := range n {
			p, s := benchProject(i)
			for _, rec := range []domain.Record{p, s} {
				if _, _, err := t.put(rec); err != nil {
					return err
				}
			}
		}
		_, err := t.finish(context.Background(), domain.ImportFile{Kind: domain.KindProject, Program: program, File: out("projects")})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// tables is a file of sqlite3 with the same projects and surveys.
func (s *scale) tables(b *testing.B, sqlite3 string) string {
	b.Helper()
	return s.made(b, "figures.db", func(path string) {
		projects, surveys := s.path("projects.csv"), s.path("surveys.csv")
		writeFile(b, projects, func(w *bufio.Writer) {
			for i := range s.projects {
				p, _ := benchProject(i)
				fmt.Fprintf(w, "%s,%s,%s,%s,%s,%s,%s,%s,%s\n", p.ID, p.Name.Raw(), p.Customer.Raw(), p.Kind, p.Role, p.Industry.Raw(), p.Status, p.Start, p.End)
			}
		})
		writeFile(b, surveys, func(w *bufio.Writer) {
			for i := range s.projects {
				p, s := benchProject(i)
				fmt.Fprintf(w, "%s,%s,%s,%d,%d,%s,%s\n", s.ID, s.Project, s.Status, p.CSAT.Sum, p.CSAT.Rated, s.SentAt.Format(time.RFC3339), s.To.Email.Raw())
			}
		})
		sqlite(b, sqlite3, path, fmt.Sprintf(`CREATE TABLE p(Id TEXT PRIMARY KEY,Name,Customer,Kind,Role,Industry,Status,Start,Ended);
CREATE TABLE s(Id TEXT PRIMARY KEY,Project,Status,Sum INT,Rated INT,Sent,Contact);
.import --csv %s p
.import --csv %s s
`, projects, surveys))
	})
}

// figureQueries ask sqlite3 for figures of four panes.
const figureQueries = `SELECT Status, count(*) FROM p GROUP BY Status;
SELECT Status, count(*), avg(1.0 * Sum / nullif(Rated, 0)) FROM s GROUP BY Status;
SELECT Kind, substr(Ended, 1, 7), count(*) FROM p GROUP BY 1, 2;
SELECT sum(Good > 4), sum(Good) FROM (SELECT p.Customer, sum(1.0 * s.Sum / s.Rated > 4.5) AS Good FROM s JOIN p ON p.Id = s.Project WHERE s.Rated > 0 AND p.Ended > '2025' GROUP BY 1);
`

// grouped is how long sqlite3 says that the queries took once it had them in its cache.
func grouped(b *testing.B, sqlite3, file string) (took time.Duration) {
	b.Helper()
	said, _ := sqlite(b, sqlite3, file, figureQueries+".timer on\n"+figureQueries)
	for line := range strings.Lines(said) {
		var seconds float64
		if _, err := fmt.Sscanf(line, "Run Time: real %f", &seconds); err == nil {
			took += time.Duration(seconds * float64(time.Second))
		}
	}
	return took
}

// figuresAnew reads all records for the figures, as a new process does.
func figuresAnew(b *testing.B, book *Book) {
	b.Helper()
	book.tallies.of = nil
	must[domain.Stats](b)(book.Stats(context.Background(), program))
}

func (s *scale) benchFigures(b *testing.B) {
	b.Run("OneChange", s.benchOneChange)
	b.Run("First", func(b *testing.B) {
		book, took := openBench(b, s.book(b, s.leads, s.projects)), sides{}
		for b.Loop() {
			took.time("first", func() { figuresAnew(b, book) })
		}
		took.reportIn(b, "first-ms", "first", inMilliseconds)
	})
	b.Run("Projects", func(b *testing.B) {
		sqlite3 := peer(b, "sqlite3")
		if sqlite3 == "" {
			b.Skip("there is nothing to compare with")
		}
		tables, book, took := s.tables(b, sqlite3), openBench(b, s.own(b, s.book(b, 0, s.projects))), sides{}
		for i := 0; b.Loop(); i++ {
			took.time("first", func() { figuresAnew(b, book) })
			took["sqlite"] = append(took["sqlite"], grouped(b, sqlite3, tables))
			apply(b, book, domain.AddProject{ID: id(s.projects + i + 1), Program: program, Fields: map[domain.ProjectField]domain.Untrusted{
				domain.ProjName: out("another"), domain.ProjCustomer: out("Orion"),
			}})
			took.time("warm", func() { must[domain.Stats](b)(book.Stats(context.Background(), program)) })
		}
		took.reportIn(b, "first-ms", "first", inMilliseconds)
		took.reportIn(b, "sqlite-ms", "sqlite", inMilliseconds)
		took.report(b, "x-sqlite", "first", "sqlite")
		took.report(b, "warm-x-sqlite", "warm", "sqlite")
	})
}

// benchOneChange has all figures after each change, in a large book and in one
// with a tenth of the leads.
func (s *scale) benchOneChange(b *testing.B) {
	took, sizes := sides{}, map[string]int{"whole": s.leads, "tenth": s.leads / 10}
	changes := map[string]func(i int){}
	for name, leads := range sizes {
		book := openBench(b, s.own(b, s.book(b, leads, s.projects)))
		worked := leadPage(b, book, domain.Query{List: domain.ListWorking}, 0).Rows
		figuresAnew(b, book)
		changes[name] = func(i int) {
			apply(b, book, domain.EditLead{ID: worked[i%len(worked)].ID, Fields: map[domain.LeadField]domain.Untrusted{
				domain.FieldValue: out(fmt.Sprint("EUR ", i+1)),
			}})
			took.time(name, func() { must[domain.Stats](b)(book.Stats(context.Background(), program)) })
		}
	}
	for i := 0; b.Loop(); i++ {
		for name := range sizes {
			changes[name](i)
		}
	}
	took.reportIn(b, "us", "whole", inMicroseconds)
	took.report(b, "x-tenth", "whole", "tenth")
}
