package index

import (
	"bytes"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"github.com/belay-tui/belay/store/seal"
)

// A chain is sealed blocks in the order of their positions, which are byte
// strings of one width. A block lies at the position its content begins at,
// the first one at zero, and says where the next begins: so a block that is
// lost is missed, and an edit touches the blocks it changes and no directory.
// At the bare prefix lies an anchor, by which a chain that lost its only block
// differs from one that was never written, and so is empty.
type chain struct {
	b              *bolt.Bucket
	bucket, prefix []byte
	width          int
	err            error // of the name; all that reads or writes returns it
}

// A block is one link of a chain. Its slices lie in the file.
type block struct {
	at, next []byte // no next: the last block; no at: no block
	body     []byte
}

func openChain(b *bolt.Bucket, bucket, name []byte, width int) chain {
	p, err := prefix(name)
	return chain{b: b, bucket: bucket, prefix: p, width: width, err: err}
}

func (ch chain) key(at []byte) []byte {
	return append(append(make([]byte, 0, len(ch.prefix)+len(at)), ch.prefix...), at...)
}

func (ch chain) damaged(what string, at []byte) error {
	return fmt.Errorf("%w: %s at %q %x", ErrDamaged, what, ch.prefix, at)
}

// decode opens the block at a key of the chain.
func (ch chain) decode(key, value []byte) (block, error) {
	at := key[len(ch.prefix):]
	if len(at) != ch.width {
		return block{}, ch.damaged("no block can lie", at)
	}
	body, err := seal.OpenBlock(ch.bucket, key, value)
	if err != nil {
		return block{}, fmt.Errorf("%w: %w", ch.damaged("the block", at), err)
	}
	if len(body) < ch.width {
		return block{}, ch.damaged("a short block", at)
	}
	blk := block{at: at, next: body[:ch.width], body: body[ch.width:]}
	if zero(blk.next) {
		blk.next = nil
	} else if bytes.Compare(at, blk.next) >= 0 {
		return block{}, ch.damaged("a block that leads back", at)
	}
	return blk, nil
}

// seek moves the cursor to the block in whose range a position lies. A chain
// that was never written has none.
func (ch chain) seek(c *bolt.Cursor, at []byte) (block, error) {
	if ch.err != nil {
		return block{}, ch.err
	}
	want := ch.key(at)
	k, v := c.Seek(want)
	if !bytes.Equal(k, want) {
		k, v = ch.back(c, want)
	}
	if !bytes.HasPrefix(k, ch.prefix) || len(k) == len(ch.prefix) {
		if present(ch.b, ch.prefix) {
			return block{}, ch.damaged("no block", at)
		}
		return block{}, nil
	}
	blk, err := ch.decode(k, v)
	if err == nil && blk.next != nil && bytes.Compare(at, blk.next) >= 0 {
		err = ch.damaged("no block", blk.next)
	}
	return blk, err
}

// following moves the cursor from a block to the one behind it, if there is one.
func (ch chain) following(c *bolt.Cursor, blk block) (block, error) {
	k, v := c.Next()
	ours := bytes.HasPrefix(k, ch.prefix)
	switch {
	case blk.next == nil && ours:
		return block{}, ch.damaged("a block past the last", k[len(ch.prefix):])
	case blk.next == nil:
		return block{}, nil
	case !ours || !bytes.Equal(k[len(ch.prefix):], blk.next):
		return block{}, ch.damaged("no block", blk.next)
	}
	return ch.decode(k, v)
}

// preceding moves the cursor from a block to the one before it, if there is one.
func (ch chain) preceding(c *bolt.Cursor, blk block) (block, error) {
	if zero(blk.at) {
		return block{}, nil
	}
	k, v := ch.back(c, ch.key(blk.at))
	if !bytes.HasPrefix(k, ch.prefix) || len(k) == len(ch.prefix) {
		return block{}, ch.damaged("no block before the one", blk.at)
	}
	prev, err := ch.decode(k, v)
	if err == nil && !bytes.Equal(prev.next, blk.at) {
		err = ch.damaged("no block before the one", blk.at)
	}
	return prev, err
}

// back is Prev from a key. Where a transaction deleted all keys of a page,
// Prev returns nil for that page too.
func (ch chain) back(c *bolt.Cursor, from []byte) (k, v []byte) {
	if k, v = c.Prev(); k != nil {
		return k, v
	}
	if first, _ := ch.b.Cursor().First(); first == nil || bytes.Compare(first, from) >= 0 {
		return nil, nil
	}
	for k == nil {
		k, v = c.Prev()
	}
	return k, v
}

// put stores a block; without next it is the last. The body is copied.
func (ch chain) put(at, next, body []byte) error {
	if ch.err != nil {
		return ch.err
	}
	if zero(at) && ch.b.Get(ch.prefix) == nil {
		if err := put(ch.b, ch.bucket, ch.prefix, nil); err != nil {
			return err
		}
	}
	full := make([]byte, ch.width, ch.width+len(body))
	copy(full, next)
	return put(ch.b, ch.bucket, ch.key(at), append(full, body...))
}

// drop deletes a block that is not the first, and links the one before it with
// the one behind it.
func (ch chain) drop(blk block) error {
	c := ch.b.Cursor()
	if _, err := ch.seek(c, blk.at); err != nil {
		return err
	}
	prev, err := ch.preceding(c, blk)
	if err != nil {
		return err
	}
	if err := ch.b.Delete(ch.key(blk.at)); err != nil {
		return fmt.Errorf("deleting the block at %q %x: %w", ch.prefix, blk.at, err)
	}
	return ch.put(prev.at, blk.next, prev.body)
}

func zero(b []byte) bool { return len(bytes.TrimLeft(b, "\x00")) == 0 }
