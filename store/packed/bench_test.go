package packed

import (
	"testing"
	"time"

	"github.com/belay-tui/belay/domain"
)

// importedLead is a lead as an export of another system brings it: a CSV row of
// some 295 bytes.
func importedLead() domain.Lead {
	out := domain.Outside
	return domain.Lead{
		ID: domain.ID{1, 0x9a, 0x12, 0x34, 0x56, 0x78, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}, Program: "registered", Origin: domain.Distributed, Status: domain.LeadWorking,
		PortalID: out("00Q5g000012AbCdEFG"),
		Company: domain.Company{
			Name: out("Global Logistics Systems GmbH"), State: out("California"), Country: out("United States"), Industry: out("Manufacturing"),
			Employees: 4321, Revenue: domain.Money{Mils: 24_680_000_000, Currency: "USD"},
		},
		Contact: domain.Contact{
			Name: out("Michelle Rodriguez"), Title: out("Director of Operations"), Email: out("michelle.rodriguez4711@globallogisticss.example"), Phone: out("+49 123 456 7890"),
		},
		Source: out("Partner Referral"), Description: out("Replacing legacy endpoint security for the Zürich office"),
		OfferedAt: time.Date(2025, 3, 4, 5, 6, 7, 0, time.UTC), AnsweredAt: time.Date(2025, 3, 5, 6, 7, 8, 0, time.UTC),
		Imported: domain.Imported{Print: "0123456789abcdef", Status: out("Working - Contacted")},
	}
}

// fullLead has every field but activities.
func fullLead() domain.Lead {
	out := domain.Outside
	l := importedLead()
	l.Company.Street, l.Company.City, l.Company.PostalCode, l.Company.Website = out("1 Long Street"), out("Springfield"), out("12345"), out("https://logistics.example")
	l.Contact.Mobile, l.Contact.Consent = out("+49 171 456 7890"), domain.NewDate(2025, 3, 4)
	l.Product, l.Value = out("Suite"), domain.Money{Mils: 125_000_000, Currency: "USD"}
	l.Campaign = []domain.Touch{{On: domain.NewDate(2025, 2, 3), Campaign: out("Spring mailing"), What: out("opened it")}}
	l.Qualification = map[string]int{"budget": 2, "authority": 1, "need": 0, "timing": 3}
	l.Registration = domain.Registration{
		Users: 250, Timeframe: out("this year"), Goals: out("Less paper"), Pains: out("Too much paper"), NextSteps: out("A demo"), Close: domain.NewDate(2025, 9, 30),
	}
	l.Due, l.SubmittedAt, l.ClosedAt = l.OfferedAt.Add(48*time.Hour), l.AnsweredAt.Add(time.Hour), l.AnsweredAt.Add(1000*time.Hour)
	l.AnsweredBy, l.Reason, l.Remark = out("Ann One"), "no_budget", out("Next year perhaps")
	l.Next = domain.NextStep{On: domain.NewDate(2025, 4, 1), Text: out("Call again")}
	l.Opportunity, l.PortalOpportunity = domain.ID{1, 2, 3}, out("0065g00001AbCdEFGH")
	return l
}

var benchLeads = []struct {
	name string
	lead domain.Lead
}{{"imported", importedLead()}, {"full", fullLead()}}

func BenchmarkAppend(b *testing.B) {
	for _, bb := range benchLeads {
		var rec domain.Record = bb.lead
		old := pack(b, rec, nil)
		for name, old := range map[string][]byte{"new": nil, "over": old} {
			b.Run(bb.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				var body []byte
				for b.Loop() {
					body, _ = Append(body[:0], rec, old)
				}
				b.ReportMetric(float64(len(body)), "B/lead")
			})
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, bb := range benchLeads {
		body := pack(b, bb.lead, nil)
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(domain.KindLead, body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkID(b *testing.B) {
	body := pack(b, importedLead(), nil)
	for b.Loop() {
		if _, ok := ID(body); !ok {
			b.Fatal("no id")
		}
	}
}
