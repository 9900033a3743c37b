package stories

import (
	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/text"
)

// detail draws a story: where it stands, what it adds to the score, what it
// lacks, and its chapters.
func detail(ctx *pane.Context, r Row, width int) []pane.Block {
	s, w := r.Story, ctx.Words
	blocks := []pane.Block{head(ctx, r, width)}
	for _, c := range []struct {
		name string
		said domain.Untrusted
	}{{"challenge", s.Challenge}, {"solution", s.Solution}, {"results", s.Results}} {
		b := pane.Block{Title: w.T("stories." + c.name)}
		for _, paragraph := range c.said.Lines() {
			b.Lines = append(b.Lines, text.Wrap(text.Show(paragraph), width)...)
		}
		if c.said.IsZero() {
			b.Lines = pane.Styled(ctx.Theme.Muted, w.T("stories.unwritten"), width)
		}
		blocks = append(blocks, b)
	}
	return append(blocks, about(ctx, r, width))
}

func head(ctx *pane.Context, r Row, width int) pane.Block {
	s, w := r.Story, ctx.Words
	b := ctx.Headed(text.Show(s.Title), width)
	style := ctx.Theme.Text
	if at := tone(ctx, s); at != nil {
		style = *at
	}
	b.Lines = append(b.Lines, pane.Styled(style, status(ctx, s.Status)+" "+ctx.Theme.Glyphs.Dot+" "+text.Show(s.Customer), width)...)
	b.Lines = append(b.Lines, text.Wrap(w.T("stories.next_"+string(s.Status)), width)...)
	b.Lines = append(b.Lines, pane.Styled(ctx.Theme.Muted, w.StoryWorth(r.Worth), width)...)
	return b
}

func about(ctx *pane.Context, r Row, width int) pane.Block {
	s, w, p := r.Story, ctx.Words, ctx.ProgramOf(r.Story.Program)
	b := pane.Block{Title: w.T("stories.about")}
	add := func(name, value string) {
		if value != "" {
			b.Lines = append(b.Lines, ctx.Pairs(w.T("stories."+name), value, width)...)
		}
	}
	add("project_of", text.Show(r.Project.Name))
	add("drafted_on", w.Date(p.Day(s.CreatedAt)))
	if !s.SubmittedAt.IsZero() {
		add("submitted_on", w.Date(p.Day(s.SubmittedAt)))
	}
	if !s.PublishedAt.IsZero() {
		add("published_on", w.Date(p.Day(s.PublishedAt)))
	}
	add("program", p.Title)
	return b
}
