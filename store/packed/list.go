package packed

// addTo adds the current field to a list, for which it makes room once.
func addTo[T any](r *Reader[string], list []T, read func(*Reader[string]) T) []T {
	if list == nil {
		list = make([]T, 0, r.count())
	}
	return append(list, read(r))
}

func readText(r *Reader[string]) string { return r.Text() }

// appendTexts writes a list of texts, empty ones too.
func appendTexts(dst []byte, tag int, texts []string) []byte {
	for _, t := range texts {
		dst = AppendItem(dst, tag, t)
	}
	return dst
}
