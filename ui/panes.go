package ui

import (
	"slices"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/ui/leads"
	"github.com/belay-tui/belay/ui/pane"
	"github.com/belay-tui/belay/ui/pipeline"
	"github.com/belay-tui/belay/ui/practice"
	"github.com/belay-tui/belay/ui/projects"
	"github.com/belay-tui/belay/ui/stats"
	"github.com/belay-tui/belay/ui/stories"
	"github.com/belay-tui/belay/ui/surveys"
)

// scopes are those of the panes: the numbered ones, then the inner ones.
var scopes = []string{leads.Scope, pipeline.Scope, projects.Scope, surveys.Scope, stats.Scope, practice.Scope, stories.Scope}

// kinds are what the panes have records of, by their scopes.
var kinds = map[string]domain.Kind{
	leads.Scope: domain.KindLead, pipeline.Scope: domain.KindOpportunity, projects.Scope: domain.KindProject,
	surveys.Scope: domain.KindSurvey, practice.Scope: domain.KindCredential, stories.Scope: domain.KindStory,
}

// holding is where the pane of a kind of records is, -1 for a kind without one.
func holding(kind domain.Kind) int {
	return slices.IndexFunc(scopes, func(scope string) bool { return kind != "" && kinds[scope] == kind })
}

// numbered is how many panes have a number; the others are opened from one of
// those.
const numbered = 5

// placed is where the pane of a scope is, -1 for a scope without a pane.
func placed(scope string) int { return slices.Index(scopes, scope) }

// KindScopes are the scopes of the panes that list records, in the order of a menu.
func KindScopes() []string {
	return slices.DeleteFunc(slices.Clone(scopes), func(scope string) bool { return kinds[scope] == "" })
}

// KindOf is what the pane of a scope lists, "" for a scope without records.
func KindOf(scope string) domain.Kind { return kinds[scope] }

// ScopeOf is the scope of the pane that lists a kind, "" where none does.
func ScopeOf(kind domain.Kind) string {
	if i := holding(kind); i >= 0 {
		return scopes[i]
	}
	return ""
}

// NewPane makes the pane of a scope that lists records, nil for another scope.
func NewPane(scope string, ctx *pane.Context, book Book) pane.Heard {
	switch scope {
	case leads.Scope:
		return leads.New(ctx, book)
	case pipeline.Scope:
		return pipeline.New(ctx, book)
	case projects.Scope:
		return projects.New(ctx, book)
	case surveys.Scope:
		return surveys.New(ctx, book)
	case practice.Scope:
		return practice.New(ctx, book)
	case stories.Scope:
		return stories.New(ctx, book)
	}
	return nil
}

// pane is the pane at a place. It is made when it is first wanted, so that the
// first frame does not wait for those that it does not show.
func (a *App) pane(i int) pane.Pane {
	if a.panes[i] == nil {
		a.panes[i] = a.newPane(scopes[i])
		a.panes[i].SetSize(a.w, max(0, a.h-frameLines))
	}
	return a.panes[i]
}

// newPane makes the pane of a scope.
func (a *App) newPane(scope string) pane.Pane {
	if p := NewPane(scope, a.ctx, a.cfg.Book); p != nil {
		return p
	}
	return a.figures
}

// front is the pane in front.
func (a *App) front() pane.Pane { return a.pane(a.active) }

// made are the panes that were wanted so far.
func (a *App) made() []pane.Pane {
	return slices.DeleteFunc(slices.Clone(a.panes), func(p pane.Pane) bool { return p == nil })
}
