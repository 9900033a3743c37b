package index

import (
	"runtime/debug"
	"sync"
)

// beside runs a function for the numbers below n, each in a goroutine of its own,
// and returns when all have come to their end. They may read bytes of the file's
// map, but not use its transaction, which is for one goroutine only. What one of
// them panics with, as where the file is shorter than its map, the caller panics
// with then.
func beside(n int, do func(i int)) {
	var wait sync.WaitGroup
	var once sync.Once
	var panicked any
	for i := range n {
		wait.Go(func() {
			defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
			defer func() {
				if p := recover(); p != nil {
					once.Do(func() { panicked = p })
				}
			}()
			do(i)
		})
	}
	wait.Wait()
	if panicked != nil {
		panic(panicked)
	}
}
