package panetest

import "context"

// Desk is a desk in memory.
type Desk map[string][]byte

// Kept is what is kept under a key, nil where nothing is.
func (d Desk) Kept(_ context.Context, key string) ([]byte, error) { return d[key], nil }

// Keep keeps a value under a key; nil forgets it.
func (d Desk) Keep(_ context.Context, key string, value []byte) error {
	if d[key] = value; value == nil {
		delete(d, key)
	}
	return nil
}

// Rekeep keeps what a function makes of what is kept under a key.
func (d Desk) Rekeep(ctx context.Context, key string, change func(old []byte) ([]byte, error)) error {
	value, err := change(d[key])
	if err != nil {
		return err
	}
	return d.Keep(ctx, key, value)
}
