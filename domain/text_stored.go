package domain

// Stored gives back text that a book keeps, byte for byte as [Untrusted.Raw]
// gave it: only for reading what belay itself wrote. All else goes through [Outside].
func Stored(raw string) Untrusted { return Untrusted{raw} }
