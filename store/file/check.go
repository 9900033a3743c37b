package file

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
)

// Check walks the whole file, page by page, and fails with a [DamagedError]
// where its parts do not fit together: each page must be of the tree or of the
// free list once, and keys in order. It maps nothing, so that no damage can
// end the process or keep it for ever. What lies in the values it does not
// know. It takes no lock: the file must be one that nobody writes, or be
// locked.
func Check(ctx context.Context, path string) (err error) {
	f, err := openRegular(path, os.O_RDONLY, 0)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h, err := readHeader(f, path)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	m, good := readMeta(f, 0)
	if other, ok := readMeta(f, h.PageSize); !good || ok && other.commit() > m.commit() {
		m = other
	}
	c := checker{ctx: ctx, path: path, file: f, size: h.PageSize, seen: make([]bool, m.pages())}
	if err := c.all(&m); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	return nil
}

type checker struct {
	ctx  context.Context
	path string
	file *os.File
	size int64
	// seen are the pages that have been met.
	seen []bool
	// depth is how many pages deep the walk is.
	depth int
}

// maxDepth is far deeper than a tree can be that bbolt made.
const maxDepth = 64

func (c *checker) damaged(id uint64, format string, args ...any) error {
	return &DamagedError{Path: c.path, What: fmt.Sprintf("page %d: ", id) + fmt.Sprintf(format, args...)}
}

func (c *checker) all(m *meta) error {
	if len(c.seen) < 4 {
		return c.damaged(0, "there are %d pages", len(c.seen))
	}
	c.seen[0], c.seen[1] = true, true
	if err := c.tree(native.Uint64(m[16:]), nil, nil); err != nil {
		return err
	}
	if err := c.freelist(native.Uint64(m[32:])); err != nil {
		return err
	}
	if lost := slices.Index(c.seen, false); lost >= 0 {
		return c.damaged(uint64(lost), "it belongs to nothing")
	}
	return nil
}

// take reads a page with all that it overflows into, if nothing else has it.
func (c *checker) take(id uint64) (page []byte, h head, err error) {
	if err := c.ctx.Err(); err != nil {
		return nil, h, err
	}
	if id >= uint64(len(c.seen)) {
		return nil, h, c.damaged(id, "there is no such page")
	}
	page = make([]byte, c.size)
	if _, err := c.file.ReadAt(page, int64(id)*c.size); err != nil {
		return nil, h, c.damaged(id, "%v", err)
	}
	h = headOf(page)
	pages := uint64(h.overflow) + 1
	switch {
	case h.id != id:
		return nil, h, c.damaged(id, "it says that it is page %d", h.id)
	case pages > uint64(len(c.seen))-id || int64(pages) > maxRun/c.size:
		return nil, h, c.damaged(id, "it is too long")
	}
	for i := id; i < id+pages; i++ {
		if c.seen[i] {
			return nil, h, c.damaged(i, "two parts have it")
		}
		c.seen[i] = true
	}
	if pages > 1 {
		page = make([]byte, int64(pages)*c.size)
		if _, err := c.file.ReadAt(page, int64(id)*c.size); err != nil {
			return nil, h, c.damaged(id, "%v", err)
		}
	}
	return page, h, nil
}

// tree walks a page and what is below it. Its keys must be from from on and
// before to, where these are not nil. No page comes twice, so that it ends.
func (c *checker) tree(id uint64, from, to []byte) error {
	page, h, err := c.take(id)
	if err != nil {
		return err
	}
	switch h.flags {
	case isLeaf:
		return c.leaf(id, page, from, to)
	case isBranch:
		return c.branch(id, page, from, to)
	}
	return c.damaged(id, "it is of kind %#x", h.flags)
}

func (c *checker) branch(id uint64, page, from, to []byte) error {
	if c.depth++; c.depth > maxDepth {
		return c.damaged(id, "it is too deep")
	}
	defer func() { c.depth-- }()
	count := headOf(page).count
	if count == 0 || count > (len(page)-headLen)/elementLen {
		return c.damaged(id, "it says that it has %d parts", count)
	}
	end := int64(headLen + count*elementLen)
	for n := range count {
		e, child, ok := branchElement(page, n)
		if !ok || e.from != end {
			return c.damaged(id, "part %d leads elsewhere", n)
		}
		end = e.to
		before := to
		if n+1 < count {
			next, _, ok := branchElement(page, n+1)
			if !ok {
				return c.damaged(id, "part %d leads elsewhere", n+1)
			}
			before = next.key
		}
		if !between(e.key, from, before) {
			return c.damaged(id, "the keys are not in order")
		}
		if err := c.tree(child, e.key, before); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) leaf(id uint64, page, from, to []byte) error {
	if c.depth++; c.depth > maxDepth {
		return c.damaged(id, "it is too deep")
	}
	defer func() { c.depth-- }()
	count := headOf(page).count
	if count > (len(page)-headLen)/elementLen {
		return c.damaged(id, "it says that it has %d parts", count)
	}
	last, end := from, int64(headLen+count*elementLen)
	for n := range count {
		e, ok := leafElement(page, n)
		if !ok || e.from != end {
			return c.damaged(id, "part %d leads elsewhere", n)
		}
		end = e.to
		if len(e.key) == 0 || !between(e.key, last, to) || n > 0 && bytes.Equal(e.key, last) {
			return c.damaged(id, "the keys are not in order")
		}
		last = e.key
		if e.flags&isBucket == 0 {
			continue
		}
		inner, root, ok := e.inline()
		switch {
		case !ok:
			return c.damaged(id, "part %d is too short", n)
		case inner != nil && headOf(inner).flags != isLeaf:
			return c.damaged(id, "part %d is of kind %#x", n, headOf(inner).flags)
		case inner != nil:
			if err := c.leaf(id, inner, nil, nil); err != nil {
				return err
			}
		default:
			if err := c.tree(root, nil, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// between is whether from <= key < to, where these are not nil.
func between(key, from, to []byte) bool {
	return (from == nil || bytes.Compare(key, from) >= 0) && (to == nil || bytes.Compare(key, to) < 0)
}

// manyFree in the head of a free list says that the number is the first entry.
const manyFree = 0xFFFF

func (c *checker) freelist(id uint64) error {
	page, h, err := c.take(id)
	if err != nil {
		return err
	}
	if h.flags != isFreelist {
		return c.damaged(id, "it is of kind %#x", h.flags)
	}
	list, count := page[headLen:], uint64(h.count)
	if h.count == manyFree {
		count, list = native.Uint64(list), list[8:]
	}
	if count > uint64(len(list)/8) {
		return c.damaged(id, "it says that %d pages are free", count)
	}
	for i := range count {
		free := native.Uint64(list[8*i:])
		if free >= uint64(len(c.seen)) || c.seen[free] {
			return c.damaged(id, "page %d is not free", free)
		}
		c.seen[free] = true
	}
	return nil
}
