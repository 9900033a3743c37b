package packed

// room makes room for all items of a list at its first one, which is the
// current field.
func room[T any](r *Reader[string], list []T) []T {
	if list != nil {
		return list
	}
	return make([]T, 0, r.count())
}

// appendTexts writes a list of texts, empty ones too.
func appendTexts(dst []byte, tag int, texts []string) []byte {
	for _, t := range texts {
		dst = AppendItem(dst, tag, t)
	}
	return dst
}
