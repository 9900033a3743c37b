package domain

import "time"

// CredentialKind is what a credential proves (C2).
type CredentialKind string

// The kinds of credential.
const (
	// Certification is an exam that a person of the firm passed.
	Certification CredentialKind = "certification"
	// Solution is a partner solution that the firm offers.
	Solution CredentialKind = "solution"
	// Navigator is a specialization that the vendor recognizes, in levels.
	Navigator CredentialKind = "navigator"
)

// CredentialKinds lists the kinds in the order in which people choose.
func CredentialKinds() []CredentialKind {
	return []CredentialKind{Certification, Solution, Navigator}
}

// Credential is something that the firm or one of its people can show.
type Credential struct {
	ID      ID             `json:"id"`
	Program string         `json:"program"`
	Kind    CredentialKind `json:"kind"`
	Title   Untrusted      `json:"title"`
	// Holder is the person, for certifications.
	Holder Untrusted `json:"holder,omitzero"`
	// Level is the level of a navigator specialization, from 1.
	Level  int  `json:"level,omitzero"`
	Earned Date `json:"earned"`
	// Expires is the last day on which it holds, zero where it does not expire.
	Expires   Date      `json:"expires,omitzero"`
	CreatedAt time.Time `json:"created_at"`
}

// Ref names the credential's record.
func (c Credential) Ref() Ref { return Ref{KindCredential, c.ID} }

// Holds reports whether the credential is in force on a day.
func (c Credential) Holds(d Date) bool { return d >= c.Earned && (c.Expires == 0 || d <= c.Expires) }

// state is where the credential stands on a day.
func (c Credential) state(d Date) State {
	switch {
	case c.Holds(d):
		return StateHolds
	case d < c.Earned:
		return StateAhead
	}
	return StateExpired
}

// AddCredential notes a credential.
type AddCredential struct {
	ID      ID             `json:"id"`
	Program string         `json:"program"`
	Kind    CredentialKind `json:"kind"`
	Title   Untrusted      `json:"title"`
	Holder  Untrusted      `json:"holder,omitzero"`
	Level   int            `json:"level,omitzero"`
	Earned  Date           `json:"earned"`
	Expires Date           `json:"expires,omitzero"`
}

// Name is the command's name in the journal.
func (AddCredential) Name() string { return "credential.add" }

// Subject names the credential.
func (c AddCredential) Subject() Ref { return Ref{KindCredential, c.ID} }

func (c AddCredential) decide(v View, now Now) ([]Record, error) {
	if free, err := fresh(v, c.Subject()); !free || err != nil {
		return nil, err
	}
	p, err := v.Program(c.Program)
	if err != nil {
		return nil, err
	}
	cred := Credential{c.ID, p.Name, c.Kind, c.Title, c.Holder, c.Level, c.Earned, c.Expires, now.At}
	if cred.Kind == Navigator {
		cred.Level = max(cred.Level, 1)
	}
	if err := cred.lacks().orNil(); err != nil {
		return nil, err
	}
	return []Record{cred}, nil
}

// lacks is what a credential cannot be noted without, and what contradicts itself.
func (c Credential) lacks() (bad Refusals) {
	if _, err := readChoice(Outside(string(c.Kind)), CredentialKinds()); err != nil {
		bad = append(bad, err.on("kind"))
	}
	if c.Title.IsZero() {
		bad = append(bad, Refused("field.missing").on("title"))
	}
	if c.Kind == Certification && c.Holder.IsZero() {
		bad = append(bad, Refused("field.missing").on("holder"))
	}
	if c.Earned == 0 {
		bad = append(bad, Refused("field.missing").on("earned"))
	}
	if c.Expires != 0 && c.Expires < c.Earned {
		bad = append(bad, Refused("credential.expires_before_earned", "earned", c.Earned).on("expires"))
	}
	return bad
}

// EditCredential changes what is noted of a credential. What is nil stays as it
// is; no day of Expires is that it does not expire.
type EditCredential struct {
	ID      ID              `json:"id"`
	Kind    *CredentialKind `json:"kind,omitempty"`
	Title   *Untrusted      `json:"title,omitempty"`
	Holder  *Untrusted      `json:"holder,omitempty"`
	Level   *int            `json:"level,omitempty"`
	Earned  *Date           `json:"earned,omitempty"`
	Expires *Date           `json:"expires,omitempty"`
}

// Name is the command's name in the journal.
func (EditCredential) Name() string { return "credential.edit" }

// Subject names the credential.
func (c EditCredential) Subject() Ref { return Ref{KindCredential, c.ID} }

func (c EditCredential) decide(v View, now Now) ([]Record, error) {
	cred, err := read[Credential](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(cred, c, now); !changes {
		return nil, err
	}
	before := cred
	replace(&cred.Kind, c.Kind)
	replace(&cred.Title, c.Title)
	replace(&cred.Holder, c.Holder)
	replace(&cred.Level, c.Level)
	replace(&cred.Earned, c.Earned)
	replace(&cred.Expires, c.Expires)
	if cred.Kind == Navigator {
		cred.Level = max(cred.Level, 1)
	} else if before.Kind == Navigator {
		cred.Level = 0 // of a kind without levels
	}
	if err := cred.lacks().orNil(); err != nil {
		return nil, err
	}
	if cred == before {
		return nil, nil
	}
	return []Record{cred}, nil
}

// replace takes a value that was said.
func replace[T any](to, said *T) {
	if said != nil {
		*to = *said
	}
}

// ExpireCredential sets the last day on which a credential holds.
type ExpireCredential struct {
	ID ID   `json:"id"`
	On Date `json:"on"`
}

// Name is the command's name in the journal.
func (ExpireCredential) Name() string { return "credential.expire" }

// Subject names the credential.
func (c ExpireCredential) Subject() Ref { return Ref{KindCredential, c.ID} }

func (c ExpireCredential) decide(v View, now Now) ([]Record, error) {
	cred, err := read[Credential](v, c.Subject())
	if err != nil {
		return nil, err
	}
	if changes, err := may(cred, c, now); !changes {
		return nil, err
	}
	switch {
	case cred.Expires == c.On:
		return nil, nil
	case c.On < cred.Earned:
		return nil, Refused("credential.expires_before_earned", "earned", cred.Earned).on("expires")
	}
	cred.Expires = c.On
	return []Record{cred}, nil
}
