package demo

import (
	"fmt"
	"strings"

	"github.com/belay-tui/belay/domain"
)

// people are those of the firm who work with the book.
var people = outside("Jonas Weber", "Claire Dubois", "Åse Nordahl", "田中 美咲", "Priya Raman")

// programOffice hands out leads and decides; it is nobody of the firm.
var programOffice = domain.Outside("Program office")

func outside(texts ...string) []domain.Untrusted {
	all := make([]domain.Untrusted, len(texts))
	for i, t := range texts {
		all[i] = domain.Outside(t)
	}
	return all
}

// name is a name and how it is spelled in an address.
type name struct{ text, ascii string }

// place is a city with its postal code.
type place struct{ city, postal string }

// country holds what companies and people of one country are called.
type country struct {
	name, currency, dial string
	places               []place
	stems, given, family []name
	// company and person are the orders in which names are written.
	company []string
	trades  []name
	person  string
}

var countries = []country{
	{
		"United States", "USD", "+1 312 555", []place{{"Chicago", "60601"}, {"Austin", "78701"}, {"Portland", "97204"}, {"Boston", "02110"}},
		[]name{{"Harbor", "harbor"}, {"Redwood", "redwood"}, {"Lakeside", "lakeside"}, {"Summerfield", "summerfield"}, {"O'Malley", "omalley"}, {"Granite", "granite"}},
		[]name{{"Emily", "emily"}, {"Marcus", "marcus"}, {"Dana", "dana"}, {"Luis", "luis"}},
		[]name{{"Carter", "carter"}, {"Nguyen", "nguyen"}, {"Rodríguez", "rodriguez"}, {"Brooks", "brooks"}},
		[]string{"%s %s Inc.", "%s %s LLC", "%s %s Corp."},
		[]name{{"Foods", "foods"}, {"Medical", "medical"}, {"Freight", "freight"}, {"Insurance", "insurance"}, {"Software", "software"}}, "%[1]s %[2]s",
	},
	{
		"Germany", "EUR", "+49 89 555", []place{{"München", "80331"}, {"Köln", "50667"}, {"Lübeck", "23552"}, {"Dresden", "01067"}},
		[]name{{"Müller", "mueller"}, {"Brandt", "brandt"}, {"Weiß", "weiss"}, {"Hölderlin", "hoelderlin"}, {"Nordsee", "nordsee"}, {"Schäfer", "schaefer"}},
		[]name{{"Jürgen", "juergen"}, {"Anke", "anke"}, {"Björn", "bjoern"}, {"Sabine", "sabine"}},
		[]name{{"Krüger", "krueger"}, {"Voß", "voss"}, {"Lehmann", "lehmann"}, {"Böhm", "boehm"}},
		[]string{"%s %s GmbH", "%s %s AG", "%s %s GmbH & Co. KG"},
		[]name{{"Maschinenbau", "maschinenbau"}, {"Logistik", "logistik"}, {"Versicherung", "versicherung"}, {"Medizintechnik", "medizintechnik"}, {"Energie", "energie"}}, "%[1]s %[2]s",
	},
	{
		"France", "EUR", "+33 1 55 55", []place{{"Paris", "75009"}, {"Lyon", "69002"}, {"Orléans", "45000"}, {"Nîmes", "30000"}},
		[]name{{"Lefèvre", "lefevre"}, {"Crédit Provençal", "credit-provencal"}, {"Beauséjour", "beausejour"}, {"Garçon", "garcon"}, {"Vallée", "vallee"}, {"Étoile", "etoile"}},
		[]name{{"Chloé", "chloe"}, {"François", "francois"}, {"Zoë", "zoe"}, {"Gaël", "gael"}},
		[]name{{"Bérard", "berard"}, {"Moreau", "moreau"}, {"Lacroix", "lacroix"}, {"Noël", "noel"}},
		[]string{"%s %s SAS", "%s %s SA", "%s %s"},
		[]name{{"Assurances", "assurances"}, {"Logistique", "logistique"}, {"Santé", "sante"}, {"Énergies", "energies"}, {"Conseil", "conseil"}}, "%[1]s %[2]s",
	},
	{
		"United Kingdom", "GBP", "+44 20 7946", []place{{"London", "EC2A 4NE"}, {"Leeds", "LS1 4AP"}, {"Bristol", "BS1 4DJ"}, {"Edinburgh", "EH1 1YZ"}},
		[]name{{"Ashcombe", "ashcombe"}, {"Thornbury", "thornbury"}, {"Kingsway", "kingsway"}, {"Fairweather", "fairweather"}, {"Penrose", "penrose"}, {"Llewellyn", "llewellyn"}},
		[]name{{"Harriet", "harriet"}, {"Oliver", "oliver"}, {"Siân", "sian"}, {"Imran", "imran"}},
		[]name{{"Whitfield", "whitfield"}, {"Patel", "patel"}, {"Okafor", "okafor"}, {"Blackwood", "blackwood"}},
		[]string{"%s %s Ltd", "%s %s plc", "%s & Sons %s"},
		[]name{{"Retail", "retail"}, {"Shipping", "shipping"}, {"Pensions", "pensions"}, {"Brewing", "brewing"}, {"Housing", "housing"}}, "%[1]s %[2]s",
	},
	{
		"Poland", "EUR", "+48 42 555", []place{{"Łódź", "90-001"}, {"Kraków", "31-042"}, {"Gdańsk", "80-831"}, {"Poznań", "61-772"}},
		[]name{{"Łódzkie", "lodzkie"}, {"Wiśniewski", "wisniewski"}, {"Żuraw", "zuraw"}, {"Bałtyk", "baltyk"}, {"Śląskie", "slaskie"}, {"Mazowsze", "mazowsze"}},
		[]name{{"Łukasz", "lukasz"}, {"Małgorzata", "malgorzata"}, {"Paweł", "pawel"}, {"Zofia", "zofia"}},
		[]name{{"Dąbrowska", "dabrowska"}, {"Wójcik", "wojcik"}, {"Kamiński", "kaminski"}, {"Źródło", "zrodlo"}},
		[]string{"%s %s sp. z o.o.", "%s %s SA"},
		[]name{{"Zakłady Optyczne", "optyczne"}, {"Transport", "transport"}, {"Meble", "meble"}, {"Ubezpieczenia", "ubezpieczenia"}, {"Stal", "stal"}}, "%[1]s %[2]s",
	},
	{
		"Norway", "EUR", "+47 22 55", []place{{"Tromsø", "9008"}, {"Bergen", "5003"}, {"Ålesund", "6002"}, {"Oslo", "0150"}},
		[]name{{"Fjordlys", "fjordlys"}, {"Ødegård", "odegard"}, {"Nordlys", "nordlys"}, {"Bjørnstad", "bjornstad"}, {"Havbris", "havbris"}, {"Ås", "as"}},
		[]name{{"Åse", "ase"}, {"Sverre", "sverre"}, {"Bjørg", "bjorg"}, {"Håkon", "hakon"}},
		[]name{{"Sørensen", "sorensen"}, {"Bakke", "bakke"}, {"Næss", "naess"}, {"Lie", "lie"}},
		[]string{"%s %s AS", "%s %s ASA"},
		[]name{{"Sjømat", "sjomat"}, {"Rederi", "rederi"}, {"Kraft", "kraft"}, {"Bygg", "bygg"}, {"Helse", "helse"}}, "%[1]s %[2]s",
	},
	{
		"Japan", "JPY", "+81 3 5555", []place{{"東京都千代田区", "100-0005"}, {"大阪市北区", "530-0001"}, {"札幌市中央区", "060-0001"}, {"横浜市西区", "220-0011"}},
		[]name{{"東和", "towa"}, {"北斗", "hokuto"}, {"さくら", "sakura"}, {"アオバ", "aoba"}, {"富士見", "fujimi"}, {"ミライ", "mirai"}},
		[]name{{"健太", "kenta"}, {"陽子", "yoko"}, {"さおり", "saori"}, {"大輔", "daisuke"}},
		[]name{{"佐藤", "sato"}, {"渡辺", "watanabe"}, {"髙橋", "takahashi"}, {"小林", "kobayashi"}},
		[]string{"株式会社%s%s", "%s%s株式会社", "%s%sグループ"},
		[]name{{"物流", "butsuryu"}, {"製薬", "seiyaku"}, {"電機", "denki"}, {"食品", "shokuhin"}, {"ﾒﾃﾞｨｶﾙ", "medical"}}, "%[2]s %[1]s",
	},
}

// organization is a company with what is needed to make up its people.
type organization struct {
	domain.Company
	of   country
	host string
}

// organization makes up the company of the n-th record: one country after the
// other, so that every script is near the top of every list.
func (l *life) organization(n int) organization {
	c := countries[n%len(countries)]
	stem, trade, at := pick(l, c.stems), pick(l, c.trades), pick(l, c.places)
	return organization{domain.Company{
		Name:       domain.Outside(fmt.Sprintf(pick(l, c.company), stem.text, trade.text)),
		City:       domain.Outside(at.city),
		PostalCode: domain.Outside(at.postal),
		Country:    domain.Outside(c.name),
		Industry:   l.text(industries),
		Website:    domain.Outside("https://www." + stem.ascii + "-" + trade.ascii + ".example"),
		Employees:  (1 + l.rng.IntN(9)) * []int{10, 100, 1000}[l.rng.IntN(3)],
	}, c, stem.ascii + "-" + trade.ascii + ".example"}
}

// contact makes up somebody at the company.
func (l *life) contact(o organization) domain.Contact {
	given, family := pick(l, o.of.given), pick(l, o.of.family)
	return domain.Contact{
		Name:  domain.Outside(fmt.Sprintf(o.of.person, given.text, family.text)),
		Title: l.text(titles),
		Email: domain.Outside(given.ascii + "." + family.ascii + "@" + o.host),
		Phone: domain.Outside(fmt.Sprintf("%s %04d", o.of.dial, l.rng.IntN(10_000))),
	}
}

// two makes up two people at the company with different addresses who agreed on a day.
func (l *life) two(o organization, agreed domain.Date) []domain.Contact {
	a, b := l.contact(o), l.contact(o)
	if a.Email == b.Email {
		b.Email = domain.Outside("office@" + o.host)
	}
	a.Consent, b.Consent = agreed, agreed
	return []domain.Contact{a, b}
}

// amount is about so many dollars in the company's currency, in round figures.
func (o organization) amount(dollars int) domain.Money {
	switch o.of.currency {
	case "JPY":
		return domain.Money{Mils: domain.Count(dollars * 150 / 10_000 * 10_000), Currency: "JPY"}
	default:
		return domain.Money{Mils: domain.Count(dollars / 100 * 100), Currency: o.of.currency}
	}
}

// typed is an amount as somebody would type it.
func typed(m domain.Money) domain.Untrusted {
	return domain.Outside(strings.TrimSpace(m.Amount() + " " + m.Currency))
}
