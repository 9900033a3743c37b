package index

import (
	"bytes"
	"context"
	"encoding/binary"
	"iter"
	"math"

	bolt "go.etcd.io/bbolt"
)

// blockText is the bytes of lines in a block that is not cut by an edit: two
// such blocks with their keys fill eight pages of 4 KiB.
const blockText = 16<<10 - 128

// rowWidth is the bytes of a block's position: its first row, big-endian.
const rowWidth = 4

// Text is what a search looks through: one line a row, folded by the caller,
// in blocks of some 16 KiB of lines that each end in '\n'. A row without text
// is an empty line. One that was never written has no rows.
type Text struct {
	chain
	size int // bytes of lines in a block
}

// TextLine is a row and its line, without the '\n', which lies in the file.
type TextLine struct {
	Row  uint32
	Line []byte
}

// OpenText returns the text of a name, which has no zero byte. The bucket's
// name is what the values are sealed with.
func OpenText(b *bolt.Bucket, bucket, name []byte) Text {
	return Text{openChain(b, bucket, name, rowWidth), blockText}
}

// Rows is the row that follows the last one with a line, empty ones included.
// An error wraps [ErrDamaged].
func (t Text) Rows() (int, error) {
	_, rows, err := t.last()
	return rows, err
}

// last returns the last block, if there is one, and the row behind it.
func (t Text) last() (block, int, error) {
	blk, err := t.seek(t.b.Cursor(), rowAt(math.MaxUint32))
	if err != nil || blk.at == nil {
		return blk, 0, err
	}
	if blk.next != nil {
		return blk, 0, t.damaged("no block", blk.next)
	}
	if err := t.whole(blk); err != nil {
		return blk, 0, err
	}
	return blk, int(blk.first()) + bytes.Count(blk.body, newline), nil
}

// Line returns the line of a row, and whether it has text. The line is good
// until the transaction ends. An error wraps [ErrDamaged].
func (t Text) Line(row uint32) ([]byte, bool, error) {
	blk, err := t.seek(t.b.Cursor(), rowAt(row))
	if err != nil || blk.at == nil {
		return nil, false, err
	}
	if err := t.whole(blk); err != nil {
		return nil, false, err
	}
	rest := blk.body
	for range row - blk.first() {
		if len(rest) == 0 {
			break
		}
		rest = rest[bytes.IndexByte(rest, '\n')+1:]
	}
	if len(rest) == 0 {
		if blk.next != nil {
			return nil, false, t.damaged("too few lines", blk.at)
		}
		return nil, false, nil
	}
	line := rest[:bytes.IndexByte(rest, '\n')]
	return line, len(line) > 0, nil
}

// Scan yields all lines by row, empty ones too, and checks that the blocks fit
// each other. It ends at the first error: the context's, or one that wraps
// [ErrDamaged]. The bucket must not change meanwhile.
func (t Text) Scan(ctx context.Context) iter.Seq2[TextLine, error] {
	return func(yield func(TextLine, error) bool) {
		if err := t.scan(ctx, yield); err != nil {
			yield(TextLine{}, err)
		}
	}
}

func (t Text) scan(ctx context.Context, yield func(TextLine, error) bool) error {
	c := t.b.Cursor()
	blk, err := t.seek(c, rowAt(0))
	for ; err == nil && blk.at != nil; blk, err = t.following(c, blk) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.whole(blk); err != nil {
			return err
		}
		row := int(blk.first())
		for rest := blk.body; len(rest) > 0; row++ {
			end := bytes.IndexByte(rest, '\n')
			if !yield(TextLine{uint32(row), rest[:end:end]}, nil) {
				return nil
			}
			rest = rest[end+1:]
		}
		if blk.next != nil && row != int(binary.BigEndian.Uint32(blk.next)) || row > rowLimit {
			return t.damaged("a wrong number of lines", blk.at)
		}
	}
	return err
}

// rowLimit is the row that follows the highest there can be.
const rowLimit = math.MaxUint32 + 1

var newline = []byte{'\n'}

// whole tells whether a block's last line is whole: then each line ends.
func (t Text) whole(blk block) error {
	if n := len(blk.body); n > 0 && blk.body[n-1] != '\n' || n == 0 && blk.next != nil {
		return t.damaged("a line without an end", blk.at)
	}
	return nil
}

// first is the first row of a block of text.
func (blk block) first() uint32 { return binary.BigEndian.Uint32(blk.at) }

func rowAt(row uint32) []byte { return binary.BigEndian.AppendUint32(make([]byte, 0, rowWidth), row) }
