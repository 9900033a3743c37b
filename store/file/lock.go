package file

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// lockRaw takes the lock of a file that bbolt may not be able to open. release
// may be called twice.
func lockRaw(ctx context.Context, path string, timeout time.Duration) (f *os.File, release func() error, err error) {
	err = wait(ctx, path, timeout, func() (bool, error) {
		f, err = lockNow(path)
		return !errors.Is(err, errHeld), err
	})
	if err != nil {
		return nil, nil, err
	}
	return f, sync.OnceValue(func() error {
		unlock(f)
		return f.Close()
	}), nil
}

func lockNow(path string) (*os.File, error) {
	f, err := openRegular(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	held, err := tryLock(f)
	switch {
	case err != nil:
		err = fmt.Errorf("lock %s: %w", path, err)
	case held:
		err = errHeld
	default:
		err = isStill(path, f)
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}
