package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/belay-tui/belay/domain"
)

// read opens a file and tells what its rows, columns and notes are, in a line each.
func read(t *testing.T, kind domain.Kind, name string, text string, o Options) (rows, columns, notes []string) {
	t.Helper()
	f, err := Open(kind, name, strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, fmt.Sprintf("%d: %s", r.Row, show(r)))
	}
	for _, c := range f.Columns() {
		columns = append(columns, c.Header.Raw()+"="+c.Field)
	}
	for _, n := range f.Notes() {
		notes = append(notes, fmt.Sprint(n.Code, n.Args))
	}
	return rows, columns, notes
}

func show(r Row) string {
	switch c := r.Command.(type) {
	case domain.ImportLead:
		return strings.TrimRight(fmt.Sprintf("%s, %s, %s, %s", c.Company.Name, c.Contact.Name, c.Status, c.Contact.Email), ", ")
	case domain.ImportOpportunity:
		return fmt.Sprintf("%s, %s, %s, %s", c.Title, c.Stage, c.Amount, c.CloseDate)
	}
	return fmt.Sprintf("%s %s=%s", r.Err.Code(), r.Err.Column, r.Err.Value)
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFiles(t *testing.T) {
	for _, tt := range []struct {
		file    string
		kind    domain.Kind
		rows    []string
		columns string
		notes   []string
	}{
		{
			"leads.csv", domain.KindLead,
			[]string{
				"2: Summit Works, Ada Byrne, Open - Not Contacted, ada@summit.example",
				"3: Côte & Fils, Luc Côte, Working - Contacted, luc@cote.example",
				"4: import.field_count =",
				"5: import.no_day Created Date=02/30/26",
				"6: import.letter Number Of Employees=1l0",
				"8: Ridge Labs, Mo Tan, Closed - Converted",
			},
			"Id=portal_id IsDeleted=deleted Last Name=last_name First Name=first_name Name=contact Company=company Email=email Lead Status=status Created Date=created_at Number Of Employees=employees IsConverted=converted Fax=",
			[]string{"import.deleted_rows[n 1]"},
		},
		{
			"leads_dynamics.csv", domain.KindLead,
			[]string{"2: Hafen AG, Uwe Groß, New, uwe@hafen.example"},
			"(Do Not Modify) Lead=portal_id (Do Not Modify) Row Checksum= (Do Not Modify) Modified On=modified_at Leads_Topic= Leads_First Name=first_name Leads_Last Name=last_name Leads_Company Name=company Leads_Email Address=email Leads_Status Reason=status Leads_Est. Value=value",
			[]string{"import.assumed_separator[separator ;]", "import.assumed_day_first[column (Do Not Modify) Modified On example 03/04/2026 09:30]"},
		},
		{
			"leads_ja.csv", domain.KindLead,
			[]string{"2: 株式会社やま, 山田 太郎, 新規, taro@yama.example"},
			"リード ID=portal_id 会社名=company 姓=last_name 名=first_name メール=email リードの状況=status 作成日=created_at 従業員数=employees",
			nil,
		},
		{
			"deals_hubspot.csv", domain.KindOpportunity,
			[]string{
				"2: Portal rollout, qualifiedtobuy, 125000.00 USD, 2026-03-15",
				"3: Data migration, Closed Won, 4200.50 USD, 2026-03-12",
				"4: import.no_amount Amount=about 5",
			},
			"Record ID=portal_id Deal Name=name Deal Stage=stage Amount=amount Close Date=close_date Deal owner= Associated Company=customer Deal Probability=probability Create Date=created_at",
			nil,
		},
		{
			"report.csv", domain.KindOpportunity,
			[]string{"2: Kiln, Prospecting, 10.00 EUR, 2026-12-31"},
			"Opportunity Name=name Stage=stage Amount=amount Close Date=close_date",
			[]string{"import.footer[n 3]"},
		},
	} {
		t.Run(tt.file, func(t *testing.T) {
			rows, columns, notes := read(t, tt.kind, tt.file, fixture(t, tt.file), Options{Currency: "EUR"})
			if tt.file == "deals_hubspot.csv" {
				rows, columns, notes = read(t, tt.kind, tt.file, fixture(t, tt.file), Options{Currency: "USD"})
			}
			if !slices.Equal(rows, tt.rows) {
				t.Errorf("rows\n%s", strings.Join(rows, "\n"))
			}
			if got := strings.Join(columns, " "); got != tt.columns {
				t.Errorf("columns\n%s", got)
			}
			if !slices.Equal(notes, tt.notes) {
				t.Errorf("notes %q", notes)
			}
		})
	}
}

func TestRefusedFiles(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		kind     domain.Kind
		want     domain.Code
	}{
		{"prose", "Copyright (c) 2015\nAll rights reserved.\n", domain.KindLead, "import.no_columns"},
		{"no company", "Last Name,Email\na,b\n", domain.KindLead, "import.no_columns"},
		{"opportunities", "Name,StageName,Amount\na,b,1\n", domain.KindLead, "import.other_kind"},
		{"leads", "Company,LastName\na,b\n", domain.KindOpportunity, "import.other_kind"},
		{"JSON", "\n{\"records\":[]}", domain.KindLead, "import.json"},
		{"too many columns", strings.Repeat("a,", maxFields) + "Company\n", domain.KindLead, "import.bad_header"},
		{"unclosed header", "Company,\"LastName\na,b\n", domain.KindLead, "import.bad_header"},
		{"nothing but a declaration", "sep=;\n\n", domain.KindLead, "import.empty"},
	} {
		_, err := Open(tt.kind, "f.csv", strings.NewReader(tt.in), Options{})
		var e *domain.RuleError
		if !errors.As(err, &e) || e.Code != tt.want || e.Args["file"] != domain.Outside("f.csv") {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
	boom := errors.New("boom")
	if _, err := Open(domain.KindLead, "f.csv", iotest.ErrReader(boom), Options{}); !errors.Is(err, boom) {
		t.Errorf("got %v, want the reader's error", err)
	}
	if _, err := Open(domain.KindStory, "f.csv", strings.NewReader("a,b"), Options{}); err == nil {
		t.Error("stories were read")
	}
}

func TestRowErrorSaysWhere(t *testing.T) {
	in := "Company,Last Name,Annual Revenue\n\"a\nb\",c,1\nd,e,1O" + strings.Repeat("0", 100) + "\n"
	f, err := Open(domain.KindLead, "f.csv", strings.NewReader(in), Options{Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	var last *RowError
	for r, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		last = r.Err
	}
	if last == nil || last.Row != 3 || last.Line != 4 || last.Column.Raw() != "Annual Revenue" || len([]rune(last.Value.Raw())) != valueQuoted {
		t.Fatalf("got %+v", last)
	}
	var rule *domain.RuleError
	if !errors.As(last, &rule) || rule.Field != fieldRevenue {
		t.Fatalf("got %v", rule)
	}
	if got := slices.Sorted(maps.Keys(rule.Args)); !slices.Equal(got, []string{"column", "file", "letter", "line", "row", "value"}) {
		t.Errorf("args %v", got)
	}
}

func TestWholeLead(t *testing.T) {
	in := "Id,Company,First Name,Last Name,Title,Email,Phone,MobilePhone,Website,Street,City,State,PostalCode,Country,Industry,NumberOfEmployees,AnnualRevenue,LeadSource,Status,Product Interest,Campaign Name,Description,CreatedDate,LastModifiedDate,Due Date,IsConverted,ConvertedOpportunityId,Value,CurrencyIsoCode\n" +
		"00Q1,Acme,Ann,Öz,CTO,a@acme.example,+1 2,+3 4,acme.example,1 St,Town,TS,0123,Land,Metal,\"1,200\",5000000,Web,Open,Kit,Spring,\"two\nlines\u3000\",2026-02-24T10:00:00.000+0100,2026-02-25,2026-03-01 08:00,TRUE,0061,40 k,GBP\n"
	id := domain.ID{1}
	f, err := Open(domain.KindLead, "f.csv", strings.NewReader(in), Options{
		Program: "p", Currency: "EUR", Zone: time.FixedZone("", 3600), NewID: func() domain.ID { return id },
	})
	if err != nil {
		t.Fatal(err)
	}
	yes, u := true, domain.Outside
	want := domain.ImportLead{
		ID: id, Program: "p", PortalID: u("00Q1"), Status: u("Open"), Converted: &yes, PortalOpportunity: u("0061"),
		Company: domain.Company{Name: u("Acme"), Street: u("1 St"), City: u("Town"), State: u("TS"), PostalCode: u("0123"), Country: u("Land"), Industry: u("Metal"), Website: u("acme.example"), Employees: 1200, Revenue: domain.Money{Mils: domain.Count(5_000_000), Currency: "GBP"}},
		Contact: domain.Contact{Name: u("Ann Öz"), Title: u("CTO"), Email: u("a@acme.example"), Phone: u("+1 2"), Mobile: u("+3 4")},
		Product: u("Kit"), Value: domain.Money{Mils: domain.Count(40_000), Currency: "GBP"}, Source: u("Web"), Description: u("two\nlines"),
		Campaign:  []domain.Touch{{Campaign: u("Spring")}},
		CreatedAt: time.Date(2026, 2, 24, 9, 0, 0, 0, time.UTC), ModifiedAt: time.Date(2026, 2, 24, 23, 0, 0, 0, time.UTC), Due: time.Date(2026, 3, 1, 7, 0, 0, 0, time.UTC),
	}
	for r, err := range f.Rows(t.Context()) {
		if err != nil || r.Err != nil {
			t.Fatal(err, r.Err)
		}
		got, gotErr := encodeCommand(r.Command)
		wanted, wantErr := encodeCommand(want)
		if got != wanted || gotErr != nil || wantErr != nil {
			t.Errorf("got  %s\nwant %s", got, wanted)
		}
	}
}

func encodeCommand(c domain.Command) (string, error) {
	_, args, err := domain.EncodeCommand(c)
	return string(args), err
}

// The order of a date's parts is decided by the column, then by the file, then
// by the separator; what contradicts it is an error.
func TestDateOrders(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		o        Options
		want     []string
		notes    int
	}{
		{"month by the column", "Name,Stage,Close Date\na,b,02/03/24\nc,d,12/25/24\n", Options{}, []string{"2024-02-03", "2024-12-25"}, 0},
		{"day by the column", "Name,Stage,Close Date\na,b,02/03/24\nc,d,25/12/24\n", Options{}, []string{"2024-03-02", "2024-12-25"}, 0},
		{"day by another column", "Name,Stage,Close Date,Created Date\na,b,02/03/24,25/12/23\n", Options{}, []string{"2024-03-02"}, 1},
		{"month by default", "Name,Stage,Close Date\na,b,02/03/24\n", Options{}, []string{"2024-02-03"}, 1},
		{"day by separator", "Name;Stage;Close Date\na;b;02/03/24\n", Options{}, []string{"2024-03-02"}, 2},
		{"as told", "Name,Stage,Close Date\na,b,02/03/24\n", Options{Dates: DayFirst}, []string{"2024-03-02"}, 0},
		{"most win", "Name,Stage,Close Date\na,b,25/12/24\nc,d,26/12/24\ne,f,12/25/24\n", Options{}, []string{"2024-12-25", "2024-12-26", "import.no_month"}, 0},
	} {
		f, err := Open(domain.KindOpportunity, "f.csv", strings.NewReader(tt.in), tt.o)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for r, err := range f.Rows(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Err != nil {
				got = append(got, string(r.Err.Code()))
			} else {
				got = append(got, r.Command.(domain.ImportOpportunity).CloseDate.String())
			}
		}
		if !slices.Equal(got, tt.want) || len(f.Notes()) != tt.notes {
			t.Errorf("%s: got %v, notes %v", tt.name, got, f.Notes())
		}
	}
}

func TestShares(t *testing.T) {
	for in, want := range map[string]int{"0.4": 40, "1": 100, "0": 0} {
		f, err := Open(domain.KindOpportunity, "f.csv", strings.NewReader("Name,Stage,Probability\na,b,0.2\nc,d,"+in+"\n"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for r, err := range f.Rows(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if p := r.Command.(domain.ImportOpportunity).Probability; r.Row == 3 && *p != want {
				t.Errorf("%s: got %d", in, *p)
			}
		}
	}
}

// A row that names no currency has that of the file, whatever the rows before it
// named; nor has it anything else of theirs.
func TestRowsAreReadOneByOne(t *testing.T) {
	in := "Name,Stage,Amount,CurrencyIsoCode,Won,Next Step\na,b,1,gbp,yes,call\nc,d,2,,,\ne,f,3, usd ,,\n"
	f, err := Open(domain.KindOpportunity, "f.csv", strings.NewReader(in), Options{Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for r, err := range f.Rows(t.Context()) {
		if err != nil || r.Err != nil {
			t.Fatal(err, r.Err)
		}
		c := r.Command.(domain.ImportOpportunity)
		got = append(got, fmt.Sprint(c.Amount, c.Won != nil, c.Next))
	}
	if want := []string{"1.00 GBP true call", "2.00 EUR false ", "3.00 USD false "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSeparators(t *testing.T) {
	table := "Company,Last Name,Email\nAcme,Ann,a@b.example\nBolt,Bo,b@c.example\n"
	for _, sep := range separators {
		rows, _, _ := read(t, domain.KindLead, "f.csv", strings.ReplaceAll(table, ",", string(sep)), Options{})
		if len(rows) != 2 || rows[1] != "3: Bolt, Bo, , b@c.example" {
			t.Errorf("%q: %q", sep, rows)
		}
	}
	rows, _, notes := read(t, domain.KindLead, "f.csv", "sep=^\r\n"+strings.ReplaceAll(table, ",", "^"), Options{})
	if len(rows) != 2 || len(notes) != 0 {
		t.Errorf("declared: %q, %q", rows, notes)
	}
}

// What a better header says wins, wherever it stands.
func TestHeaderRanks(t *testing.T) {
	_, columns, _ := read(t, domain.KindLead, "f.csv", "Account Name,COMPANY,\"Telephone\",Business_Phone,last__name\na,b,c,d,e\n", Options{})
	if got := strings.Join(columns, " "); got != "Account Name= COMPANY=company Telephone= Business_Phone=phone last__name=last_name" {
		t.Error(got)
	}
}

func TestSameFileSameCommands(t *testing.T) {
	in := fixture(t, "leads.csv")
	a, _, _ := read(t, domain.KindLead, "leads.csv", in, Options{})
	f, err := Open(domain.KindLead, "leads.csv", iotest.OneByteReader(bytes.NewReader([]byte(in))), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b []string
	for r, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		b = append(b, fmt.Sprintf("%d: %s", r.Row, show(r)))
	}
	if !slices.Equal(a, b) {
		t.Errorf("byte by byte:\n%q\n%q", a, b)
	}
}
