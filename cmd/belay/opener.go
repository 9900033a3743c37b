package main

import (
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// openWithin is how long the system's opener may take to hand an address over.
const openWithin = 5 * time.Second

// openAddress opens the address of a letter or a web page in the program that
// the system has for it. No shell sees it, it is one argument that cannot be an
// option, and what the opener prints goes nowhere: the screen is on the terminal.
func openAddress(address string) error {
	if !strings.HasPrefix(address, "mailto:") && !strings.HasPrefix(address, "https://") {
		return errors.ErrUnsupported
	}
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	c := exec.Command(name, args...)
	if err := c.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(openWithin): // it became the program itself
		return nil
	}
}
