package store

import (
	"context"
	"slices"

	"github.com/belay-tui/belay/domain"
)

// StoriesOf are the stories that tell of projects, by project, the newest first.
// It reads all stories once: there are few.
func (b *Book) StoriesOf(ctx context.Context, projects []domain.ID) (of map[domain.ID][]domain.Story, err error) {
	err = b.view(ctx, "read the stories of projects", func(r *reader) error {
		of, err = r.storiesOf(ctx, projects)
		return err
	})
	return of, err
}

func (r *reader) storiesOf(ctx context.Context, projects []domain.ID) (map[domain.ID][]domain.Story, error) {
	of := map[domain.ID][]domain.Story{}
	if len(projects) == 0 {
		return of, nil
	}
	all := domain.Query{Kind: domain.KindStory, List: domain.ListAll}
	for rec, err := range r.each(ctx, all) {
		if err != nil {
			return nil, err
		}
		if s, ok := rec.(domain.Story); ok && slices.Contains(projects, s.Project) {
			of[s.Project] = append(of[s.Project], s)
		}
	}
	for _, stories := range of {
		slices.SortStableFunc(stories, func(a, b domain.Story) int { return b.CreatedAt.Compare(a.CreatedAt) })
	}
	return of, nil
}
