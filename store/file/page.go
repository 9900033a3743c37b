package file

// The layout of bbolt's pages: a head, a table of elements, and the keys and
// values that the elements point to, relative to themselves. A bucket small
// enough lies as a page of its own in the value of its element, behind its
// bucketLen bytes; else these name its root page.
const (
	headLen    = 16
	elementLen = 16
	bucketLen  = 16

	isBranch   = 0x01
	isLeaf     = 0x02
	isMeta     = 0x04
	isFreelist = 0x10

	isBucket = 0x01
)

// maxRun is how many bytes a page with those that it overflows into is read as
// at most. The book's largest values are far smaller.
const maxRun = 64 << 20

// head is the begin of a page.
type head struct {
	id       uint64
	flags    uint16
	count    int
	overflow uint32
}

func headOf(page []byte) head {
	return head{native.Uint64(page), native.Uint16(page[8:]), int(native.Uint16(page[10:])), native.Uint32(page[12:])}
}

// element is a key with its value, and where these begin and end in the page:
// bbolt leaves no room between one element's and the next's.
type element struct {
	flags      uint32
	key, value []byte
	from, to   int64
}

// inline returns the page that an element of a small bucket holds, or the
// number of the root page of a larger one.
func (e element) inline() (page []byte, root uint64, ok bool) {
	if e.flags&isBucket == 0 || len(e.value) < bucketLen {
		return nil, 0, false
	}
	if root = native.Uint64(e.value); root != 0 {
		return nil, root, true
	}
	page = e.value[bucketLen:]
	return page, 0, len(page) >= headLen
}

// leafElement takes the nth element out of a leaf page, which holds at least as
// many by its length. It is not ok where the element leads outside of the page.
func leafElement(page []byte, n int) (e element, ok bool) {
	at := int64(headLen + n*elementLen)
	entry := page[at : at+elementLen]
	from := at + int64(native.Uint32(entry[4:]))
	mid := from + int64(native.Uint32(entry[8:]))
	to := mid + int64(native.Uint32(entry[12:]))
	if to > int64(len(page)) {
		return element{}, false
	}
	return element{native.Uint32(entry), page[from:mid:mid], page[mid:to:to], from, to}, true
}

// branchElement takes the nth element out of a branch page: the least key
// behind it, without a value, and the page that is there.
func branchElement(page []byte, n int) (e element, id uint64, ok bool) {
	at := int64(headLen + n*elementLen)
	entry := page[at : at+elementLen]
	from := at + int64(native.Uint32(entry))
	to := from + int64(native.Uint32(entry[4:]))
	if to > int64(len(page)) {
		return element{}, 0, false
	}
	return element{key: page[from:to:to], from: from, to: to}, native.Uint64(entry[8:]), true
}
