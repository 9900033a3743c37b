package domain

import (
	"slices"
	"strings"
)

// SetFirmDomains says which e-mail domains are the firm's own, in place of
// those said before. A lead whose contact has an address there is refused.
type SetFirmDomains struct {
	Domains []Untrusted `json:"domains"`
}

// Name is the command's name in the journal.
func (SetFirmDomains) Name() string { return "firm.set_domains" }

// Subject names the firm.
func (SetFirmDomains) Subject() Ref { return Ref{KindFirm, FirmID} }

func (c SetFirmDomains) decide(v View, _ Now) ([]Record, error) {
	firm, err := firmOf(v)
	if err != nil {
		return nil, err
	}
	if firm.Name.IsZero() {
		return nil, Refused("firm.no_name").on("name")
	}
	var domains []string
	for _, said := range c.Domains {
		if said.IsZero() {
			continue
		}
		d := MailDomain(Outside("a@" + strings.TrimPrefix(said.Raw(), "@")))
		if d == "" || isPublicMail(d) {
			return nil, Refused("firm.domain_invalid", "value", said).on("domain")
		}
		if !slices.Contains(domains, d) {
			domains = append(domains, d)
		}
	}
	if slices.Equal(domains, firm.Domains) {
		return nil, nil
	}
	firm.Domains = domains
	return []Record{firm}, nil
}

// Owns reports whether an e-mail domain, as [MailDomain] returns it, is one of
// the firm's or lies below one.
func (f Firm) Owns(domain string) bool {
	return slices.ContainsFunc(f.Domains, func(d string) bool { return domain == d || strings.HasSuffix(domain, "."+d) })
}

// isIn is the field that shows that the lead is the firm itself, "" where none
// does.
func (f Firm) isIn(l Lead) LeadField {
	switch {
	case !f.Name.IsZero() && CustomerKey(f.Name) == CustomerKey(l.Company.Name):
		return FieldCompany
	case f.Owns(MailDomain(l.Contact.Email)):
		return FieldEmail
	}
	return ""
}
