package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

const benchRows = 10_000

// leadsFile makes a file of n leads with the columns of a usual export. Every
// second row has letters that are not ASCII, every third a cell in quotes, and
// every fortieth Japanese names, as the files of such firms have them.
func leadsFile(n int) []byte {
	pick := func(i int, from ...string) string { return from[i%len(from)] }
	var b bytes.Buffer
	b.WriteString("Id,FirstName,LastName,Company,Title,Email,Phone,Country,State,Industry,LeadSource,Status,Rating,AnnualRevenue,NumberOfEmployees,CreatedDate,Description\n")
	for i := range n {
		company := pick(i/3, "Red", "Pacific", "Apex", "Cobalt", "Bäckerei Größe", "National", "Åse") + " " + pick(i/5, "Technologies", "Hotels", "Textiles", "Électrique", "Energy") + " " + pick(i, "S.A.", "Inc.", "GmbH", "LLC")
		first, last := pick(i/2, "Brian", "Michelle", "Łukasz", "Donna", "Søren", "Nancy"), pick(i/7, "Davis", "D'Angelo", "Muñoz", "Park", "Schröder", "Ångström", "Lopez")
		if i%40 == 0 {
			company, first, last = "株式会社東和システム", "美咲", "田中"
		}
		about := "Comparing vendors of rack servers next fiscal year; ref " + fmt.Sprintf("%06x", i*7919)
		if i%3 == 0 {
			about = "\"Wants a demo of \"\"all\"\" appliances with a reseller, on-site; ref " + fmt.Sprintf("%06x", i*7919) + "\""
		}
		fmt.Fprintf(&b, "00Q5g%010dEAI,%s,%s,%s,%s,ann.%d@company%d.example,+%d %03d %03d %04d,%s,%s,%s,%s,%s,%s,%d0000,%d,2021-%02d-%02dT%02d:23:15.000Z,%s\n",
			i, first, last, company, pick(i, "Director of Operations", "CFO", "\"CEO, Founder\"", "Procurement Lead"), i, i%5000, i%90+1, i%900, i%700, i%10000,
			pick(i, "France", "Sweden", "South Korea", "Türkiye"), pick(i, "Kent", "Ohio", "California"), pick(i, "Construction", "Government", "Energy"),
			pick(i, "Partner Referral", "Trade Show", "Web"), pick(i/2, "Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Qualified"), pick(i, "Warm", "", "Hot"),
			i%4000+1, i%20000, i%12+1, i%28+1, i%24, about)
	}
	return b.Bytes()
}

// perRow reports the time of each row.
func perRow(b *testing.B) {
	b.Helper()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchRows, "ns/row")
}

// BenchmarkRecords cuts a file into cells.
func BenchmarkRecords(b *testing.B) {
	in := leadsFile(benchRows)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		rs := newRecords(bytes.NewReader(in), ',', &charset{})
		n := 0
		for ; ; n++ {
			rec, err := rs.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || rec.bad != nil {
				b.Fatal(err, rec.bad)
			}
		}
		if n != benchRows+1 {
			b.Fatalf("%d records", n)
		}
	}
	perRow(b)
}

// benchLeads reads the commands of a file.
func benchLeads(b *testing.B, in []byte, each func(domain.Command)) {
	b.Helper()
	last := uint64(0)
	f, err := Open(domain.KindLead, "bench.csv", bytes.NewReader(in), Options{
		Program: domain.DefaultProgram, Currency: "EUR",
		NewID: func() (id domain.ID) {
			last++
			for i := range 8 {
				id[15-i] = byte(last >> (8 * i))
			}
			return id
		},
	})
	if err != nil {
		b.Fatal(err)
	}
	rows := 0
	for r, err := range f.Rows(b.Context()) {
		if err != nil || r.Err != nil {
			b.Fatal(err, r.Err)
		}
		each(r.Command)
		rows++
	}
	if rows != benchRows {
		b.Fatalf("%d rows", rows)
	}
}

// BenchmarkLeads makes commands of a file.
func BenchmarkLeads(b *testing.B) {
	in := leadsFile(benchRows)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		benchLeads(b, in, func(domain.Command) {})
	}
	perRow(b)
}

// nobody is a book that holds nothing but a program.
type nobody struct{ program *domain.Program }

func (nobody) Record(domain.Ref) (domain.Record, error) { return nil, domain.ErrNotFound }

func (n nobody) Program(string) (*domain.Program, error) { return n.program, nil }

func (nobody) ByPortalID(domain.Kind, string, domain.Untrusted) (domain.ID, bool, error) {
	return domain.ID{}, false, nil
}

func (nobody) Entry(uint64) (domain.Entry, error) { return domain.Entry{}, domain.ErrNotFound }

func (nobody) Duplicates(domain.Identity, time.Time) ([]domain.Duplicate, error) { return nil, nil }

func (nobody) Told(domain.ID) (bool, error) { return false, nil }

func newNobody(b *testing.B) nobody {
	b.Helper()
	p, err := domain.Preset(domain.DefaultProgram)
	if err != nil {
		b.Fatal(err)
	}
	return nobody{p}
}

// benchLoad are the commands of a file, and the leads that become of them.
func benchLoad(b *testing.B, n nobody, now domain.Now) (commands []domain.Command, leads []domain.Record) {
	b.Helper()
	benchLeads(b, leadsFile(benchRows), func(c domain.Command) {
		rs, err := domain.Decide(n, c, now)
		if err != nil || len(rs) != 1 {
			b.Fatal(rs, err)
		}
		commands, leads = append(commands, c), append(leads, rs...)
	})
	return commands, leads
}

// BenchmarkDecide decides what becomes of each row where none is known.
func BenchmarkDecide(b *testing.B) {
	book, now := newNobody(b), domain.Now{At: time.Date(2026, 2, 24, 10, 0, 0, 0, time.UTC)}
	commands, _ := benchLoad(b, book, now)
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		for _, c := range commands {
			if rs, err := domain.Decide(book, c, now); err != nil || len(rs) != 1 {
				b.Fatal(rs, err)
			}
		}
	}
	perRow(b)
}

// BenchmarkDerive computes what a book keeps of each new lead besides itself.
func BenchmarkDerive(b *testing.B) {
	book, now := newNobody(b), domain.Now{At: time.Date(2026, 2, 24, 10, 0, 0, 0, time.UTC)}
	_, leads := benchLoad(b, book, now)
	var line []byte
	for name, derive := range map[string]func(domain.Record){
		"Nothing":     func(r domain.Record) { _ = r.(domain.Lead) },
		"Qualify":     func(r domain.Record) { book.program.Qualify(r.(domain.Lead)) },
		"Disclose":    func(r domain.Record) { r.(domain.Lead).Disclose(book.program) },
		"IdentityOf":  func(r domain.Record) { domain.IdentityOf(r, book.program) },
		"CustomerKey": func(r domain.Record) { domain.CustomerKey(r.(domain.Lead).Company.Name) },
		"Fold":        func(r domain.Record) { domain.Fold(r.(domain.Lead).Company.Name.Raw()) },
		"Searchable": func(r domain.Record) {
			l := r.(domain.Lead)
			line = domain.AppendSearchable(line[:0], l.Company.Name, l.Company.City, l.Company.Country, l.Company.Industry, l.Company.Website, l.Contact.Name,
				l.Contact.Title, l.Contact.Email, l.Contact.Phone, l.Contact.Mobile, l.Product, l.Source, l.Description, l.PortalID, l.Next.Text)
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, r := range leads {
					derive(r)
				}
			}
			perRow(b)
		})
	}
}
