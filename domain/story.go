package domain

import "time"

// StoryStatus is where a customer success story stands.
type StoryStatus string

// The statuses of a story.
const (
	StoryDrafted   StoryStatus = "drafted"
	StorySubmitted StoryStatus = "submitted"
	StoryPublished StoryStatus = "published"
)

// Story tells of a customer's success (C1).
type Story struct {
	ID       ID          `json:"id"`
	Program  string      `json:"program"`
	Project  ID          `json:"project,omitzero"`
	Title    Untrusted   `json:"title"`
	Customer Untrusted   `json:"customer"`
	Status   StoryStatus `json:"status"`
	// Challenge, Solution and Results are its three chapters.
	Challenge Untrusted `json:"challenge,omitzero"`
	Solution  Untrusted `json:"solution,omitzero"`
	Results   Untrusted `json:"results,omitzero"`
	CreatedAt time.Time `json:"created_at"`
	// SubmittedAt and PublishedAt are when it went to the program and came out.
	SubmittedAt time.Time `json:"submitted_at,omitzero"`
	PublishedAt time.Time `json:"published_at,omitzero"`
}

// Ref names the story's record.
func (s Story) Ref() Ref { return Ref{KindStory, s.ID} }

// AddStory drafts a story.
type AddStory struct {
	ID        ID        `json:"id"`
	Program   string    `json:"program"`
	Project   ID        `json:"project,omitzero"`
	Title     Untrusted `json:"title"`
	Customer  Untrusted `json:"customer"`
	Challenge Untrusted `json:"challenge,omitzero"`
	Solution  Untrusted `json:"solution,omitzero"`
	Results   Untrusted `json:"results,omitzero"`
}

// Name is the command's name in the journal.
func (AddStory) Name() string { return "story.add" }

// Subject names the story.
func (c AddStory) Subject() Ref { return Ref{KindStory, c.ID} }

func (c AddStory) decide(v View, now Now) ([]Record, error) {
	if free, err := fresh(v, c.Subject()); !free || err != nil {
		return nil, err
	}
	p, err := v.Program(c.Program)
	if err != nil {
		return nil, err
	}
	if c.Title.IsZero() {
		return nil, Refused("field.missing").on("title")
	}
	return []Record{Story{
		ID: c.ID, Program: p.Name, Project: c.Project, Title: c.Title, Customer: c.Customer, Status: StoryDrafted,
		Challenge: c.Challenge, Solution: c.Solution, Results: c.Results, CreatedAt: now.At,
	}}, nil
}

// EditStory changes a drafted story. What is nil stays as it is.
type EditStory struct {
	ID        ID         `json:"id"`
	Title     *Untrusted `json:"title,omitempty"`
	Customer  *Untrusted `json:"customer,omitempty"`
	Challenge *Untrusted `json:"challenge,omitempty"`
	Solution  *Untrusted `json:"solution,omitempty"`
	Results   *Untrusted `json:"results,omitempty"`
}

// Name is the command's name in the journal.
func (EditStory) Name() string { return "story.edit" }

// Subject names the story.
func (c EditStory) Subject() Ref { return Ref{KindStory, c.ID} }

func (c EditStory) decide(v View, now Now) ([]Record, error) {
	s, err := read[Story](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	before := s
	replace(&s.Title, c.Title)
	replace(&s.Customer, c.Customer)
	replace(&s.Challenge, c.Challenge)
	replace(&s.Solution, c.Solution)
	replace(&s.Results, c.Results)
	switch {
	case s.Title.IsZero():
		return nil, Refused("field.missing").on("title")
	case s == before:
		return nil, nil
	}
	return []Record{s}, nil
}

// SubmitStory hands a drafted story to the program. It needs all its chapters.
type SubmitStory struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (SubmitStory) Name() string { return "story.submit" }

// Subject names the story.
func (c SubmitStory) Subject() Ref { return Ref{KindStory, c.ID} }

func (c SubmitStory) decide(v View, now Now) ([]Record, error) {
	s, err := read[Story](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	var bad Refusals
	for _, field := range s.Lacks() {
		bad = append(bad, Refused("field.missing").on(field))
	}
	if err := bad.orNil(); err != nil {
		return nil, err
	}
	s.Status, s.SubmittedAt = StorySubmitted, now.At
	return []Record{s}, nil
}

// PublishStory notes that the program published a submitted story.
type PublishStory struct {
	ID ID `json:"id"`
}

// Name is the command's name in the journal.
func (PublishStory) Name() string { return "story.publish" }

// Subject names the story.
func (c PublishStory) Subject() Ref { return Ref{KindStory, c.ID} }

func (c PublishStory) decide(v View, now Now) ([]Record, error) {
	s, err := read[Story](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(s, c, now); !changes {
		return nil, err
	}
	s.Status, s.PublishedAt = StoryPublished, now.At
	return []Record{s}, nil
}
