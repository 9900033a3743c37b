package packed

import "github.com/belay-tui/belay/domain"

// The tags of a credential.
const (
	credentialID        = tagID
	credentialProgram   = 2
	credentialKind      = 3
	credentialTitle     = 4
	credentialHolder    = 5
	credentialLevel     = 6
	credentialEarned    = 7
	credentialExpires   = 8
	credentialCreatedAt = 9

	credentialLast = credentialCreatedAt
)

func appendCredential(dst []byte, c *domain.Credential, was *previous) []byte {
	dst = AppendItem(dst, credentialID, c.ID[:])
	dst = AppendBytes(dst, credentialProgram, c.Program)
	dst = AppendBytes(dst, credentialKind, c.Kind)
	dst = AppendUntrusted(dst, credentialTitle, c.Title)
	dst = AppendUntrusted(dst, credentialHolder, c.Holder)
	dst = AppendInt(dst, credentialLevel, c.Level)
	dst = AppendInt(dst, credentialEarned, c.Earned)
	dst = AppendInt(dst, credentialExpires, c.Expires)
	dst = AppendTime(dst, credentialCreatedAt, c.CreatedAt)
	return append(dst, was.rest(credentialLast)...)
}

func decodeCredential(r *Reader[string], c *domain.Credential) {
	for r.Next() {
		switch r.tag {
		case credentialID:
			c.ID = r.ID()
		case credentialProgram:
			c.Program = r.Text()
		case credentialKind:
			c.Kind = domain.CredentialKind(r.Text())
		case credentialTitle:
			c.Title = r.Untrusted()
		case credentialHolder:
			c.Holder = r.Untrusted()
		case credentialLevel:
			c.Level = readInt(r)
		case credentialEarned:
			c.Earned = readDate(r)
		case credentialExpires:
			c.Expires = readDate(r)
		case credentialCreatedAt:
			c.CreatedAt = r.Time()
		}
	}
}
