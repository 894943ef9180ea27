// Reads the content with compress/gzip. 0: read; 10: refused; anything else: it failed.
package main

import (
	"compress/gzip"
	"io"
	"os"
	"runtime"
)

func main() {
	if os.Args[1] == "--version" {
		println(runtime.Version())
		return
	}
	file, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	content, err := gzip.NewReader(file)
	if err == nil {
		_, err = io.Copy(io.Discard, content)
	}
	if err != nil {
		os.Exit(10)
	}
}
