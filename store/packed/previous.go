package packed

// previous is the packed form that a record had before, read in step with the
// writing of the new one: both have their fields in the order of the tags.
type previous struct {
	r Reader[[]byte]
	// on says that r stands on a field.
	on bool
}

func previously(r Reader[[]byte]) previous {
	on := r.Next()
	return previous{r, on}
}

// seek goes on to the first field whose tag is at least tag.
func (p *previous) seek(tag int) {
	for p.on && p.r.tag < tag {
		p.on = p.r.Next()
	}
}

// rest is what follows the last tag that this belay knows of the record.
func (p *previous) rest(last int) []byte {
	p.seek(last + 1)
	if !p.on {
		return nil
	}
	start := p.r.start
	p.seek(maxTag + 1) // to the end, to see that it can be read
	return p.r.body[start:]
}

// restOf is what follows the last known tag of the part with a tag.
func (p *previous) restOf(tag, last int) []byte {
	if p.seek(tag); !p.on || p.r.tag != tag {
		return nil
	}
	return p.unknown(last)
}

// unknown is what follows the last known tag in the part that r stands on.
func (p *previous) unknown(last int) []byte {
	inner := previously(Fields(p.r.Value()))
	rest := inner.rest(last)
	p.keep(inner.r.err)
	return rest
}

func (p *previous) keep(err error) {
	if p.r.err == nil && err != nil {
		p.r.err, p.on = err, false
	}
}

// closePart ends a part of a record, with what is unknown of it. Begin is where
// the part's field starts; a part without fields is left out.
func closePart(dst []byte, begin, at int, rest []byte) []byte {
	dst = append(dst, rest...)
	if len(dst) == at {
		return dst[:begin]
	}
	return ClosePart(dst, at)
}

// items are the items that a list had before, if any of them has fields that
// are unknown: those fields, by the packed form of what makes an item the same.
type items struct {
	same int
	rest map[string][][]byte
}

// items finds the items of the list with a tag. same is the last tag of those
// that make an item the same, last the last known one.
func (p *previous) items(tag, same, last int) items {
	list := items{same: same}
	p.seek(tag)
	found := false
	for ahead := *p; ahead.on && ahead.r.tag == tag; ahead.on = ahead.r.Next() {
		found = len(ahead.unknown(last)) > 0 || found
		p.keep(ahead.r.err)
	}
	if !found || p.r.err != nil {
		return list
	}
	list.rest = map[string][][]byte{}
	for ; p.on && p.r.tag == tag; p.on = p.r.Next() {
		key := string(upTo(p.r.Value(), same))
		list.rest[key] = append(list.rest[key], p.unknown(last))
	}
	return list
}

// upTo is the start of a part, with the tags up to one.
func upTo(part []byte, tag int) []byte {
	p := previously(Fields(part))
	p.seek(tag + 1)
	if !p.on {
		return part
	}
	return part[:p.r.start]
}

// close ends an item of the list, with what was unknown of the same one before.
func (l items) close(dst []byte, at int) []byte {
	if l.rest == nil {
		return ClosePart(dst, at)
	}
	key := string(upTo(dst[at:], l.same))
	if rest := l.rest[key]; len(rest) > 0 {
		dst = append(dst, rest[0]...)
		l.rest[key] = rest[1:]
	}
	return ClosePart(dst, at)
}
