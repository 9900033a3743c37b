package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store/exchange"
)

// chance is a number that always is the same for a row and what is chosen for it.
func chance(row int, what uint64) int {
	x := uint64(row)*0x9E3779B97F4A7C15 + what*0xD1B54A32D192ED03
	x = (x ^ x>>32) * 0xD6E8FEB86659FD93
	x = (x ^ x>>32) * 0xD6E8FEB86659FD93
	return int((x ^ x>>32) >> 1)
}

func pick(row int, what uint64, from []string) string { return from[chance(row, what)%len(from)] }

var (
	benchFirst = []string{"Anna", "Bruno", "Chloé", "Dagmar", "Émile", "Fatou", "Gül", "Hana", "Ivar", "Jürgen", "Kasia", "Łucja", "Marta", "Nuno", "Øystein", "Petra", "Renée", "Siân", "Tomáš", "Ulla"}
	benchLast  = []string{"Abadie", "Björklund", "Castaño", "Delacroix", "Eriksen", "Fürst", "Gómez", "Huber", "Ionescu", "Jankowski", "Kovács", "Lindqvist", "Moreau", "Núñez", "O'Leary", "Pérez", "Rossi", "Štěpánek", "Toft", "Weiß"}
	benchFirm  = []string{"Aurora", "Basalt", "Cirrus", "Delta", "Éclair", "Fjord", "Glacier", "Harbor", "Île-de-Nacre", "Juniper", "Kestrel", "Lumen", "Meridian", "Nimbus", "Orion", "Prisma", "Quarry", "Ridge", "Söder", "Tundra"}
	benchTrade = []string{"Shipping", "Foods", "Optics", "Ceramics", "Bâtiment", "Möbel", "Pharma", "Robotics", "Textiles", "Power", "Instruments", "Paper", "Cement", "Dairy", "Rail"}
	benchForm  = []string{"GmbH", "S.A.", "Inc.", "Ltd", "AB", "Oy", "SAS", "Kft."}
	benchKanji = []string{"株式会社東海精機", "大和食品株式会社", "北海道電力サービス", "有限会社みどり商店", "日本橋システム開発"}
	benchName  = []string{"佐藤,健", "鈴木,花子", "高橋,誠", "田中,由美", "渡辺,大輔"}
	benchTitle = []string{"Head of Purchasing", "Chief Technology Officer", "Operations Manager", "\"Owner, CEO\"", "Plant Engineer", "Directrice des achats", "情報システム部長"}
	benchLand  = []string{"Germany", "France", "Sweden", "Japan", "Côte d'Ivoire", "Hungary", "Portugal", "United Kingdom"}
	benchState = []string{"Bavaria", "Île-de-France", "Skåne", "Hokkaido", "Abidjan", "Győr", "Algarve", "Wales"}
	benchField = []string{"Manufacturing", "Retail", "Energy", "Public Sector", "Health Care", "Transport"}
	benchFrom  = []string{"Partner Referral", "Trade Show", "Web Form", "Webinar", "Phone Inquiry"}
	benchWord  = []string{"Open - Not Contacted", "Working - Contacted", "Qualified", "Closed - Converted", "Closed - Not Converted"}
	benchHeat  = []string{"Hot", "Warm", "Cold", ""}
	benchWants = []string{"Asks for a quote on", "Would like to see", "Compares offers for", "Replaces an old", "Has a budget for"}
	benchThing = []string{"inventory scanner", "service desk", "order portal", "field app", "data warehouse", "在庫管理システム"}
	benchWhen  = []string{"before the end of the year", "once the audit is done", "for four plants in two countries", "together with a reseller", "as soon as the contract of the other one ends"}
)

// benchHeader are the columns of a portal's export of leads.
const benchHeader = "Id,FirstName,LastName,Company,Title,Email,Phone,Country,State,Industry,LeadSource,Status,Rating,AnnualRevenue,NumberOfEmployees,CreatedDate,Description\n"

// writeLeads writes leads as a portal exports them: 17 columns, about 295 bytes.
// Every third name has letters that are not ASCII, every twentieth is Japanese,
// and about one row in 5,000 speaks of "zephyrine" or of "量子計算".
func writeLeads(w *bufio.Writer, n int, mixed bool) {
	fmt.Fprint(w, benchHeader)
	order := func(i int) int { return i }
	if mixed {
		rows := rand.New(rand.NewPCG(1, 2)).Perm(n)
		order = func(i int) int { return rows[i] }
	}
	for i := range n {
		writeLead(w, order(i))
	}
}

func writeLead(w *bufio.Writer, i int) {
	person := pick(i, 1, benchFirst) + "," + pick(i, 2, benchLast)
	company := pick(i, 3, benchFirm) + " " + pick(i, 4, benchTrade) + " " + pick(i, 5, benchForm)
	if chance(i, 6)%20 == 0 {
		company, person = pick(i, 7, benchKanji), pick(i, 8, benchName)
	}
	wants := pick(i, 9, benchWants) + " the " + pick(i, 10, benchThing)
	switch chance(i, 11) % 10_000 {
	case 0, 1:
		wants += " zephyrine"
	case 2, 3:
		wants += " 量子計算"
	}
	made := time.Date(2021, 1, 4, 8, 0, 0, 0, time.UTC).Add(time.Duration(chance(i, 12)%160_000_000) * time.Second)
	fmt.Fprintf(w, "00Q7h00%08dAA%d,%s,%s,%s,%s.%d@%s.example,+%d %d %07d,%s,%s,%s,%s,%s,%s,%d000,%d,%s,\"%s, \"\"%s\"\", %s; file %06x\"\n",
		i*17+chance(i, 13)%17, i%10, person, company, pick(i, 14, benchTitle), "office", i, "mail-"+fmt.Sprint(chance(i, 15)%90_000),
		chance(i, 16)%89+10, chance(i, 17)%900+100, chance(i, 18)%10_000_000, pick(i, 19, benchLand), pick(i, 20, benchState), pick(i, 21, benchField),
		pick(i, 22, benchFrom), pick(i, 23, benchWord), pick(i, 24, benchHeat), chance(i, 25)%90_000, chance(i, 26)%9_000+1,
		made.Format("2006-01-02T15:04:05.000Z"), wants, pick(i, 27, benchThing), pick(i, 28, benchWhen), chance(i, 29)%(1<<24))
}

// importFile imports a file of leads as the command line does.
func importFile(book *Book, path string) (rows int, err error) {
	in, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer in.Close() //nolint:errcheck // it is only read
	n := 0
	file, err := exchange.Open(domain.KindLead, "leads.csv", in, exchange.Options{Program: program, Currency: "EUR", NewID: func() domain.ID { n++; return id(n) }})
	if err != nil {
		return 0, err
	}
	var bad error
	_, err = book.Import(context.Background(), leadsFile, func(yield func(domain.Command) bool) {
		for row, err := range file.Rows(context.Background()) {
			if err != nil {
				bad = err
				return
			}
			if row.Err != nil {
				bad = row.Err
				return
			}
			if !yield(row.Command) {
				return
			}
		}
	}, func(r Row) error {
		rows = r.N
		return r.Err
	})
	if bad != nil {
		return rows, bad
	}
	return rows, err
}
