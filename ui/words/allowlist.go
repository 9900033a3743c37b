package words

import "github.com/belay-tui/belay/domain"

// AllowList asks a customer to let the mail of a program's survey through (S4).
func (w *Words) AllowList(s domain.Survey, p *domain.Program) string {
	return w.T("surveys.allowlist_text", "vendor", p.Vendor, "project", s.ProjectName, "email", s.To.Email)
}
