package stats

// Tier is the firm's tier, "" before the figures are here.
func (p *Pane) Tier() string {
	if !p.loaded() {
		return ""
	}
	return p.stats.Score.Tier.Title
}
