package store

import (
	"context"

	"github.com/belay-tui/belay/domain"
)

// Standings says of each project whether it counts, among all of its customer.
func (b *Book) Standings(ctx context.Context, projects []domain.Project) (all []domain.Standing, err error) {
	err = b.view(ctx, "judge projects", func(r *reader) error {
		all = make([]domain.Standing, len(projects))
		type of struct{ program, customer string }
		known := map[of][]domain.Project{}
		for i, project := range projects {
			p, err := r.program(project.Program)
			if err != nil {
				return err
			}
			key := of{project.Program, domain.CustomerKey(project.Customer)}
			theirs, ok := known[key]
			if !ok {
				if theirs, err = r.projectsOf(project.Program, project.Customer); err != nil {
					return err
				}
				known[key] = theirs
			}
			all[i] = p.Standing(project, theirs, p.Day(r.now))
		}
		return nil
	})
	return all, err
}

// projectsOf reads the projects of a customer.
func (r *reader) projectsOf(program string, customer domain.Untrusted) (all []domain.Project, err error) {
	for s, err := range r.posted(domain.KindProject, postCustomer, customerDigest(program, customer), false) {
		if err != nil {
			return nil, err
		}
		p, ok := s.record.(domain.Project)
		if ok && p.Program == program && domain.CustomerKey(p.Customer) == domain.CustomerKey(customer) {
			all = append(all, p)
		}
	}
	return all, nil
}
