package packed

import "bytes"

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

// unknown is what follows the last known tag in a part.
func (p *previous) unknown(part []byte, last int) []byte {
	inner := previously(Fields(part))
	rest := inner.rest(last)
	if inner.r.err != nil && p.r.err == nil {
		p.r.err, p.on = inner.r.err, false
	}
	return rest
}

// closePart ends the part at a place of dst, with what is unknown of the one
// before. Begin is where its field starts; a part without fields is left out.
func (p *previous) closePart(dst []byte, begin, at, tag, last int) []byte {
	// What is as it was has nothing unknown.
	if p.seek(tag); p.on && p.r.tag == tag && !bytes.Equal(dst[at:], p.r.Value()) {
		dst = append(dst, p.unknown(p.r.Value(), last)...)
	}
	if len(dst) == at {
		return dst[:begin]
	}
	return ClosePart(dst, at)
}

// closeList ends a list whose items, all with one tag, begin at a place of dst:
// it adds what is unknown of the same items before. Same is the last tag of
// those that make an item the same, last the last known one.
func (p *previous) closeList(dst []byte, begin, tag, same, last int) []byte {
	p.seek(tag)
	if !p.on || p.r.tag != tag {
		return dst
	}
	start := p.r.start
	p.seek(tag + 1)
	old := p.r.body[start:p.r.at]
	if p.on {
		old = p.r.body[start:p.r.start]
	}
	// Most often it is as it was, or longer.
	if bytes.HasPrefix(dst[begin:], old) {
		return dst
	}
	rest := p.unknownItems(old, same, last)
	if rest == nil {
		return dst
	}
	items := Fields(bytes.Clone(dst[begin:]))
	dst = dst[:begin]
	for items.Next() {
		at := 0
		dst, at = OpenPart(dst, tag)
		dst = append(dst, items.Value()...)
		key := string(upTo(items.Value(), same))
		if r := rest[key]; len(r) > 0 {
			dst = append(dst, r[0]...)
			rest[key] = r[1:]
		}
		dst = ClosePart(dst, at)
	}
	return dst
}

// unknownItems is what is unknown of each item of a list, by the packed form of
// what makes it the same; nil where nothing is unknown.
func (p *previous) unknownItems(list []byte, same, last int) map[string][][]byte {
	rest := map[string][][]byte{}
	found := false
	for r := Fields(list); r.Next(); {
		key, unknown := string(upTo(r.Value(), same)), p.unknown(r.Value(), last)
		rest[key] = append(rest[key], unknown)
		found = found || len(unknown) > 0
	}
	if !found || p.r.err != nil {
		return nil
	}
	return rest
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
