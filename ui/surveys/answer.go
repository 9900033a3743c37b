package surveys

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/form"
	"github.com/belay-tui/belay/ui/pane"
)

// ratingKey is the key of a question's field; questions count from 1.
func ratingKey(question int) string { return "rating_" + strconv.Itoa(question) }

// answer notes what a customer answered. A key chooses a rating: 1 to 5, or n.
func (p *Pane) answer(r Row) tea.Cmd {
	w, program := p.Ctx.Words, p.Ctx.ProgramOf(r.Survey.Program)
	questions := program.Survey.Questions
	choices := []form.Option{}
	for n := int(domain.MaxRating); n > 0; n-- {
		choices = append(choices, form.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n)})
	}
	choices = append(choices, form.Option{Value: "na", Label: w.T("surveys.na")})
	ratings := make([]form.Field, len(questions))
	for i, q := range questions {
		ratings[i] = form.Field{
			Key: ratingKey(i + 1), Label: w.T("surveys.question", "n", i+1), Hint: domain.Clean(q),
			Kind: form.Choice, Choices: choices, Required: true,
		}
	}
	return pane.Send(pane.Fill{
		ID: "surveys.answer/" + r.Survey.ID.String(), Title: w.T("surveys.answer_title", "project", r.Survey.ProjectName, "customer", r.Survey.Customer),
		Pages: []form.Page{
			{Title: w.T("surveys.page_ratings"), Fields: ratings},
			{Title: w.T("surveys.page_review"), Fields: []form.Field{
				{Key: "review", Label: w.T("surveys.review"), Kind: form.Lines},
				{Key: "publish", Label: w.T("surveys.publish"), Hint: w.T("surveys.publish_hint"), Kind: form.YesNo},
			}},
		},
		Notes: func(v map[string]string) []string { return p.soFar(v, len(questions), program) },
		Submit: func(v map[string]string) (pane.Apply, error) {
			ratings, err := ratingsOf(v, len(questions))
			if err != nil {
				return pane.Apply{}, err
			}
			return pane.Apply{
				Command: domain.RecordAnswer{
					ID: r.Survey.ID, Ratings: ratings, Review: domain.Outside(v["review"]), Publish: v["publish"] == "yes",
				},
				Said: p.recorded(r),
				Then: answered,
			}, nil
		},
	})
}

// ratingsOf reads the ratings of the form; a refusal names the question's field.
func ratingsOf(values map[string]string, questions int) ([]domain.Rating, error) {
	ratings := make([]domain.Rating, questions)
	for i := range ratings {
		key := ratingKey(i + 1)
		one, err := domain.ParseRatings(values[key], 1)
		if err != nil {
			refused := domain.Refused("survey.rating_invalid", "value", domain.Outside(values[key]), "question", i+1)
			refused.Field = key
			return nil, refused
		}
		ratings[i] = one[0]
	}
	return ratings, nil
}

// soFar tells, while ratings are being chosen, how many are there, their mean,
// and whether it lies above the program's threshold: to the point, not rounded.
func (p *Pane) soFar(values map[string]string, questions int, program *domain.Program) []string {
	var typed []string
	for n := range questions {
		if v := values[ratingKey(n+1)]; v != "" {
			typed = append(typed, v)
		}
	}
	w, mean := p.Ctx.Words, domain.Ratio{}
	if ratings, err := domain.ParseRatings(strings.Join(typed, ","), len(typed)); err == nil {
		mean = domain.CSATOf(ratings).Score()
	}
	said := []string{w.T("surveys.so_far", "rated", len(typed), "of", questions, "keys", !p.Ctx.Aloud)}
	if !mean.IsZero() {
		above := mean.Cmp(program.Survey.Threshold) > 0
		said = append(said, w.T("surveys.mean", "mean", w.Ratio2(mean.Num, mean.Den), "above", above, "threshold", w.Threshold(program)))
	}
	return said
}

// recorded tells that the answer is noted; the CSAT and whether the project
// counts follow when it was judged.
func (p *Pane) recorded(r Row) func(domain.Result) string { return p.said("surveys.was_recorded", r) }

func (p *Pane) summary(project domain.Project) string {
	score := project.CSAT.Score()
	return p.Ctx.Words.T("surveys.recorded",
		"project", project.Name, "customer", project.Customer, "csat", p.Ctx.Words.Ratio2(score.Num, score.Den))
}

func projectOf(res domain.Result) (domain.Project, bool) {
	for _, rec := range res.Records {
		if project, ok := rec.(domain.Project); ok {
			return project, true
		}
	}
	return domain.Project{}, false
}

// answeredMsg says that a project's survey was answered, so that it can be told
// whether the project counts now: that depends on all projects of its customer.
type answeredMsg struct{ project domain.Project }

func answered(res domain.Result) tea.Msg {
	if project, ok := projectOf(res); ok {
		return answeredMsg{project}
	}
	return nil
}

// judgedMsg is the standing of a project whose survey was answered.
type judgedMsg struct {
	project  domain.Project
	standing domain.Standing
	err      error
}

// judge asks whether a project counts.
func (p *Pane) judge(m answeredMsg) tea.Cmd {
	book := p.book
	*p.Ctx.Busy++
	return func() tea.Msg {
		standings, err := book.Standings(context.Background(), []domain.Project{m.project})
		if err == nil && len(standings) != 1 {
			err = fmt.Errorf("judge a project: %d standings for one", len(standings))
		}
		if err != nil {
			return judgedMsg{err: err}
		}
		return judgedMsg{project: m.project, standing: standings[0]}
	}
}

// judged tells the CSAT and whether the project counts.
func (p *Pane) judged(m judgedMsg) tea.Cmd {
	*p.Ctx.Busy--
	if m.err != nil {
		return pane.Send(pane.Failed{Err: m.err})
	}
	counts := p.Ctx.Words.Standing(m.standing, m.project, p.Ctx.ProgramOf(m.project.Program))
	return pane.Send(pane.Tell{Text: p.summary(m.project) + " " + counts})
}
